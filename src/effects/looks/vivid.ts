import { defineLook } from '../define.js';

/** Everything a little more: for food, flowers and fireworks. */
export const vivid = defineLook({
  kind: 'shader',
  name: 'vivid',
  label: 'Vivid',
  fragment: `
    vec3 look(vec3 color) {
      // Pale colours gain most, so that skin does not turn orange.
      float strength = max(color.r, max(color.g, color.b)) - min(color.r, min(color.g, color.b));
      return contrast(saturate(color, 1.5 - 0.3 * strength), 0.3);
    }`,
});
