import { defineLook, type Rgb } from '../define.js';
import { contrast, lightOf, saturate, splitTone } from './grading.js';

/** A city after rain: magenta lights, blue shadows. */
export const neon = defineLook({
  kind: 'grade',
  name: 'neon',
  label: 'Neon',
  grade: (color) => {
    const light = lightOf(color);
    const lit: Rgb = [color[0] * 1.02 + 0.06 * light, color[1] * 0.88, color[2] * 1.1 + 0.1 * (1 - light)];
    return contrast(saturate(splitTone(lit, [0.02, -0.02, 0.14], [0.05, -0.03, 0.06]), 1.02), 0.32);
  },
});
