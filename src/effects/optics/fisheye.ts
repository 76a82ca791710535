import { defineEffect } from '../define.js';

/** A very wide lens: what is in the middle comes close, the edges bend away. */
export const fisheye = defineEffect({
  name: 'fisheye',
  label: 'Fisheye',
  family: 'optics',
  kind: 'warp',
  params: { strength: { kind: 'number', label: 'Strength', default: 0.6, min: 0, max: 1 } },
  fragment: `
    vec2 effect(vec2 place) {
      vec2 from = (place - 0.5) * vec2(aspect, 1.0);
      // The corners stay where they are.
      float corner = 0.5 * length(vec2(aspect, 1.0));
      float angle = 0.05 + 1.1 * strength;
      float away = max(length(from), 0.0001);
      float source = corner * tan(away / corner * angle) / tan(angle);
      return from / away * source / vec2(aspect, 1.0) + 0.5;
    }`,
});
