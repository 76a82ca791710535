import { defineLook } from '../define.js';

/** Deep greens, brown shadows, light as under trees. */
export const forest = defineLook({
  kind: 'shader',
  name: 'forest',
  label: 'Forest',
  fragment: `
    vec3 look(vec3 color) {
      vec3 green = color * vec3(0.96, 1.02, 0.93);
      return contrast(grade(green, 0.9, vec3(0.015, 0.02, -0.01), vec3(0.03, 0.035, -0.04)), 0.3);
    }`,
});
