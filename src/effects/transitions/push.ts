import { defineTransition } from '../transition.js';

/** The next picture pushes the last out of the frame. */
export const push = defineTransition({
  name: 'push',
  label: 'Push',
  params: {
    towards: {
      kind: 'choice',
      label: 'Towards',
      choices: { left: 'Left', right: 'Right', up: 'Up', down: 'Down' },
      default: 'left',
    },
  },
  fragment: `
    vec4 transition(vec2 place, float progress) {
      vec2 way = towards == 0 ? vec2(-1.0, 0.0) : towards == 1 ? vec2(1.0, 0.0)
        : towards == 2 ? vec2(0.0, -1.0) : vec2(0.0, 1.0);
      float gone = progress * progress * (3.0 - 2.0 * progress);
      vec2 before = place - way * gone;
      bool isBefore = all(greaterThanEqual(before, vec2(0.0))) && all(lessThan(before, vec2(1.0)));
      return isBefore ? from(before) : to(before + way);
    }`,
});
