import { defineLook } from '../define.js';

/** Light, airy, hardly a shadow. */
export const pastel = defineLook({
  kind: 'shader',
  name: 'pastel',
  label: 'Pastel',
  fragment: `
    vec3 look(vec3 color) {
      vec3 lifted = gamma(color, 0.78);
      return splitTone(fade(saturate(lifted, 0.94), 0.1, 1.0), vec3(0.04, 0.0, 0.05), vec3(0.02, 0.005, 0.005));
    }`,
});
