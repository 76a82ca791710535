import { defineEffect } from '../define.js';

/** Shafts of sunlight that move through mist. */
export const godRays = defineEffect({
  name: 'god-rays',
  label: 'God rays',
  family: 'light',
  kind: 'filter',
  params: {
    strength: { kind: 'number', label: 'Strength', default: 0.6, min: 0, max: 1 },
    angle: { kind: 'number', label: 'Direction', default: 25, min: -60, max: 60, unit: '°' },
    speed: { kind: 'number', label: 'Speed', default: 0.4, min: 0, max: 2 },
  },
  loadFilter: async () => {
    const { GodrayFilter } = await import('pixi-filters/godray');
    const filter = new GodrayFilter({ parallel: true, lacunarity: 2.4 });
    return {
      filter,
      update: ({ params, time }) => {
        filter.gain = 0.35 + 0.25 * Number(params.strength);
        filter.alpha = 0.9 * Number(params.strength);
        filter.angle = Number(params.angle);
        filter.time = time * Number(params.speed);
      },
    };
  },
});
