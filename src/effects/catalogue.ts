import type { AnimationDefinition } from './animation.js';
import { drop } from './animations/drop.js';
import { fade } from './animations/fade.js';
import { flicker } from './animations/flicker.js';
import { pop } from './animations/pop.js';
import { rise } from './animations/rise.js';
import { slide } from './animations/slide.js';
import { spinIn } from './animations/spin-in.js';
import { stamp } from './animations/stamp.js';
import { stretch } from './animations/stretch.js';
import { swing } from './animations/swing.js';
import { typewriter } from './animations/typewriter.js';
import type { EffectDefinition, LookDefinition } from './define.js';
import { confetti } from './drawing/confetti.js';
import { duotone } from './drawing/duotone.js';
import { halftone } from './drawing/halftone.js';
import { letters } from './drawing/letters.js';
import { posterise } from './drawing/posterise.js';
import { sketch } from './drawing/sketch.js';
import { datamosh } from './glitch/datamosh.js';
import { mosaic } from './glitch/mosaic.js';
import { pixelSort } from './glitch/pixel-sort.js';
import { rgbSplit } from './glitch/rgb-split.js';
import { scanlines } from './glitch/scanlines.js';
import { vhs } from './glitch/vhs.js';
import { bloom } from './light/bloom.js';
import { godRays } from './light/god-rays.js';
import { lightLeak } from './light/light-leak.js';
import { oldFilm } from './light/old-film.js';
import { strobe } from './light/strobe.js';
import { vignette } from './light/vignette.js';
import { arctic } from './looks/arctic.js';
import { blockbuster } from './looks/blockbuster.js';
import { chrome } from './looks/chrome.js';
import { forest } from './looks/forest.js';
import { fresh } from './looks/fresh.js';
import { golden } from './looks/golden.js';
import { instant } from './looks/instant.js';
import { matte } from './looks/matte.js';
import { moonlight } from './looks/moonlight.js';
import { neon } from './looks/neon.js';
import { noir } from './looks/noir.js';
import { pastel } from './looks/pastel.js';
import { rose } from './looks/rose.js';
import { sepia } from './looks/sepia.js';
import { vintage } from './looks/vintage.js';
import { vivid } from './looks/vivid.js';
import { freeze } from './motion/freeze.js';
import { ghostTrail } from './motion/ghost-trail.js';
import { jelly } from './motion/jelly.js';
import { shake } from './motion/shake.js';
import { spin } from './motion/spin.js';
import { zoomPulse } from './motion/zoom-pulse.js';
import { blur } from './optics/blur.js';
import { bulge } from './optics/bulge.js';
import { fisheye } from './optics/fisheye.js';
import { kaleidoscope } from './optics/kaleidoscope.js';
import { mirror } from './optics/mirror.js';
import { splitScreen } from './optics/split-screen.js';
import { tiltShift } from './optics/tilt-shift.js';
import { twist } from './optics/twist.js';
import { zoomBlur } from './optics/zoom-blur.js';
import { background } from './portrait/background.js';
import { bigEyes } from './portrait/big-eyes.js';
import { chromaKey } from './portrait/chroma-key.js';
import { smoothSkin } from './portrait/smooth-skin.js';
import type { TransitionDefinition } from './transition.js';
import { blurFade } from './transitions/blur-fade.js';
import { crossfade } from './transitions/crossfade.js';
import { dip } from './transitions/dip.js';
import { flash } from './transitions/flash.js';
import { glitch } from './transitions/glitch.js';
import { iris } from './transitions/iris.js';
import { lumaFade } from './transitions/luma-fade.js';
import { push } from './transitions/push.js';
import { spinAway } from './transitions/spin-away.js';
import { whipPan } from './transitions/whip-pan.js';
import { wipe } from './transitions/wipe.js';
import { zoom } from './transitions/zoom.js';

/** Every effect that clipbooth brings, by family. A new one is a new file and a line here. */
export const EFFECTS: readonly EffectDefinition[] = [
  ...[zoomPulse, shake, spin, jelly, ghostTrail, freeze],
  ...[rgbSplit, vhs, scanlines, datamosh, pixelSort, mosaic],
  ...[blur, tiltShift, zoomBlur, fisheye, bulge, twist, mirror, kaleidoscope, splitScreen],
  ...[bloom, lightLeak, godRays, strobe, vignette, oldFilm],
  ...[sketch, halftone, posterise, duotone, letters, confetti],
  ...[smoothSkin, chromaKey, background, bigEyes],
];

/** Every look that clipbooth brings. A new one is a new file and a name here. */
export const LOOKS: readonly LookDefinition[] = [
  ...[golden, fresh, vivid, rose, pastel, chrome],
  ...[blockbuster, forest, arctic, moonlight, neon],
  ...[vintage, instant, matte, sepia, noir],
];

/** Every transition that clipbooth brings. A new one is a new file and a name here. */
export const TRANSITIONS: readonly TransitionDefinition[] = [
  crossfade,
  dip,
  flash,
  wipe,
  push,
  zoom,
  whipPan,
  blurFade,
  iris,
  glitch,
  lumaFade,
  spinAway,
];

/** Every animation of texts and stickers that clipbooth brings. A new one is a new file and a name here. */
export const ANIMATIONS: readonly AnimationDefinition[] = [
  fade,
  rise,
  slide,
  drop,
  pop,
  stamp,
  spinIn,
  swing,
  stretch,
  flicker,
  typewriter,
];
