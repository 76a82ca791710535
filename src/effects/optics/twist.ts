import { defineEffect } from '../define.js';

/** The middle of the picture is stirred, to and fro. */
export const twist = defineEffect({
  name: 'twist',
  label: 'Twist',
  family: 'optics',
  kind: 'filter',
  params: {
    angle: { kind: 'number', label: 'Angle', default: 120, min: 0, max: 360, unit: '°' },
    size: { kind: 'number', label: 'Size', default: 0.3, min: 0.1, max: 0.7 },
    speed: { kind: 'number', label: 'Speed', default: 0.4, min: 0, max: 2, unit: 'Hz' },
  },
  loadFilter: async () => {
    const { TwistFilter } = await import('pixi-filters/twist');
    const filter = new TwistFilter({ padding: 0 });
    return {
      filter,
      update: ({ params: { angle, size, speed }, time, width, height }) => {
        // Without movement it stays stirred.
        const swing = speed === 0 ? 1 : Math.cos(2 * Math.PI * speed * time);
        filter.angle = (angle * Math.PI * swing) / 180;
        filter.radius = size * height;
        filter.offset = { x: width / 2, y: 0.43 * height };
      },
    };
  },
});
