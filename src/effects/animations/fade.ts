import { defineAnimation } from '../animation.js';

/** It becomes visible where it is. */
export const fade = defineAnimation({
  name: 'fade',
  label: 'Fade',
  pose: (progress) => ({ opacity: progress }),
});
