import { defineTransition } from '../transition.js';

/** The viewer rushes through the picture into the next. */
export const zoom = defineTransition({
  name: 'zoom',
  label: 'Zoom',
  params: { amount: { kind: 'number', label: 'Amount', default: 2, min: 1.2, max: 5 } },
  fragment: `
    // Beyond its edges a picture goes on mirrored.
    vec2 inside(vec2 place) { return 1.0 - abs(mod(place, 2.0) - 1.0); }
    vec4 transition(vec2 place, float progress) {
      float gone = progress * progress * (3.0 - 2.0 * progress);
      float shown = smoothstep(0.4, 0.6, progress);
      // The blur of the movement: taps from where the place was a moment before.
      float streak = 0.25 * sin(3.14159265 * progress);
      vec4 sum = vec4(0.0);
      for (int tap = 0; tap < 10; tap++) {
        vec2 offset = (place - 0.5) * (1.0 - streak * float(tap) / 10.0);
        vec4 before = from(inside(offset / mix(1.0, amount, gone) + 0.5));
        vec4 after = to(inside(offset / mix(1.0 / amount, 1.0, gone) + 0.5));
        sum += mix(before, after, shown);
      }
      return sum / 10.0;
    }`,
});
