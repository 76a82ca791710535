import { defineAnimation } from '../animation.js';
import { bounce } from './easing.js';

/** It falls from above and bounces. */
export const drop = defineAnimation({
  name: 'drop',
  label: 'Drop',
  pose: (progress) => ({ y: -0.35 * (1 - bounce(progress)), opacity: Math.min(1, progress * 5) }),
});
