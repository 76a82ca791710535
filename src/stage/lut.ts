import { BufferImageSource } from 'pixi.js';
import type { LookDefinition } from '../effects/define.js';
import { LUT_SIZE, lookTable } from '../effects/lut.js';

/** Scale and offset from a colour to the centres of the table's cells. */
export const LUT_SCALE = (LUT_SIZE - 1) / LUT_SIZE;
export const LUT_OFFSET = 0.5 / LUT_SIZE;

/** A look's table as a texture that interpolates between its cells. */
export function createLutTexture(look: LookDefinition): BufferImageSource {
  return new BufferImageSource({
    resource: lookTable(look),
    width: LUT_SIZE,
    height: LUT_SIZE,
    depth: LUT_SIZE,
    format: 'rgba8unorm',
    alphaMode: 'no-premultiply-alpha',
    scaleMode: 'linear',
    addressMode: 'clamp-to-edge',
  });
}
