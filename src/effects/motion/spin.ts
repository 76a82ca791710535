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
  once: `
    float turn = way == 0 ? radians(speed) * time : 0.3 * sin(radians(speed) * time);
    vec4 turned = vec4(cos(turn), -sin(turn) * aspect, sin(turn) / aspect, cos(turn));`,
  fragment: `
    vec2 effect(vec2 place) {
      vec2 from = place - 0.5;
      // Beyond its edges the picture is seen in mirrors.
      vec2 there = 0.5 * (from.x * turned.xy + from.y * turned.zw) + 0.25;
      return 1.0 - abs(2.0 * fract(there) - 1.0);
    }`,
});
