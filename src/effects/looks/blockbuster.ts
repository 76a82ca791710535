import { defineLook } from '../define.js';
import { contrast, saturate, splitTone } from './grading.js';

/** Teal shadows and orange skin, as posters of films have had them for twenty years. */
export const blockbuster = defineLook({
  kind: 'grade',
  name: 'blockbuster',
  label: 'Blockbuster',
  grade: (color) => {
    return contrast(splitTone(saturate(color, 1.1), [-0.07, 0.02, 0.09], [0.09, 0.02, -0.1]), 0.4);
  },
});
