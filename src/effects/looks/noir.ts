import { defineLook } from '../define.js';

/** Black and white with deep shadows, through an orange filter that flatters skin. */
export const noir = defineLook({
  kind: 'shader',
  name: 'noir',
  label: 'Noir',
  fragment: `
    vec3 look(vec3 color) {
      float light = dot(color, vec3(0.45, 0.45, 0.1));
      return contrast(vec3(light), 0.75);
    }`,
});
