import { defineTransition } from '../transition.js';

/** An edge runs over the frame and uncovers the next picture. */
export const wipe = defineTransition({
  name: 'wipe',
  label: 'Wipe',
  params: {
    angle: { kind: 'number', label: 'Direction', default: 0, min: 0, max: 360, unit: '°' },
    softness: { kind: 'number', label: 'Softness', default: 0.08, min: 0.005, max: 0.5 },
  },
  fragment: `
    vec4 transition(vec2 place, float progress) {
      vec2 direction = vec2(cos(radians(angle)), sin(radians(angle)));
      vec2 reach = vec2(aspect, 1.0) * 0.5;
      float along = 0.5 + 0.5 * dot((place - 0.5) * 2.0 * reach, direction) / dot(reach, abs(direction));
      float edge = mix(-softness, 1.0, progress);
      return mix(to(place), from(place), smoothstep(edge, edge + softness, along));
    }`,
});
