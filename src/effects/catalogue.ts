import type { EffectDefinition, LookDefinition } from './define.js';
import { rgbSplit } from './glitch/rgb-split.js';
import { oldFilm } from './light/old-film.js';
import { golden } from './looks/golden.js';
import { noir } from './looks/noir.js';
import { zoomPulse } from './motion/zoom-pulse.js';

/** Every effect that clipbooth brings. A new one is a new file and a line here. */
export const EFFECTS: readonly EffectDefinition[] = [zoomPulse, rgbSplit, oldFilm];

/** Every look that clipbooth brings. */
export const LOOKS: readonly LookDefinition[] = [golden, noir];
