import { defineAnimation } from '../animation.js';

/** When the tube is lit, in progress. */
const FLASHES = [
  [0.1, 0.16],
  [0.3, 0.34],
  [0.42, 0.56],
  [0.64, 0.7],
  [0.76, 1],
] as const;

/** It flickers like a neon tube that is switched on. */
export const flicker = defineAnimation({
  name: 'flicker',
  label: 'Flicker',
  pose: (progress) => ({
    opacity: progress >= 1 || FLASHES.some(([start, end]) => progress >= start && progress < end) ? 1 : 0.12,
  }),
});
