import { defineLook } from '../define.js';

/** Black that is grey, colours that are quiet: a magazine on uncoated paper. */
export const matte = defineLook({
  kind: 'shader',
  name: 'matte',
  label: 'Matte',
  fragment: `
    vec3 look(vec3 color) {
      vec3 soft = fade(contrast(saturate(color, 0.82), 0.22), 0.1, 0.96);
      return splitTone(soft, vec3(0.0, 0.005, 0.02), vec3(0.02, 0.01, -0.01));
    }`,
});
