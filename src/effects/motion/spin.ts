import { defineEffect } from '../define.js';

/** The picture turns about its middle; where it would end it goes on mirrored. */
export const spin = defineEffect({
  name: 'spin',
  label: 'Spin',
  family: 'motion',
  kind: 'warp',
  params: {
    speed: { kind: 'number', label: 'Speed', default: 60, min: -360, max: 360, unit: '°/s' },
    way: {
      kind: 'choice',
      label: 'Way',
      default: 'round',
      choices: { round: 'Round and round', swing: 'To and fro' },
    },
  },
  fragment: `
    vec2 effect(vec2 place) {
      float turn = way == 0 ? radians(speed) * time : 0.3 * sin(radians(speed) * time);
      vec2 from = mat2(cos(turn), -sin(turn), sin(turn), cos(turn)) * ((place - 0.5) * vec2(aspect, 1.0));
      return 1.0 - abs(mod(from / vec2(aspect, 1.0) + 0.5, 2.0) - 1.0);
    }`,
});
