import { defineTransition } from '../transition.js';

/** The picture spins away, and the next spins to rest. */
export const spinAway = defineTransition({
  name: 'spin-away',
  label: 'Spin',
  params: { turns: { kind: 'number', label: 'Turns', default: 0.5, min: 0.25, max: 2 } },
  fragment: `
    // Beyond its edges a picture goes on mirrored.
    vec2 inside(vec2 place) { return 1.0 - abs(mod(place, 2.0) - 1.0); }
    vec2 turned(vec2 place, float angle) {
      vec2 there = (place - 0.5) * vec2(aspect, 1.0);
      there = vec2(cos(angle) * there.x - sin(angle) * there.y, sin(angle) * there.x + cos(angle) * there.y);
      return inside(there / vec2(aspect, 1.0) + 0.5);
    }
    vec4 transition(vec2 place, float progress) {
      float gone = progress * progress * (3.0 - 2.0 * progress);
      float shown = smoothstep(0.4, 0.6, progress);
      float streak = 0.5 * sin(3.14159265 * progress);
      vec4 sum = vec4(0.0);
      for (int tap = 0; tap < 12; tap++) {
        float late = streak * (float(tap) / 11.0 - 0.5);
        vec4 before = from(turned(place, 6.2831853 * turns * gone + late));
        vec4 after = to(turned(place, 6.2831853 * turns * (gone - 1.0) + late));
        sum += mix(before, after, shown);
      }
      return sum / 12.0;
    }`,
});
