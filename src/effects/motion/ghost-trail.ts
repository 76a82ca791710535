import { defineEffect } from '../define.js';

/** Faint copies follow every movement: what the picture was a moment ago, a little apart. */
export const ghostTrail = defineEffect({
  name: 'ghost-trail',
  label: 'Ghost trail',
  family: 'motion',
  kind: 'pass',
  params: {
    delay: { kind: 'number', label: 'Delay', default: 0.1, min: 0.03, max: 0.4, unit: 's' },
    strength: { kind: 'number', label: 'Strength', default: 0.6, min: 0, max: 1 },
    spread: { kind: 'number', label: 'Distance', default: 0.04, min: 0, max: 0.2 },
    speed: { kind: 'number', label: 'Speed', default: 0.4, min: 0, max: 3, unit: 'Hz' },
  },
  earlier: { count: 3, apart: 'delay' },
  steps: [
    {
      side: 480,
      fragment: `
        vec4 effect(vec2 place) {
          vec3 sum = vec3(0.0);
          float weights = 0.0;
          for (int copy = 0; copy < 3; copy++) {
            // The copies circle round the picture, so that there is a trail where nothing moves, too.
            float behind = float(copy + 1) / 3.0;
            float turn = 6.2832 * speed * time - 1.2 * behind;
            vec2 shift = spread * behind * vec2(cos(turn) / aspect, 0.4 * sin(turn));
            float weight = 1.0 - 0.6 * behind;
            sum += weight * earlierAt((place - 0.5) / (1.0 + 0.5 * spread * behind) + 0.5 - shift, copy).rgb;
            weights += weight;
          }
          return vec4(sum / weights, 1.0);
        }`,
    },
  ],
  fragment: `
    vec4 effect(vec2 place) {
      return mix(sampleAt(place), vec4(preparedAt(place).rgb, 1.0), 0.85 * strength);
    }`,
});
