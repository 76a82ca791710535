import { defineLook } from '../define.js';
import { contrast, saturate } from './grading.js';

/** Everything a little more: for food, flowers and fireworks. */
export const vivid = defineLook({
  kind: 'grade',
  name: 'vivid',
  label: 'Vivid',
  grade: (color) => {
    const strength = Math.max(...color) - Math.min(...color);
    // Pale colours gain most, so that skin does not turn orange.
    return contrast(saturate(color, 1.5 - 0.3 * strength), 0.3);
  },
});
