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
  fragment: `
    vec4 effect(vec4 color, vec2 place) {
      // An ellipse of the frame's own shape, so that every corner is as dark.
      float away = length((place - 0.5) * 2.0) / 1.4142;
      float shade = strength * smoothstep(0.75 * size, 0.75 * size + 0.55, away);
      return vec4(mix(color.rgb, tint, shade), 1.0);
    }`,
});
