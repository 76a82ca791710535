import { defineTransition } from '../transition.js';

/** The picture burns out in light, and the next comes back out of it. */
export const flash = defineTransition({
  name: 'flash',
  label: 'Flash',
  params: { tint: { kind: 'color', label: 'Light', default: '#fff1dc' } },
  fragment: `
    vec4 transition(vec2 place, float progress) {
      vec3 shown = mix(from(place), to(place), smoothstep(0.42, 0.58, progress)).rgb;
      float burn = pow(1.0 - abs(2.0 * progress - 1.0), 2.0);
      // Bright parts burn out first, as film does.
      return vec4(shown + burn * (shown * 1.5 + tint * 1.2 * burn), 1.0);
    }`,
});
