import { defineEffect } from '../define.js';
import { NOISE } from '../noise.js';

/** Blocks of the picture are dragged off in bursts, as in a file that lost its key frames. */
export const datamosh = defineEffect({
  name: 'datamosh',
  label: 'Datamosh',
  family: 'glitch',
  kind: 'warp',
  params: {
    amount: { kind: 'number', label: 'Amount', default: 0.5, min: 0, max: 1 },
    speed: { kind: 'number', label: 'Speed', default: 1.5, min: 0.2, max: 6, unit: 'Hz' },
  },
  fragment: `
    ${NOISE}
    vec2 effect(vec2 place) {
      float burst = floor(time * speed);
      float reach = 0.35 + 0.65 * fract(time * speed);
      // Large blocks, and smaller ones within them.
      vec3 large = chances(vec3(floor(place * vec2(10.0 * aspect, 10.0)), burst * 2.0));
      vec3 small = chances(vec3(floor(place * vec2(32.0 * aspect, 32.0)), burst * 2.0 + 1.0));
      vec2 drag = step(1.0 - 0.8 * amount, large.z) * (large.xy - 0.5)
        + step(1.0 - 0.5 * amount, small.z) * (small.xy - 0.5) * 0.6;
      vec2 from = place - drag * vec2(0.3, 0.14) * reach;
      return 1.0 - abs(mod(from, 2.0) - 1.0);
    }`,
});
