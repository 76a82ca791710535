import { defineEffect } from '../define.js';

/** Everything rushes away from the middle, which stays sharp. */
export const zoomBlur = defineEffect({
  name: 'zoom-blur',
  label: 'Zoom blur',
  family: 'optics',
  kind: 'pass',
  params: {
    strength: { kind: 'number', label: 'Strength', default: 0.14, min: 0, max: 0.4 },
    left: { kind: 'number', label: 'Across', default: 0.5, min: 0, max: 1 },
    top: { kind: 'number', label: 'Down', default: 0.4, min: 0, max: 1 },
  },
  fragment: `
    vec4 effect(vec2 place) {
      vec2 middle = vec2(left, top);
      vec2 away = place - middle;
      // Less in the middle; the taps start at different depths in neighbouring pixels, so that no rings show.
      float reach = strength * smoothstep(0.05, 0.5, length(away * vec2(aspect, 1.0)));
      float start = fract(52.9829189 * fract(dot(floor(place * frameSize), vec2(0.06711056, 0.00583715))));
      vec3 sum = vec3(0.0);
      for (int tap = 0; tap < 12; tap++) {
        sum += sampleAt(middle + away * (1.0 - reach * (float(tap) + start) / 12.0)).rgb;
      }
      return vec4(sum / 12.0, 1.0);
    }`,
});
