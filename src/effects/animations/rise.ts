import { defineAnimation } from '../animation.js';
import { easeOut } from './easing.js';

/** It floats up to its place. */
export const rise = defineAnimation({
  name: 'rise',
  label: 'Rise',
  pose: (progress) => ({ y: 0.06 * (1 - easeOut(progress)), opacity: easeOut(progress) }),
});
