import { defineLook } from '../define.js';
import { contrast } from './grading.js';

/** Black and white with deep shadows, through an orange filter that flatters skin. */
export const noir = defineLook({
  kind: 'grade',
  name: 'noir',
  label: 'Noir',
  grade: (color) => {
    const light = 0.45 * color[0] + 0.45 * color[1] + 0.1 * color[2];
    return contrast([light, light, light], 0.75);
  },
});
