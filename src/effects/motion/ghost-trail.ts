import { defineEffect } from '../define.js';

/** Faint copies that follow the picture round, as if it had been exposed several times. */
export const ghostTrail = defineEffect({
  name: 'ghost-trail',
  label: 'Ghost trail',
  family: 'motion',
  kind: 'pass',
  params: {
    spread: { kind: 'number', label: 'Distance', default: 0.05, min: 0, max: 0.2 },
    strength: { kind: 'number', label: 'Strength', default: 0.6, min: 0, max: 1 },
    speed: { kind: 'number', label: 'Speed', default: 0.4, min: 0, max: 3, unit: 'Hz' },
  },
  fragment: `
    vec4 effect(vec2 place) {
      vec3 sum = sampleAt(place).rgb;
      float weights = 1.0;
      for (int copy = 1; copy <= 4; copy++) {
        float behind = float(copy) / 4.0;
        float turn = 6.2832 * speed * time - 1.2 * behind;
        vec2 shift = spread * behind * vec2(cos(turn) / aspect, 0.4 * sin(turn));
        vec3 ghost = sampleAt((place - 0.5) / (1.0 + 0.5 * spread * behind) + 0.5 - shift).rgb;
        float weight = strength * (1.0 - 0.6 * behind);
        sum += weight * ghost;
        weights += weight;
      }
      return vec4(sum / weights, 1.0);
    }`,
});
