import { defineEffect } from '../define.js';

/** Everything rushes away from the middle, which stays sharp. */
export const zoomBlur = defineEffect({
  name: 'zoom-blur',
  label: 'Zoom blur',
  family: 'optics',
  kind: 'pass',
  params: {
    strength: { kind: 'number', label: 'Strength', default: 0.16, min: 0, max: 0.4 },
    left: { kind: 'number', label: 'Across', default: 0.5, min: 0, max: 1 },
    top: { kind: 'number', label: 'Down', default: 0.4, min: 0, max: 1 },
  },
  steps: [
    {
      side: 400,
      fragment: `
        vec4 effect(vec2 place) {
          vec2 middle = vec2(left, top);
          vec3 sum = vec3(0.0);
          for (int tap = 0; tap < 14; tap++) {
            sum += sampleAt(middle + (place - middle) * (1.0 - strength * float(tap) / 14.0)).rgb / 14.0;
          }
          return vec4(sum, 1.0);
        }`,
    },
  ],
  fragment: `
    vec4 effect(vec2 place) {
      float away = length((place - vec2(left, top)) * vec2(aspect, 1.0));
      float blurred = smoothstep(0.08, 0.3, away) * smoothstep(0.0, 0.05, strength);
      return mix(sampleAt(place), vec4(preparedAt(place).rgb, 1.0), blurred);
    }`,
});
