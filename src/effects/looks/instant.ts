import { defineLook } from '../define.js';
import { contrast, fade, saturate, splitTone } from './grading.js';

/** A picture that came out of the camera by itself: soft, creamy, with a touch of magenta. */
export const instant = defineLook({
  kind: 'grade',
  name: 'instant',
  label: 'Instant',
  grade: (color) => {
    const soft = fade(contrast(saturate(color, 0.9), 0.25), 0.06, 0.97);
    return splitTone(soft, [0.03, -0.01, 0.06], [0.035, 0.02, -0.04]);
  },
});
