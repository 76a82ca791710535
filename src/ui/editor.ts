import { CoverStrip } from './cover-strip.js';
import { defineElements } from './define.js';
import { EditScreen } from './edit-screen.js';
import { BoothFilmstrip } from './filmstrip.js';
import { MusicLane } from './music-lane.js';
import { OverlayHandles } from './overlay-handles.js';
import { RangeLane } from './range-lane.js';
import { ShareScreen } from './share-screen.js';
import { SoundPanel } from './sound-panel.js';
import { TakeActions } from './take-actions.js';
import { TakeTrack } from './take-track.js';
import { TextPanel } from './text-panel.js';
import { BoothTimeline } from './timeline.js';
import { BoothTransport } from './transport.js';

/** Registers what comes after recording, the edit and share screens with their parts. Loaded when a take is there. */
defineElements({
  'clip-booth-cover': CoverStrip,
  'clip-booth-edit-screen': EditScreen,
  'clip-booth-filmstrip': BoothFilmstrip,
  'clip-booth-music': MusicLane,
  'clip-booth-overlay-handles': OverlayHandles,
  'clip-booth-ranges': RangeLane,
  'clip-booth-share-screen': ShareScreen,
  'clip-booth-sound': SoundPanel,
  'clip-booth-take-actions': TakeActions,
  'clip-booth-takes': TakeTrack,
  'clip-booth-text': TextPanel,
  'clip-booth-timeline': BoothTimeline,
  'clip-booth-transport': BoothTransport,
});
