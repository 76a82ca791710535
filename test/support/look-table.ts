import type { TableLook } from '../../src/effects/define.js';
import { createProject } from '../../src/project/create.js';
import { setLook } from '../../src/project/edits.js';
import { Stage } from '../../src/stage/stage.js';
import { readPixels } from './pictures.js';

/** Cells along each side of a table that is made of a look. */
const CELLS = 32;

/** A look as the table that its function fills: every cell's colour, drawn by a stage. */
export async function tableOf(name: string): Promise<TableLook> {
  // The cells beside each other by red, and below each other by green and then blue.
  const [width, height] = [CELLS, CELLS ** 2];
  const cells = new ImageData(width, height);
  const value = (place: number) => Math.round((place * 255) / (CELLS - 1));
  for (let cell = 0; cell < CELLS ** 3; cell++) {
    const [red, green, blue] = [
      cell % CELLS,
      Math.floor(cell / CELLS) % CELLS,
      Math.floor(cell / CELLS ** 2),
    ];
    cells.data.set([value(red), value(green), value(blue), 255], cell * 4);
  }
  const painted = new OffscreenCanvas(width, height);
  painted.getContext('2d')?.putImageData(cells, 0, 0);
  const canvas = new OffscreenCanvas(width, height);
  const stage = await Stage.create(canvas, { width, height });
  const frame = new VideoFrame(painted, { timestamp: 0 });
  await stage.load({ frame, rotation: 0, mirrored: false });
  frame.close();
  stage.draw(setLook({ look: name, intensity: 1 })(createProject({ width, height })), 0);
  const table = new Uint8Array(readPixels(canvas).data);
  stage.close();
  return { kind: 'table', name: `${name}-table`, label: name, size: CELLS, table };
}

/** A table as a `.cube` file. */
export function cubeOf({ label, size, table }: TableLook): string {
  const lines = [`TITLE "${label}"`, `LUT_3D_SIZE ${size}`];
  for (let cell = 0; cell < size ** 3; cell++) {
    const color = table.subarray(cell * 4, cell * 4 + 3);
    lines.push([...color].map((channel) => (channel / 255).toFixed(6)).join(' '));
  }
  return `${lines.join('\n')}\n`;
}
