import { blurSteps } from '../blur.js';
import { defineEffect } from '../define.js';

/** Bright parts glow into what is around them. */
export const bloom = defineEffect({
  name: 'bloom',
  label: 'Bloom',
  family: 'light',
  kind: 'pass',
  params: {
    strength: { kind: 'number', label: 'Strength', default: 0.7, min: 0, max: 1.5 },
    threshold: { kind: 'number', label: 'Threshold', default: 0.55, min: 0, max: 1 },
    radius: { kind: 'number', label: 'Radius', default: 0.025, min: 0.005, max: 0.06 },
  },
  steps: blurSteps(
    240,
    'radius',
    'color.rgb *= smoothstep(threshold, threshold + 0.35, max(color.r, max(color.g, color.b)));',
  ),
  fragment: `
    vec4 effect(vec2 place) {
      vec3 glow = clamp(strength * preparedAt(place).rgb * vec3(1.04, 1.0, 0.97), 0.0, 1.0);
      vec3 color = sampleAt(place).rgb;
      return vec4(1.0 - (1.0 - color) * (1.0 - glow), 1.0);
    }`,
});
