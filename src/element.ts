/**
 * Registers `<clip-booth>`. On a server it only gives the classes.
 *
 * @packageDocumentation
 */

import { BoothBar } from './ui/bar.js';
import { CameraPanel } from './ui/camera-panel.js';
import { ClipBooth, type ClipBoothEventMap } from './ui/clip-booth.js';
import { CoverStrip } from './ui/cover-strip.js';
import { EditScreen } from './ui/edit-screen.js';
import { EffectsPanel } from './ui/effects-panel.js';
import { BoothFilmstrip } from './ui/filmstrip.js';
import { LooksPanel } from './ui/looks-panel.js';
import { MusicLane } from './ui/music-lane.js';
import { BoothNotes } from './ui/notes.js';
import { OverlayHandles } from './ui/overlay-handles.js';
import { BoothPicture } from './ui/picture.js';
import { RangeLane } from './ui/range-lane.js';
import { RecordScreen } from './ui/record-screen.js';
import { BoothSample } from './ui/sample.js';
import { ShareScreen } from './ui/share-screen.js';
import { ShortcutsSheet } from './ui/shortcuts-sheet.js';
import { BoothShutter } from './ui/shutter.js';
import { SoundPanel } from './ui/sound-panel.js';
import { SoundPicker } from './ui/sound-picker.js';
import { TakeActions } from './ui/take-actions.js';
import { TakeTrack } from './ui/take-track.js';
import { TextPanel } from './ui/text-panel.js';
import { BoothTimeline } from './ui/timeline.js';
import { BoothTools } from './ui/tools.js';
import { BoothTransport } from './ui/transport.js';
import { BoothWelcome } from './ui/welcome.js';

export { ENGLISH, type Texts } from './languages/english.js';
export { ClipBooth, type ClipBoothEventMap } from './ui/clip-booth.js';
export { FEATURES, type Feature } from './ui/features.js';
export type { Sound } from './ui/sound-picker.js';

const ELEMENTS = {
  'clip-booth': ClipBooth,
  'clip-booth-bar': BoothBar,
  'clip-booth-camera': CameraPanel,
  'clip-booth-cover': CoverStrip,
  'clip-booth-edit-screen': EditScreen,
  'clip-booth-effects': EffectsPanel,
  'clip-booth-filmstrip': BoothFilmstrip,
  'clip-booth-looks': LooksPanel,
  'clip-booth-music': MusicLane,
  'clip-booth-notes': BoothNotes,
  'clip-booth-overlay-handles': OverlayHandles,
  'clip-booth-picture': BoothPicture,
  'clip-booth-ranges': RangeLane,
  'clip-booth-record-screen': RecordScreen,
  'clip-booth-sample': BoothSample,
  'clip-booth-share-screen': ShareScreen,
  'clip-booth-shortcuts': ShortcutsSheet,
  'clip-booth-shutter': BoothShutter,
  'clip-booth-sound': SoundPanel,
  'clip-booth-sounds': SoundPicker,
  'clip-booth-take-actions': TakeActions,
  'clip-booth-takes': TakeTrack,
  'clip-booth-text': TextPanel,
  'clip-booth-timeline': BoothTimeline,
  'clip-booth-tools': BoothTools,
  'clip-booth-transport': BoothTransport,
  'clip-booth-welcome': BoothWelcome,
};

if (typeof customElements !== 'undefined') {
  for (const [name, element] of Object.entries(ELEMENTS)) {
    if (customElements.get(name) === undefined) customElements.define(name, element);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'clip-booth': ClipBooth;
  }
  interface HTMLElementEventMap extends ClipBoothEventMap {}
}
