import { defineLook, type Rgb } from '../define.js';
import { contrast, saturate, splitTone } from './grading.js';

/** Deep greens, brown shadows, light as under trees. */
export const forest = defineLook({
  kind: 'grade',
  name: 'forest',
  label: 'Forest',
  grade: (color) => {
    const green: Rgb = [color[0] * 0.96, color[1] * 1.02, color[2] * 0.93];
    return contrast(splitTone(saturate(green, 0.9), [0.015, 0.02, -0.01], [0.03, 0.035, -0.04]), 0.3);
  },
});
