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
  once: `vec3 between = lights - shadows;`,
  fragment: `
    vec4 effect(vec4 color, vec2 place) {
      float light = dot(color.rgb, vec3(0.2126, 0.7152, 0.0722));
      float steep = clamp(1.25 * light - 0.1, 0.0, 1.0);
      float tone = mix(light, steep * steep * (3.0 - 2.0 * steep), contrast);
      return vec4(shadows + tone * between, 1.0);
    }`,
});
