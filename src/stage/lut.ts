import { BufferImageSource } from 'pixi.js';
import type { LookDefinition } from '../effects/define.js';
import { bakeLook } from '../effects/lut.js';

/** A look's table as a texture that interpolates between its cells. */
export interface Lut {
  readonly source: BufferImageSource;
  /** Cells along each side. */
  readonly size: number;
}

/** Makes the texture of a look; the caller destroys it. */
export function createLut(look: LookDefinition): Lut {
  const { size, table } = bakeLook(look);
  const source = new BufferImageSource({
    resource: table,
    width: size,
    height: size,
    depth: size,
    format: 'rgba8unorm',
    alphaMode: 'no-premultiply-alpha',
    scaleMode: 'linear',
    addressMode: 'clamp-to-edge',
  });
  return { source, size };
}
