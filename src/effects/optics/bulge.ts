import { defineEffect } from '../define.js';

/** A part of the picture swells towards the viewer, or is pinched. */
export const bulge = defineEffect({
  name: 'bulge',
  label: 'Bulge',
  family: 'optics',
  kind: 'warp',
  params: {
    strength: { kind: 'number', label: 'Strength', default: 0.55, min: -1, max: 1 },
    size: { kind: 'number', label: 'Size', default: 0.3, min: 0.05, max: 0.8 },
    left: { kind: 'number', label: 'Across', default: 0.5, min: 0, max: 1 },
    top: { kind: 'number', label: 'Down', default: 0.4, min: 0, max: 1 },
  },
  fragment: `
    vec2 effect(vec2 place) {
      vec2 from = (place - vec2(left, top)) * vec2(aspect, 1.0);
      float near = 1.0 - min(length(from) / size, 1.0);
      float pull = 1.0 - strength * near * near * (3.0 - 2.0 * near) * 0.75;
      return from * pull / vec2(aspect, 1.0) + vec2(left, top);
    }`,
});
