import { defineAnimation } from '../animation.js';

/** Its letters come one after another. */
export const typewriter = defineAnimation({
  name: 'typewriter',
  label: 'Typewriter',
  pose: (progress) => ({ letters: progress }),
});
