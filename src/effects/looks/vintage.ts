import { defineLook } from '../define.js';

/** A print from the seventies: faded black, yellow lights, green in the shadows. */
export const vintage = defineLook({
  kind: 'shader',
  name: 'vintage',
  label: 'Vintage',
  fragment: `
    vec3 look(vec3 color) {
      vec3 faded = fade(saturate(color, 0.78), 0.07, 0.95);
      return splitTone(faded, vec3(0.02, 0.035, 0.0), vec3(0.05, 0.025, -0.09));
    }`,
});
