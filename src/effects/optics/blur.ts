import { blurSteps } from '../blur.js';
import { defineEffect } from '../define.js';

/** Out of focus. */
export const blur = defineEffect({
  name: 'blur',
  label: 'Blur',
  family: 'optics',
  kind: 'pass',
  params: { radius: { kind: 'number', label: 'Radius', default: 0.012, min: 0, max: 0.05 } },
  steps: blurSteps(400, 'radius'),
  fragment: `
    vec4 effect(vec2 place) {
      // The small picture is itself a blur of this radius: below it, the sharp one shows through.
      return mix(sampleAt(place), vec4(preparedAt(place).rgb, 1.0), smoothstep(0.0, 0.003, radius));
    }`,
});
