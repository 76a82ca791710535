import { registerEffect, registerLook } from './define.js';
import { golden } from './looks/golden.js';
import { noir } from './looks/noir.js';
import { oldFilm } from './old-film.js';
import { rgbSplit } from './rgb-split.js';
import { zoomPulse } from './zoom-pulse.js';

/** Every effect that clipbooth brings. A new one is a new file and a line here. */
export const EFFECTS = [zoomPulse, rgbSplit, oldFilm] as const;

/** Every look that clipbooth brings. */
export const LOOKS = [golden, noir] as const;

/** Registers what clipbooth brings. Safe to call twice; a definition registered under one of these names stays. */
export function registerCatalogue(): void {
  for (const effect of EFFECTS) registerEffect(effect, { replace: false });
  for (const look of LOOKS) registerLook(look, { replace: false });
}
