import { defineEffect } from '../define.js';

/** Two inks: one for the shadows, one for the lights. */
export const duotone = defineEffect({
  name: 'duotone',
  label: 'Duotone',
  family: 'drawing',
  kind: 'pixel',
  params: {
    shadows: { kind: 'color', label: 'Shadows', default: '#2a0f5e' },
    lights: { kind: 'color', label: 'Lights', default: '#ffc3a0' },
    contrast: { kind: 'number', label: 'Contrast', default: 0.5, min: 0, max: 1 },
  },
  fragment: `
    vec4 effect(vec4 color, vec2 place) {
      float light = dot(color.rgb, vec3(0.2126, 0.7152, 0.0722));
      float tone = mix(light, smoothstep(0.08, 0.88, light), contrast);
      return vec4(mix(shadows, lights, tone), 1.0);
    }`,
});
