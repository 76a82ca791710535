import { BufferImageSource } from 'pixi.js';
import type { TableLook } from '../effects/define.js';

/** Makes a texture of a look's table, which interpolates between its cells; the caller destroys it. */
export function createLut({ size, table }: TableLook): BufferImageSource {
  return new BufferImageSource({
    resource: table,
    width: size,
    height: size,
    depth: size,
    format: 'rgba8unorm',
    alphaMode: 'no-premultiply-alpha',
    scaleMode: 'linear',
    addressMode: 'clamp-to-edge',
  });
}
