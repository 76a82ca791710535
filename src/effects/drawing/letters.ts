import { defineEffect } from '../define.js';

/** The picture written in letters, as on a terminal. */
export const letters = defineEffect({
  name: 'letters',
  label: 'Letters',
  family: 'drawing',
  kind: 'filter',
  params: {
    rows: { kind: 'number', label: 'Rows', default: 96, min: 40, max: 160 },
    tint: { kind: 'color', label: 'Colour', default: '#9dffce' },
  },
  loadFilter: async () => {
    const { AsciiFilter } = await import('pixi-filters/ascii');
    const filter = new AsciiFilter({ replaceColor: true });
    return {
      filter,
      update: ({ params, height }) => {
        filter.size = height / Number(params.rows);
        filter.color = params.tint ?? 0;
        filter.replaceColor = true;
      },
    };
  },
});
