import { defineEffect } from '../define.js';

/** Corners that fall off into the dark, or into a colour. */
export const vignette = defineEffect({
  name: 'vignette',
  label: 'Vignette',
  family: 'light',
  kind: 'pixel',
  params: {
    strength: { kind: 'number', label: 'Strength', default: 0.75, min: 0, max: 1 },
    size: { kind: 'number', label: 'Size of the light', default: 0.5, min: 0.1, max: 1 },
    tint: { kind: 'color', label: 'Colour', default: '#080510' },
  },
  once: `
    // From where to where it falls off, in squares, so that no root is drawn for each pixel.
    float near = 0.75 * size + 0.18;
    float far = 0.75 * size + 0.37;
    float slope = 0.35 / (far * far - near * near);`,
  fragment: `
    vec4 effect(vec4 color, vec2 place) {
      // An ellipse of the frame's own shape, so that every corner is as dark.
      vec2 away = place - 0.5;
      float fall = clamp(0.325 + slope * (2.0 * dot(away, away) - near * near), 0.0, 1.0);
      return vec4(mix(color.rgb, tint, strength * fall * fall * (3.0 - 2.0 * fall)), 1.0);
    }`,
});
