import { defineTransition } from '../transition.js';

/** The picture goes out of focus, and the next comes into it. */
export const blurFade = defineTransition({
  name: 'blur-fade',
  label: 'Blur',
  params: { amount: { kind: 'number', label: 'Amount', default: 0.08, min: 0.01, max: 0.2 } },
  fragment: `
    vec4 transition(vec2 place, float progress) {
      float radius = amount * sin(3.14159265 * progress);
      float shown = smoothstep(0.3, 0.7, progress);
      // Turned from pixel to pixel, so that few taps leave grain rather than ghosts.
      float turn = 6.2831853 * fract(52.9829189 * fract(dot(floor(place * frameSize), vec2(0.06711056, 0.00583715))));
      vec4 sum = vec4(0.0);
      for (int tap = 0; tap < 20; tap++) {
        // A spiral of the golden angle covers the disc evenly.
        float angle = turn + 2.39996323 * float(tap);
        float distance = radius * sqrt((float(tap) + 0.5) / 20.0);
        vec2 there = place + distance * vec2(cos(angle) / aspect, sin(angle));
        sum += mix(from(there), to(there), shown);
      }
      return sum / 20.0;
    }`,
});
