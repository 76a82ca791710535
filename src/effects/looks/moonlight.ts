import { defineLook } from '../define.js';
import { each, saturate, splitTone } from './grading.js';

/** Day for night: dark, blue, with light that still shines. */
export const moonlight = defineLook({
  kind: 'grade',
  name: 'moonlight',
  label: 'Moonlight',
  grade: (color) => {
    const dark = each(saturate(color, 0.5), (channel) => channel ** 1.35);
    return splitTone([dark[0] * 0.66, dark[1] * 0.8, dark[2] * 1.08], [0, 0.01, 0.06], [0.02, 0.06, 0.1]);
  },
});
