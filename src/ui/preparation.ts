import { BoothCalibration } from './calibration.js';
import { CameraPanel } from './camera-panel.js';
import { defineElements } from './define.js';
import { DuetPanel } from './duet-panel.js';
import { EffectsPanel } from './effects-panel.js';
import { LooksPanel } from './looks-panel.js';
import { MusicPart } from './music-part.js';
import { BoothSample } from './sample.js';
import { SoundPicker } from './sound-picker.js';

/** Registers what people set before they record. Loaded when the first of its panels is shown, or with the editor. */
defineElements({
  'clip-booth-calibration': BoothCalibration,
  'clip-booth-camera': CameraPanel,
  'clip-booth-duet': DuetPanel,
  'clip-booth-effects': EffectsPanel,
  'clip-booth-looks': LooksPanel,
  'clip-booth-music-part': MusicPart,
  'clip-booth-sample': BoothSample,
  'clip-booth-sounds': SoundPicker,
});
