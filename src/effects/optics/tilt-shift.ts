import { blurSteps } from '../blur.js';
import { defineEffect } from '../define.js';

/** A narrow band in focus and strong colours, as in a photograph of a model railway. */
export const tiltShift = defineEffect({
  name: 'tilt-shift',
  label: 'Tilt-shift',
  family: 'optics',
  kind: 'pass',
  params: {
    centre: { kind: 'number', label: 'Height of the focus', default: 0.42, min: 0, max: 1 },
    width: { kind: 'number', label: 'Width of the focus', default: 0.22, min: 0, max: 0.8 },
    radius: { kind: 'number', label: 'Blur', default: 0.01, min: 0, max: 0.03 },
  },
  steps: blurSteps(400, 'radius'),
  fragment: `
    vec4 effect(vec2 place) {
      float away = abs(place.y - centre) - 0.5 * width;
      vec3 color = mix(sampleAt(place).rgb, preparedAt(place).rgb, smoothstep(0.0, 0.16, away));
      float light = dot(color, vec3(0.2126, 0.7152, 0.0722));
      return vec4(light + 1.25 * (color - light), 1.0);
    }`,
});
