import { BoothError } from '../error.js';
import type { Asset } from '../project/project.js';
import { type AssetSource, requireAsset } from './assets.js';
import type { TakeFrame } from './frames.js';
import { ImageReader } from './images.js';

/** Gives the pictures of a medium by its own time. */
export interface PictureReader {
  nearest(time: number): Promise<TakeFrame>;
  close(): void;
}

/** As many media stay open; each video holds a decoder, and devices have only so many. */
const MOST_OPEN = 10;

/** The open media of a document: one reader each, opened when first asked for, and the longest unused closed. */
export class FrameReaders {
  /** In the order of their last use. */
  private readonly readers = new Map<string, Promise<PictureReader>>();

  constructor(private readonly assets: AssetSource) {}

  /**
   * The reader of a medium. Who reads it at two times at once asks for two, by different lanes.
   * @throws BoothError `asset-missing`, `media-unreadable`
   */
  of(asset: Asset, lane = 0): Promise<PictureReader> {
    const key = `${lane}:${asset.id}`;
    const reader = this.readers.get(key) ?? this.open(asset);
    this.readers.delete(key);
    this.readers.set(key, reader);
    // A medium that could not be opened may be there at the next try.
    reader.catch(() => this.readers.delete(key));
    const [oldest] = this.readers;
    if (oldest !== undefined && this.readers.size > MOST_OPEN) {
      this.readers.delete(oldest[0]);
      closeWhenOpened(oldest[1]);
    }
    return reader;
  }

  private async open(asset: Asset): Promise<PictureReader> {
    const blob = await requireAsset(this.assets, asset.id);
    switch (asset.kind) {
      case 'video': {
        // What reads videos is large, and a camera does without it.
        const { FrameReader } = await import('./frames.js');
        return FrameReader.open(blob);
      }
      case 'image':
        return ImageReader.open(blob);
      case 'audio':
      case 'font':
        throw new BoothError('media-unreadable', `The medium ${asset.name} has no picture.`);
    }
  }

  /** Closes every medium. Safe to call twice. */
  close(): void {
    for (const reader of this.readers.values()) closeWhenOpened(reader);
    this.readers.clear();
  }
}

function closeWhenOpened(reader: Promise<PictureReader>): void {
  reader.then((opened) => opened.close()).catch(() => undefined);
}
