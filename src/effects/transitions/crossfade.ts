import { defineTransition } from '../transition.js';

/** One picture fades into the other. */
export const crossfade = defineTransition({
  name: 'crossfade',
  label: 'Crossfade',
  params: {},
  fragment: `
    vec4 transition(vec2 place, float progress) {
      return mix(from(place), to(place), progress);
    }`,
});
