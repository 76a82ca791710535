import { defineLook, type Rgb } from '../define.js';
import { contrast, saturate, splitTone } from './grading.js';

/** Late sun: warm lights, soft contrast, shadows that lean to teal. */
export const golden = defineLook({
  kind: 'grade',
  name: 'golden',
  label: 'Golden hour',
  grade: (color) => {
    const warm: Rgb = [color[0] * 1.06 + 0.01, color[1] * 1.0, color[2] * 0.9];
    return contrast(splitTone(saturate(warm, 1.04), [-0.02, 0.015, 0.05], [0.05, 0.02, -0.03]), 0.18);
  },
});
