import { defineEffect } from '../define.js';

/** An old screen: glowing lines with dark between them, and a bar of light that rolls down. */
export const scanlines = defineEffect({
  name: 'scanlines',
  label: 'Scanlines',
  family: 'glitch',
  kind: 'pixel',
  params: {
    strength: { kind: 'number', label: 'Strength', default: 0.45, min: 0, max: 1 },
    lines: { kind: 'number', label: 'Lines', default: 160, min: 60, max: 240 },
  },
  fragment: `
    vec4 effect(vec4 color, vec2 place) {
      // A hill for each line, and one for the bar.
      float wave = abs(2.0 * fract(place.y * lines) - 1.0);
      wave = wave * wave * (3.0 - 2.0 * wave);
      float bar = smoothstep(0.2, 0.0, abs(fract(place.y - 0.25 * time) - 0.5));
      float light = dot(color.rgb, vec3(0.2126, 0.7152, 0.0722));
      // Bright lines are wider, as on a tube.
      float dark = strength * (1.0 - wave) * mix(0.85, 0.45, light);
      vec3 shown = color.rgb * (1.0 - dark) * (1.0 + 0.38 * strength);
      return vec4(shown * (1.0 + 0.16 * strength * bar), 1.0);
    }`,
});
