import { BufferImageSource } from 'pixi.js';
import type { LookDefinition } from '../effects/define.js';

/** Cells along each side of a look's table: 33 is the usual size of a `.cube` file. */
export const LUT_SIZE = 33;

/** Scale and offset from a colour to the centres of the table's cells. */
export const LUT_SCALE = (LUT_SIZE - 1) / LUT_SIZE;
export const LUT_OFFSET = 0.5 / LUT_SIZE;

/** Bakes a look into a 3D table of RGBA bytes: red along x, green along y, blue along z. */
export function bakeLut({ grade }: Pick<LookDefinition, 'grade'>): Uint8Array {
  const bytes = new Uint8Array(LUT_SIZE ** 3 * 4);
  let index = 0;
  for (let blue = 0; blue < LUT_SIZE; blue++) {
    for (let green = 0; green < LUT_SIZE; green++) {
      for (let red = 0; red < LUT_SIZE; red++) {
        const cell = [red, green, blue].map((value) => value / (LUT_SIZE - 1));
        const graded = grade([cell[0] ?? 0, cell[1] ?? 0, cell[2] ?? 0]);
        for (const channel of graded) bytes[index++] = Math.round(Math.min(1, Math.max(0, channel)) * 255);
        bytes[index++] = 255;
      }
    }
  }
  return bytes;
}

/** A look's table as a texture that interpolates between its cells. */
export function createLutTexture(look: LookDefinition): BufferImageSource {
  return new BufferImageSource({
    resource: bakeLut(look),
    width: LUT_SIZE,
    height: LUT_SIZE,
    depth: LUT_SIZE,
    format: 'rgba8unorm',
    alphaMode: 'no-premultiply-alpha',
    scaleMode: 'linear',
    addressMode: 'clamp-to-edge',
  });
}
