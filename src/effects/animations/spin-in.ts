import { defineAnimation } from '../animation.js';
import { easeOut } from './easing.js';

/** It turns once while it grows. */
export const spinIn = defineAnimation({
  name: 'spin-in',
  label: 'Spin',
  pose: (progress) => ({
    scaleX: easeOut(progress),
    scaleY: easeOut(progress),
    rotation: -360 * (1 - easeOut(progress)),
    opacity: Math.min(1, progress * 3),
  }),
});
