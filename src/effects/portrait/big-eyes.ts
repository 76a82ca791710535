import { defineEffect } from '../define.js';

/** Eyes as large as in a comic, on the face that a model finds. */
export const bigEyes = defineEffect({
  name: 'big-eyes',
  label: 'Big eyes',
  family: 'portrait',
  kind: 'warp',
  needs: 'face',
  params: { strength: { kind: 'number', label: 'Strength', default: 0.5, min: -0.5, max: 1 } },
  fragment: `
    vec2 towards(vec2 place, vec2 eye, float reach) {
      vec2 from = (place - eye) * vec2(aspect, 1.0);
      float near = 1.0 - min(length(from) / reach, 1.0);
      return (eye - place) * strength * 0.6 * near * near * (3.0 - 2.0 * near);
    }
    vec2 effect(vec2 place) {
      // As far as half of what lies between the eyes.
      float reach = 0.62 * length((faceLeftEye - faceRightEye) * vec2(aspect, 1.0)) + 0.0001;
      vec2 move = towards(place, faceLeftEye, reach) + towards(place, faceRightEye, reach);
      return place + faceSeen * move;
    }`,
});
