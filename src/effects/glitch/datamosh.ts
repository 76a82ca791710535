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
      float since = fract(time * speed);
      vec2 grid = vec2(16.0 * aspect, 16.0);
      vec2 from = place;
      // Large blocks first, then smaller ones within them.
      for (int size = 0; size < 2; size++) {
        vec2 cell = floor(place * grid);
        vec3 seed = vec3(cell, burst * 2.0 + float(size));
        float moves = step(1.0 - 0.75 * amount, drift(vec3(cell * 0.35, burst + 0.5)) * 0.6 + chance(seed) * 0.4);
        vec2 drag = vec2(chance(seed + 11.0), chance(seed + 23.0)) - 0.5;
        from -= moves * drag * vec2(0.24, 0.12) * (0.35 + 0.65 * since);
        grid *= 2.0;
      }
      return 1.0 - abs(mod(from, 2.0) - 1.0);
    }`,
});
