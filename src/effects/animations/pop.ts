import { defineAnimation } from '../animation.js';
import { overshoot } from './easing.js';

/** It springs up, a little too large at first. */
export const pop = defineAnimation({
  name: 'pop',
  label: 'Pop',
  pose: (progress) => ({
    scaleX: Math.max(0, overshoot(progress)),
    scaleY: Math.max(0, overshoot(progress)),
    opacity: Math.min(1, progress * 4),
  }),
});
