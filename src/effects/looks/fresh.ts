import { defineLook } from '../define.js';
import { contrast, each, saturate, splitTone } from './grading.js';

/** A clear morning: bright, clean, a little cool. */
export const fresh = defineLook({
  kind: 'grade',
  name: 'fresh',
  label: 'Fresh',
  grade: (color) => {
    const lifted = each(color, (channel) => channel ** 0.86);
    return contrast(splitTone(saturate(lifted, 1.14), [0, 0.01, 0.025], [-0.015, 0.005, 0.02]), 0.16);
  },
});
