import { defineEffect } from '../define.js';

/** The picture several times over. */
export const splitScreen = defineEffect({
  name: 'split-screen',
  label: 'Split screen',
  family: 'optics',
  kind: 'warp',
  params: {
    count: {
      kind: 'choice',
      label: 'Pictures',
      default: 'four',
      choices: { two: '2', three: '3', four: '4', nine: '9' },
    },
  },
  fragment: `
    vec2 effect(vec2 place) {
      if (count == 2) return fract(place * 2.0);
      if (count == 3) return fract(place * 3.0);
      // Strips show the middle of the picture, a little above its centre, where faces are.
      float strips = count == 0 ? 2.0 : 3.0;
      return vec2(place.x, clamp(0.42 + (fract(place.y * strips) - 0.5) / strips, 0.0, 1.0));
    }`,
});
