import { defineAnimation } from '../animation.js';
import { elastic } from './easing.js';

/** It is drawn out of a line. */
export const stretch = defineAnimation({
  name: 'stretch',
  label: 'Stretch',
  pose: (progress) => ({
    scaleX: 2 - elastic(progress),
    scaleY: Math.max(0, elastic(progress)),
    opacity: Math.min(1, progress * 4),
  }),
});
