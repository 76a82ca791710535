import { defineEffect } from '../define.js';

/** One half of the picture, and its reflection in place of the other. */
export const mirror = defineEffect({
  name: 'mirror',
  label: 'Mirror',
  family: 'optics',
  kind: 'warp',
  params: {
    keep: {
      kind: 'choice',
      label: 'Keep',
      default: 'left',
      choices: { left: 'Left', right: 'Right', top: 'Top', bottom: 'Bottom', quarter: 'A quarter' },
    },
  },
  fragment: `
    vec2 effect(vec2 place) {
      vec2 near = 0.5 - abs(place - 0.5);
      if (keep == 0) return vec2(near.x, place.y);
      if (keep == 1) return vec2(1.0 - near.x, place.y);
      if (keep == 2) return vec2(place.x, near.y);
      if (keep == 3) return vec2(place.x, 1.0 - near.y);
      return near;
    }`,
});
