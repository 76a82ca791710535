import { defineAnimation } from '../animation.js';
import { elastic } from './easing.js';

/** It swings to rest, as a sign in the wind. */
export const swing = defineAnimation({
  name: 'swing',
  label: 'Swing',
  pose: (progress) => ({ rotation: 28 * (1 - elastic(progress)), opacity: Math.min(1, progress * 5) }),
});
