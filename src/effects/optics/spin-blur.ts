import { defineEffect } from '../define.js';

/** All but the middle is blurred round and round, as from a camera that is turned. */
export const spinBlur = defineEffect({
  name: 'spin-blur',
  label: 'Spin blur',
  family: 'optics',
  kind: 'filter',
  params: {
    angle: { kind: 'number', label: 'Angle', default: 12, min: 0, max: 60, unit: '°' },
    top: { kind: 'number', label: 'Middle from the top', default: 0.43, min: 0, max: 1 },
  },
  loadFilter: async () => {
    const { RadialBlurFilter } = await import('pixi-filters/radial-blur');
    const filter = new RadialBlurFilter({ kernelSize: 15 });
    return {
      filter,
      update: ({ params, width, height }) => {
        filter.angle = Number(params.angle);
        filter.center = { x: width / 2, y: Number(params.top) * height };
      },
    };
  },
});
