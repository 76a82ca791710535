import { defineLook } from '../define.js';
import { contrast, fade, saturate, splitTone } from './grading.js';

/** Black that is grey, colours that are quiet: a magazine on uncoated paper. */
export const matte = defineLook({
  kind: 'grade',
  name: 'matte',
  label: 'Matte',
  grade: (color) => {
    return splitTone(
      fade(contrast(saturate(color, 0.82), 0.22), 0.1, 0.96),
      [0, 0.005, 0.02],
      [0.02, 0.01, -0.01],
    );
  },
});
