import { defineLook } from '../define.js';

/** Teal shadows and orange skin, as posters of films have had them for twenty years. */
export const blockbuster = defineLook({
  kind: 'shader',
  name: 'blockbuster',
  label: 'Blockbuster',
  fragment: `
    vec3 look(vec3 color) {
      return contrast(grade(color, 1.1, vec3(-0.07, 0.02, 0.09), vec3(0.09, 0.02, -0.1)), 0.4);
    }`,
});
