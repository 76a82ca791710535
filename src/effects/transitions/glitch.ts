import { NOISE } from '../noise.js';
import { defineTransition } from '../transition.js';

/** Blocks and colours tear, as in a broken stream, until the next picture is whole. */
export const glitch = defineTransition({
  name: 'glitch',
  label: 'Glitch',
  params: { amount: { kind: 'number', label: 'Amount', default: 0.12, min: 0.02, max: 0.4 } },
  fragment: `${NOISE}
    vec4 transition(vec2 place, float progress) {
      // It jumps rather than moves.
      float jump = floor(progress * 14.0);
      float strength = sin(3.14159265 * progress);
      float row = floor(place.y * 18.0);
      float column = floor(place.x * 6.0);
      vec3 inRow = chances(vec3(row, jump, 1.0));
      float tear = (inRow.x - 0.5) * step(0.45, inRow.y);
      vec2 torn = vec2(tear * amount * 2.5 * strength, 0.0);
      float split = amount * 0.25 * strength * (inRow.z * 0.5 + 0.5);
      bool isNext = chances(vec3(column, floor(row / 2.0), 7.0)).x < smoothstep(0.2, 0.8, progress);
      vec2 red = fract(place + torn + vec2(split, 0.0));
      vec2 green = fract(place + torn);
      vec2 blue = fract(place + torn - vec2(split, 0.0));
      return isNext
        ? vec4(to(red).r, to(green).g, to(blue).b, 1.0)
        : vec4(from(red).r, from(green).g, from(blue).b, 1.0);
    }`,
});
