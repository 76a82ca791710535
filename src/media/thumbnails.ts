import { throwIfCancelled } from '../error.js';
import type { Asset } from '../project/project.js';
import type { AssetSource } from './assets.js';
import type { TakeFrame } from './frames.js';
import { FrameReaders } from './readers.js';

/**
 * Small pictures of videos. It reads the videos beside the player, with readers of its own, one picture at a time:
 * asked for rising times it decodes each video once.
 */
export class Thumbnails {
  private readonly readers: FrameReaders;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(assets: AssetSource) {
    this.readers = new FrameReaders(assets);
  }

  /**
   * The picture nearest to a take time, `height` pixels high. The caller closes it.
   * @throws BoothError `asset-missing`, `media-unreadable`, `cancelled`
   */
  at(asset: Asset, takeTime: number, height: number, signal?: AbortSignal): Promise<ImageBitmap> {
    const picture = this.queue.then(async () => {
      throwIfCancelled(signal);
      const reader = await this.readers.of(asset);
      return shrink(await reader.nearest(takeTime), height);
    });
    this.queue = picture.catch(() => undefined);
    return picture;
  }

  /** Closes the media. Safe to call twice. */
  close(): void {
    this.readers.close();
  }
}

/** A frame at that height, turned upright. */
function shrink({ frame, rotation }: TakeFrame, height: number): ImageBitmap {
  const isTurned = rotation === 90 || rotation === 270;
  const [across, down] = isTurned
    ? [frame.displayHeight, frame.displayWidth]
    : [frame.displayWidth, frame.displayHeight];
  const width = Math.max(1, Math.round((height * across) / down));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  context?.translate(width / 2, height / 2);
  context?.rotate((rotation * Math.PI) / 180);
  const [w, h] = isTurned ? [height, width] : [width, height];
  context?.drawImage(frame, -w / 2, -h / 2, w, h);
  return canvas.transferToImageBitmap();
}
