import { defineTransition } from '../transition.js';

/** A circle opens on the next picture. */
export const iris = defineTransition({
  name: 'iris',
  label: 'Iris',
  params: { softness: { kind: 'number', label: 'Softness', default: 0.04, min: 0.005, max: 0.5 } },
  fragment: `
    vec4 transition(vec2 place, float progress) {
      vec2 reach = vec2(aspect, 1.0);
      float away = length((place - 0.5) * reach) / (0.5 * length(reach));
      float open = progress * progress * (3.0 - 2.0 * progress);
      float edge = mix(-softness, 1.0, open);
      return mix(to(place), from(place), smoothstep(edge, edge + softness, away));
    }`,
});
