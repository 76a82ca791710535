import { defineTransition } from '../transition.js';

/** The next picture comes through the bright parts first, and through the dark last. */
export const lumaFade = defineTransition({
  name: 'luma-fade',
  label: 'Luma fade',
  params: { softness: { kind: 'number', label: 'Softness', default: 0.25, min: 0.02, max: 1 } },
  fragment: `
    vec4 transition(vec2 place, float progress) {
      vec4 before = from(place);
      float dark = 1.0 - dot(before.rgb, vec3(0.2126, 0.7152, 0.0722));
      float edge = mix(-softness, 1.0, progress);
      return mix(to(place), before, smoothstep(edge, edge + softness, dark));
    }`,
});
