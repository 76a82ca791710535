import { defineLook } from '../define.js';

/** A clear morning: bright, clean, a little cool. */
export const fresh = defineLook({
  kind: 'shader',
  name: 'fresh',
  label: 'Fresh',
  fragment: `
    vec3 look(vec3 color) {
      vec3 lifted = gamma(color, 0.86);
      return contrast(grade(lifted, 1.14, vec3(0.0, 0.01, 0.025), vec3(-0.015, 0.005, 0.02)), 0.16);
    }`,
});
