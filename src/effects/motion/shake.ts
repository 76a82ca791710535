import { defineEffect } from '../define.js';

/** A hand-held camera that cannot keep still; moved by the music, a camera that feels the bass. */
export const shake = defineEffect({
  name: 'shake',
  label: 'Shake',
  family: 'motion',
  kind: 'warp',
  params: {
    amount: { kind: 'number', label: 'Amount', default: 0.35, min: 0, max: 1 },
    speed: { kind: 'number', label: 'Speed', default: 4, min: 0.5, max: 12, unit: 'Hz' },
  },
  once: `
    // Two waves each for across, down and the turn, whose lengths share no multiple, so that nothing seems to repeat.
    float phase = 6.2832 * speed * time;
    vec3 move = 0.6 * sin(phase * vec3(1.0, 0.83, 0.61) + vec3(0.0, 2.1, 4.2))
      + 0.4 * sin(phase * vec3(1.73, 2.17, 1.39) + vec3(1.3, 0.4, 3.1));
    float turn = 0.05 * amount * move.z;
    // Closer by what the picture moves at most, so that its edges stay out of sight.
    float closer = 1.0 - 0.14 * amount;
    vec4 turned = closer * vec4(1.0, -turn * aspect, turn / aspect, 1.0);
    vec2 middle = 0.5 + 0.035 * amount * move.xy / vec2(aspect, 1.0);`,
  fragment: `
    vec2 effect(vec2 place) {
      vec2 from = place - 0.5;
      return from.x * turned.xy + from.y * turned.zw + middle;
    }`,
});
