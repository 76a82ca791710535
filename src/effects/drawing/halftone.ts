import { defineEffect } from '../define.js';

/** Dots of ink on paper, larger where the picture is darker, as in a newspaper. */
export const halftone = defineEffect({
  name: 'halftone',
  label: 'Halftone',
  family: 'drawing',
  kind: 'pass',
  params: {
    size: { kind: 'number', label: 'Distance of dots', default: 0.011, min: 0.006, max: 0.04 },
    ink: {
      kind: 'choice',
      label: 'Ink',
      default: 'colours',
      choices: { colours: 'Colours', black: 'Black' },
    },
    paper: { kind: 'color', label: 'Paper', default: '#fbf3e4' },
  },
  fragment: `
    vec4 effect(vec2 place) {
      const mat2 SLANT = mat2(0.7071068, 0.7071068, -0.7071068, 0.7071068);
      vec2 from = SLANT * (place * vec2(aspect, 1.0)) / size;
      vec2 dot0 = floor(from) + 0.5;
      vec2 centre = (transpose(SLANT) * (dot0 * size)) / vec2(aspect, 1.0);
      vec3 color = sampleAt(clamp(centre, 0.0, 1.0)).rgb;
      float light = dot(color, vec3(0.2126, 0.7152, 0.0722));
      float radius = 0.72 * sqrt(1.0 - light * 0.96);
      // Soft by a pixel, whatever the size of the frame.
      float soft = 1.0 / (size * frameSize.y);
      float covered = smoothstep(radius + soft, radius - soft, length(from - dot0));
      // Ink is stronger than the picture: the paper between the dots thins it.
      vec3 printed = ink == 0 ? clamp(light + 1.5 * (color - light), 0.0, 1.0) * 0.88 : vec3(0.09, 0.08, 0.11);
      return vec4(mix(paper, printed, covered), 1.0);
    }`,
});
