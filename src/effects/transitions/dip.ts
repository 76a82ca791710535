import { defineTransition } from '../transition.js';

/** The picture sinks into a colour, and the next rises out of it. */
export const dip = defineTransition({
  name: 'dip',
  label: 'Dip to colour',
  params: { tint: { kind: 'color', label: 'Colour', default: '#000000' } },
  fragment: `
    vec4 transition(vec2 place, float progress) {
      vec4 shown = progress < 0.5 ? from(place) : to(place);
      return mix(shown, vec4(tint, 1.0), smoothstep(0.0, 0.9, 1.0 - abs(2.0 * progress - 1.0)));
    }`,
});
