import { defineLook, type Rgb } from '../define.js';

/** Late sun: warm lights, soft contrast, shadows that lean to teal. */
export const golden = defineLook({
  kind: 'grade',
  name: 'golden',
  label: 'Golden hour',
  grade: ([red, green, blue]): Rgb => {
    const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    const curve = (value: number) => value + 0.12 * value * (1 - value);
    const shadow = (1 - light) ** 2;
    return [
      curve(red) * 1.04 + 0.05 * light - 0.02 * shadow,
      curve(green) * 0.99 + 0.015 * light + 0.012 * shadow,
      curve(blue) * 0.86 + 0.045 * shadow,
    ];
  },
});
