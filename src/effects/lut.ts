import type { LookDefinition } from './define.js';

/** Cells along each side of a look's table: 33 is the usual size of a `.cube` file. */
export const LUT_SIZE = 33;

/** A look's 3D table: RGBA bytes, red along x, green along y, blue along z, {@link LUT_SIZE} cells each way. */
export function lookTable(look: LookDefinition): Uint8Array<ArrayBuffer> {
  if (look.kind === 'table') return look.table;
  const bytes = new Uint8Array(LUT_SIZE ** 3 * 4);
  const level = (cell: number) => cell / (LUT_SIZE - 1);
  let index = 0;
  for (let blue = 0; blue < LUT_SIZE; blue++) {
    for (let green = 0; green < LUT_SIZE; green++) {
      for (let red = 0; red < LUT_SIZE; red++) {
        const graded = look.grade([level(red), level(green), level(blue)]);
        for (const channel of graded) bytes[index++] = Math.round(Math.min(1, Math.max(0, channel)) * 255);
        bytes[index++] = 255;
      }
    }
  }
  return bytes;
}
