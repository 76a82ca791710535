import { defineLook } from '../define.js';

/** Soft pink light that is kind to faces. */
export const rose = defineLook({
  kind: 'shader',
  name: 'rose',
  label: 'Rosé',
  fragment: `
    vec3 look(vec3 color) {
      vec3 soft = fade(gamma(color, 0.92), 0.03, 1.0);
      return grade(soft, 0.96, vec3(0.05, 0.0, 0.04), vec3(0.05, -0.02, 0.005));
    }`,
});
