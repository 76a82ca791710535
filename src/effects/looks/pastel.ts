import { defineLook } from '../define.js';
import { each, fade, saturate, splitTone } from './grading.js';

/** Light, airy, hardly a shadow. */
export const pastel = defineLook({
  kind: 'grade',
  name: 'pastel',
  label: 'Pastel',
  grade: (color) => {
    const lifted = each(color, (channel) => channel ** 0.78);
    return splitTone(fade(saturate(lifted, 0.94), 0.1, 1), [0.04, 0, 0.05], [0.02, 0.005, 0.005]);
  },
});
