import { defineLook } from '../define.js';

/** A city after rain: magenta lights, blue shadows. */
export const neon = defineLook({
  kind: 'shader',
  name: 'neon',
  label: 'Neon',
  fragment: `
    vec3 look(vec3 color) {
      float light = lightOf(color);
      vec3 lit = color * vec3(1.02, 0.88, 1.1) + vec3(0.06 * light, 0.0, 0.1 * (1.0 - light));
      return contrast(saturate(splitTone(lit, vec3(0.02, -0.02, 0.14), vec3(0.05, -0.03, 0.06)), 1.02), 0.32);
    }`,
});
