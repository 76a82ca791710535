import type { LookDefinition, Rgb, TableLook } from './define.js';

/** Cells along each side of the table that a function is baked into: 33 is the usual size of a `.cube` file. */
export const LUT_SIZE = 33;

/** A look as a table, which can be drawn with and sent to a worker. */
export function bakeLook(look: LookDefinition): TableLook {
  if (look.kind === 'table') return look;
  const { name, label, grade } = look;
  const level = (cell: number) => cell / (LUT_SIZE - 1);
  const table = fillTable(LUT_SIZE, (red, green, blue) => grade([level(red), level(green), level(blue)]));
  return { kind: 'table', name, label, size: LUT_SIZE, table };
}

/** The bytes of a table from the colour of each cell. */
export function fillTable(
  size: number,
  colorOf: (red: number, green: number, blue: number) => Rgb,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size ** 3 * 4);
  let index = 0;
  for (let blue = 0; blue < size; blue++) {
    for (let green = 0; green < size; green++) {
      for (let red = 0; red < size; red++) {
        for (const channel of colorOf(red, green, blue)) {
          bytes[index++] = Math.round(Math.min(1, Math.max(0, channel)) * 255);
        }
        bytes[index++] = 255;
      }
    }
  }
  return bytes;
}
