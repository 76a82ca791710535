import { defineEffect } from '../define.js';
import { NOISE } from '../noise.js';

/** A hand-held camera that cannot keep still; moved by the music, a camera that feels the bass. */
export const shake = defineEffect({
  name: 'shake',
  label: 'Shake',
  family: 'motion',
  kind: 'warp',
  params: {
    amount: { kind: 'number', label: 'Amount', default: 0.35, min: 0, max: 1 },
    speed: { kind: 'number', label: 'Speed', default: 7, min: 0.5, max: 15, unit: 'Hz' },
  },
  fragment: `
    ${NOISE}
    vec2 effect(vec2 place) {
      float when = time * speed;
      vec3 move = vec3(drift(vec3(when, 0.5, 3.0)), drift(vec3(when, 7.5, 5.0)), drift(vec3(when, 13.5, 9.0))) * 2.0 - 1.0;
      float turn = 0.05 * amount * move.z;
      // Closer by what the picture moves at most, so that its edges stay out of sight.
      vec2 from = (place - 0.5) * vec2(aspect, 1.0) * (1.0 - 0.14 * amount);
      from = mat2(cos(turn), -sin(turn), sin(turn), cos(turn)) * from + 0.035 * amount * move.xy;
      return from / vec2(aspect, 1.0) + 0.5;
    }`,
});
