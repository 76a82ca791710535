import { defineLook } from '../define.js';
import { fade, saturate, splitTone } from './grading.js';

/** A print from the seventies: faded black, yellow lights, green in the shadows. */
export const vintage = defineLook({
  kind: 'grade',
  name: 'vintage',
  label: 'Vintage',
  grade: (color) => {
    const faded = fade(saturate(color, 0.78), 0.07, 0.95);
    return splitTone(faded, [0.02, 0.035, 0], [0.05, 0.025, -0.09]);
  },
});
