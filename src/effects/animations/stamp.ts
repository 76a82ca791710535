import { defineAnimation } from '../animation.js';

/** It comes down from large, as a stamp. */
export const stamp = defineAnimation({
  name: 'stamp',
  label: 'Stamp',
  pose: (progress) => {
    const size = 1 + 1.8 * (1 - Math.min(1, progress * 1.4)) ** 2;
    return { scaleX: size, scaleY: size, opacity: Math.min(1, progress * 2.5) };
  },
});
