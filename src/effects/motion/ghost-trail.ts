import { defineEffect } from '../define.js';

/** Faint copies that follow the picture round, as if it had been exposed several times. */
export const ghostTrail = defineEffect({
  name: 'ghost-trail',
  label: 'Ghost trail',
  family: 'motion',
  kind: 'pass',
  params: {
    spread: { kind: 'number', label: 'Distance', default: 0.06, min: 0, max: 0.2 },
    strength: { kind: 'number', label: 'Strength', default: 0.6, min: 0, max: 1 },
    speed: { kind: 'number', label: 'Speed', default: 0.4, min: 0, max: 3, unit: 'Hz' },
  },
  steps: [
    {
      side: 480,
      fragment: `
        vec4 effect(vec2 place) {
          vec3 sum = vec3(0.0);
          float weights = 0.0;
          for (int copy = 1; copy <= 5; copy++) {
            float behind = float(copy) / 5.0;
            float turn = 6.2832 * speed * time - 1.2 * behind;
            vec2 shift = spread * behind * vec2(cos(turn) / aspect, 0.4 * sin(turn));
            float weight = 1.0 - 0.6 * behind;
            sum += weight * sampleAt((place - 0.5) / (1.0 + 0.5 * spread * behind) + 0.5 - shift).rgb;
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
