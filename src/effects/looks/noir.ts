import { defineLook, type Rgb } from '../define.js';

/** Black and white with deep shadows, through an orange filter that flatters skin. */
export const noir = defineLook({
  kind: 'grade',
  name: 'noir',
  label: 'Noir',
  grade: ([red, green, blue]): Rgb => {
    const light = 0.45 * red + 0.45 * green + 0.1 * blue;
    const contrast = light * light * (3 - 2 * light);
    const grey = 0.3 * light + 0.7 * contrast;
    return [grey, grey, grey];
  },
});
