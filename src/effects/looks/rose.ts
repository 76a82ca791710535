import { defineLook } from '../define.js';
import { each, fade, saturate, splitTone } from './grading.js';

/** Soft pink light that is kind to faces. */
export const rose = defineLook({
  kind: 'grade',
  name: 'rose',
  label: 'Rosé',
  grade: (color) => {
    const soft = fade(
      each(color, (channel) => channel ** 0.92),
      0.03,
      1,
    );
    return splitTone(saturate(soft, 0.96), [0.05, 0, 0.04], [0.05, -0.02, 0.005]);
  },
});
