import { defineEffect } from '../define.js';

/** The edges of things, drawn in pencil or in neon. */
export const sketch = defineEffect({
  name: 'sketch',
  label: 'Edges',
  family: 'drawing',
  kind: 'pass',
  params: {
    style: {
      kind: 'choice',
      label: 'Style',
      default: 'neon',
      choices: { pencil: 'Pencil', neon: 'Neon' },
    },
    strength: { kind: 'number', label: 'Strength', default: 0.6, min: 0, max: 1 },
    width: { kind: 'number', label: 'Width of lines', default: 0.0018, min: 0.001, max: 0.005 },
  },
  fragment: `
    vec4 effect(vec2 place) {
      vec2 near = 0.75 * width * vec2(1.0 / aspect, 1.0);
      // How each colour changes along the two diagonals (Roberts's operator).
      vec3 a = sampleAt(place - near).rgb;
      vec3 b = sampleAt(place + near * vec2(1.0, -1.0)).rgb;
      vec3 c = sampleAt(place - near * vec2(1.0, -1.0)).rgb;
      vec3 d = sampleAt(place + near).rgb;
      vec3 slope = (d - a) * (d - a) + (c - b) * (c - b);
      float steepest = 3.4 * sqrt(max(slope.r, max(slope.g, slope.b)));
      float edge = smoothstep(0.12, 1.0 - 0.55 * strength, steepest);
      vec3 middle = (a + b + c + d) / 4.0;
      float light = dot(middle, vec3(0.2126, 0.7152, 0.0722));
      if (style == 0) {
        // Shading by strokes at a slant, closer where it is darker.
        float stroke = 0.5 + 0.5 * sin((place.x * aspect + place.y) * 620.0);
        float shading = smoothstep(0.5, 0.0, light) * 0.35 * stroke;
        return vec4(vec3(0.97, 0.96, 0.93) - (edge * 0.85 + shading) * vec3(0.9, 0.9, 0.82), 1.0);
      }
      vec3 hue = middle / max(0.2, max(middle.r, max(middle.g, middle.b)));
      hue *= hue;
      vec3 glow = mix(hue, vec3(1.0), 0.1 + 0.25 * edge * edge) * edge;
      return vec4(glow + vec3(0.02, 0.015, 0.05) + middle * 0.12, 1.0);
    }`,
});
