import { CaptionsPanel } from './captions-panel.js';
import { ClipEffects } from './clip-effects.js';
import { CoverStrip } from './cover-strip.js';
import { defineElements } from './define.js';
import { EditScreen } from './edit-screen.js';
import { BoothFilmstrip } from './filmstrip.js';
import { FramingHandle } from './framing-handle.js';
import { FramingPanel } from './framing-panel.js';
import { ItemActions } from './item-actions.js';
import { MusicLane } from './music-lane.js';
import { OverlayHandles } from './overlay-handles.js';
import { PacePanel } from './pace-panel.js';
import { RangeLane } from './range-lane.js';
import { RangePicker } from './range-picker.js';
import { ShareScreen } from './share-screen.js';
import { SoundPanel } from './sound-panel.js';
import { TakeActions } from './take-actions.js';
import { TakeSoundPanel } from './take-sound-panel.js';
import { TakeTrack } from './take-track.js';
import { TextPanel } from './text-panel.js';
import { BoothTimeline } from './timeline.js';
import { TransitionPanel } from './transition-panel.js';
import { BoothTransport } from './transport.js';

/** Registers what comes after recording, the edit and share screens with their parts. Loaded when a take is there. */
defineElements({
  'clip-booth-captions': CaptionsPanel,
  'clip-booth-clip-effects': ClipEffects,
  'clip-booth-cover': CoverStrip,
  'clip-booth-edit-screen': EditScreen,
  'clip-booth-filmstrip': BoothFilmstrip,
  'clip-booth-framing': FramingPanel,
  'clip-booth-framing-handle': FramingHandle,
  'clip-booth-item-actions': ItemActions,
  'clip-booth-music': MusicLane,
  'clip-booth-overlay-handles': OverlayHandles,
  'clip-booth-pace': PacePanel,
  'clip-booth-range-picker': RangePicker,
  'clip-booth-ranges': RangeLane,
  'clip-booth-share-screen': ShareScreen,
  'clip-booth-sound': SoundPanel,
  'clip-booth-take-actions': TakeActions,
  'clip-booth-take-sound': TakeSoundPanel,
  'clip-booth-takes': TakeTrack,
  'clip-booth-text': TextPanel,
  'clip-booth-timeline': BoothTimeline,
  'clip-booth-transition': TransitionPanel,
  'clip-booth-transport': BoothTransport,
});
