import { defineLook } from '../define.js';

/** Late sun: warm lights, soft contrast, shadows that lean to teal. */
export const golden = defineLook({
  kind: 'shader',
  name: 'golden',
  label: 'Golden hour',
  fragment: `
    vec3 look(vec3 color) {
      vec3 warm = color * vec3(1.06, 1.0, 0.9) + vec3(0.01, 0.0, 0.0);
      return contrast(grade(warm, 1.04, vec3(-0.02, 0.015, 0.05), vec3(0.05, 0.02, -0.03)), 0.18);
    }`,
});
