import { defineLook } from '../define.js';
import { contrast, saturate } from './grading.js';

/** Slide film: crisp, cyan in the sky, red that glows. */
export const chrome = defineLook({
  kind: 'grade',
  name: 'chrome',
  label: 'Chrome',
  grade: (color) => {
    const [red, green, blue] = contrast(color, 0.42);
    return saturate([red * 1.04 - 0.015, green, blue * 1.02 + 0.01], 1.22);
  },
});
