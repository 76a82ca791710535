import { defineLook } from '../define.js';

/** Day for night: dark, blue, with light that still shines. */
export const moonlight = defineLook({
  kind: 'shader',
  name: 'moonlight',
  label: 'Moonlight',
  fragment: `
    vec3 look(vec3 color) {
      vec3 dark = gamma(saturate(color, 0.5), 1.35) * vec3(0.66, 0.8, 1.08);
      return splitTone(dark, vec3(0.0, 0.01, 0.06), vec3(0.02, 0.06, 0.1));
    }`,
});
