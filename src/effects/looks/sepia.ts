import { defineLook } from '../define.js';

/** Brown ink on warm paper. */
export const sepia = defineLook({
  kind: 'shader',
  name: 'sepia',
  label: 'Sepia',
  fragment: `
    vec3 look(vec3 color) {
      vec3 light = vec3(lightOf(contrast(color, 0.5)));
      return mix(vec3(0.09, 0.035, 0.01), vec3(1.0, 0.9, 0.76), gamma(light, 0.92));
    }`,
});
