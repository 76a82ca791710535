import { defineAnimation } from '../animation.js';
import { easeOut } from './easing.js';

/** It slides in from the left. */
export const slide = defineAnimation({
  name: 'slide',
  label: 'Slide',
  pose: (progress) => ({ x: -0.6 * (1 - easeOut(progress)), opacity: Math.min(1, progress * 3) }),
});
