import { defineLook } from '../define.js';

/** Cold light on snow. */
export const arctic = defineLook({
  kind: 'shader',
  name: 'arctic',
  label: 'Arctic',
  fragment: `
    vec3 look(vec3 color) {
      vec3 cold = color * vec3(0.9, 0.99, 1.08) + vec3(0.0, 0.0, 0.02);
      return contrast(grade(cold, 0.82, vec3(-0.02, 0.01, 0.06), vec3(0.0, 0.02, 0.03)), 0.2);
    }`,
});
