import { type AssetSource, requireAsset } from './assets.js';
import { FrameReader } from './frames.js';

/** The open videos of a document: one reader each, opened when first asked for. */
export class FrameReaders {
  private readonly readers = new Map<string, Promise<FrameReader>>();

  constructor(private readonly assets: AssetSource) {}

  /**
   * The reader of a video.
   * @throws BoothError `asset-missing`, `media-unreadable`
   */
  of(asset: string): Promise<FrameReader> {
    let reader = this.readers.get(asset);
    if (reader === undefined) {
      reader = requireAsset(this.assets, asset).then((blob) => FrameReader.open(blob));
      // A video that could not be opened may be there at the next try.
      reader.catch(() => this.readers.delete(asset));
      this.readers.set(asset, reader);
    }
    return reader;
  }

  /** Closes every video. Safe to call twice. */
  close(): void {
    for (const reader of this.readers.values()) {
      reader.then((opened) => opened.close()).catch(() => undefined);
    }
    this.readers.clear();
  }
}
