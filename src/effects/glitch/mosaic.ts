import { defineEffect } from '../define.js';

/** Large square pixels. */
export const mosaic = defineEffect({
  name: 'mosaic',
  label: 'Mosaic',
  family: 'glitch',
  kind: 'warp',
  params: { rows: { kind: 'number', label: 'Rows', default: 64, min: 12, max: 160 } },
  once: `
    vec2 cells = floor(vec2(rows * aspect, rows) + 0.5);
    vec2 side = 1.0 / cells;`,
  fragment: `
    vec2 effect(vec2 place) { return (floor(place * cells) + 0.5) * side; }`,
});
