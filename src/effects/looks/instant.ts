import { defineLook } from '../define.js';

/** A picture that came out of the camera by itself: soft, creamy, with a touch of magenta. */
export const instant = defineLook({
  kind: 'shader',
  name: 'instant',
  label: 'Instant',
  fragment: `
    vec3 look(vec3 color) {
      vec3 soft = fade(contrast(saturate(color, 0.9), 0.25), 0.06, 0.97);
      return splitTone(soft, vec3(0.03, -0.01, 0.06), vec3(0.035, 0.02, -0.04));
    }`,
});
