import { defineLook } from '../define.js';
import { blend, contrast, lightOf } from './grading.js';

/** Brown ink on warm paper. */
export const sepia = defineLook({
  kind: 'grade',
  name: 'sepia',
  label: 'Sepia',
  grade: (color) => {
    const light = lightOf(contrast(color, 0.5));
    return blend([0.09, 0.035, 0.01], [1, 0.9, 0.76], light ** 0.92);
  },
});
