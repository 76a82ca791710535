import { defineLook } from '../define.js';

/** Slide film: crisp, cyan in the sky, red that glows. */
export const chrome = defineLook({
  kind: 'shader',
  name: 'chrome',
  label: 'Chrome',
  fragment: `
    vec3 look(vec3 color) {
      return saturate(contrast(color, 0.42) * vec3(1.04, 1.0, 1.02) + vec3(-0.015, 0.0, 0.01), 1.22);
    }`,
});
