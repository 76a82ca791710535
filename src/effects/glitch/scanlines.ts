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
  once: `
    float roll = 0.25 * time;
    float gain = 1.0 + 0.38 * strength;
    float shine = 0.16 * strength * gain;`,
  fragment: `
    vec4 effect(vec4 color, vec2 place) {
      // A valley for each line, and a hill for the bar.
      float row = fract(place.y * lines) - 0.5;
      float valley = 1.0 - 4.0 * row * row;
      float from = fract(place.y - roll) - 0.5;
      float bar = max(1.0 - 25.0 * from * from, 0.0);
      float light = dot(color.rgb, vec3(0.2126, 0.7152, 0.0722));
      // Bright lines are wider, as on a tube.
      float dark = strength * valley * valley * (0.85 - 0.4 * light);
      return vec4(color.rgb * ((1.0 - dark) * (gain + shine * bar * bar)), 1.0);
    }`,
});
