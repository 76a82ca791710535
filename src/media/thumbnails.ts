import { throwIfCancelled } from '../error.js';
import type { Asset } from '../project/project.js';
import type { AssetSource } from './assets.js';
import type { TakeFrame } from './frames.js';
import { FrameReaders } from './readers.js';

/** How many pictures are kept: more than a timeline shows at once. */
const KEPT = 128;

/**
 * Small pictures of videos. It reads the videos beside the player, with readers of its own, one picture at a time:
 * asked for rising times it decodes each video once. What was asked for lately is kept: a timeline asks for the same
 * pictures again whenever a take is cut, doubled or brought back.
 */
export class Thumbnails {
  private readonly readers: FrameReaders;
  private readonly kept = new Map<string, ImageBitmap>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(assets: AssetSource) {
    this.readers = new FrameReaders(assets);
  }

  /**
   * The picture nearest to a take time, `height` pixels high. The caller closes it.
   * @throws BoothError `asset-missing`, `media-unreadable`, `cancelled`
   */
  at(asset: Asset, takeTime: number, height: number, signal?: AbortSignal): Promise<ImageBitmap> {
    const key = `${asset.id} ${takeTime} ${height}`;
    const picture = this.queue.then(async () => {
      throwIfCancelled(signal);
      const kept = this.kept.get(key);
      if (kept !== undefined) return createImageBitmap(kept);
      const reader = await this.readers.of(asset);
      const made = shrink(await reader.nearest(takeTime), height);
      await this.keep(key, made);
      return made;
    });
    this.queue = picture.catch(() => undefined);
    return picture;
  }

  private async keep(key: string, picture: ImageBitmap): Promise<void> {
    this.kept.set(key, await createImageBitmap(picture));
    const [oldest] = this.kept;
    if (this.kept.size <= KEPT || oldest === undefined) return;
    oldest[1].close();
    this.kept.delete(oldest[0]);
  }

  /** Closes the media. Safe to call twice. */
  close(): void {
    this.readers.close();
    for (const picture of this.kept.values()) picture.close();
    this.kept.clear();
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
