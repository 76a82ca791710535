import { defineEffect } from '../define.js';

/** The picture stands still, goes on for a frame, and stands still again, while the sound goes on. */
export const freeze = defineEffect({
  name: 'freeze',
  label: 'Freeze',
  family: 'motion',
  kind: 'time',
  params: {
    hold: { kind: 'number', label: 'Stands still for', default: 1, min: 0.1, max: 10, unit: 's' },
  },
  // A moment that lies on a step in all but its last bits belongs to it.
  momentShown: ({ params: { hold }, time, start }) => start + Math.floor((time - start) / hold + 1e-6) * hold,
});
