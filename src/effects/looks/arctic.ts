import { defineLook, type Rgb } from '../define.js';
import { contrast, saturate, splitTone } from './grading.js';

/** Cold light on snow. */
export const arctic = defineLook({
  kind: 'grade',
  name: 'arctic',
  label: 'Arctic',
  grade: (color) => {
    const cold: Rgb = [color[0] * 0.9, color[1] * 0.99, color[2] * 1.08 + 0.02];
    return contrast(splitTone(saturate(cold, 0.82), [-0.02, 0.01, 0.06], [0, 0.02, 0.03]), 0.2);
  },
});
