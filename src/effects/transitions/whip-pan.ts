import { defineTransition } from '../transition.js';

/** The camera seems to be thrown round from one picture to the next. */
export const whipPan = defineTransition({
  name: 'whip-pan',
  label: 'Whip pan',
  params: {
    towards: {
      kind: 'choice',
      label: 'Towards',
      choices: { right: 'Right', left: 'Left', down: 'Down', up: 'Up' },
      default: 'right',
    },
  },
  fragment: `
    // What lies side by side: the one picture, both mirrored in between, and the other.
    vec4 seen(float along, float across, bool isUpright) {
      bool isFirst = along < 1.5;
      float there = along < 1.0 ? along : along < 2.0 ? 2.0 - along : along - 2.0;
      vec2 place = isUpright ? vec2(across, there) : vec2(there, across);
      if (towards == 1 || towards == 3) place = 1.0 - place;
      if (towards == 1) place.y = 1.0 - place.y;
      if (towards == 3) place.x = 1.0 - place.x;
      return isFirst ? from(place) : to(place);
    }
    vec4 transition(vec2 place, float progress) {
      bool isUpright = towards >= 2;
      if (towards == 1) place.x = 1.0 - place.x;
      if (towards == 3) place.y = 1.0 - place.y;
      float gone = progress * progress * progress * (progress * (6.0 * progress - 15.0) + 10.0);
      float streak = 0.5 * pow(4.0 * progress * (1.0 - progress), 2.0);
      vec2 axes = isUpright ? place.yx : place;
      vec4 sum = vec4(0.0);
      for (int tap = 0; tap < 16; tap++) {
        float back = streak * (float(tap) / 15.0 - 0.5);
        sum += seen(clamp(axes.x + 2.0 * gone + back, 0.0, 3.0), axes.y, isUpright);
      }
      return sum / 16.0;
    }`,
});
