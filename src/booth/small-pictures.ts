import { BoothError } from '../error.js';
import type { Thumbnails } from '../media/thumbnails.js';
import type { Sampler, SampleSource } from '../player/sampler.js';
import type { Project } from '../project/project.js';
import type { Equipment } from './equipment.js';

/** Small pictures for timelines and galleries; what draws them is loaded when one is first asked for. */
export class SmallPictures {
  private thumbnails: Promise<Thumbnails> | null = null;
  private sampler: Promise<Sampler> | null = null;

  constructor(private readonly equipment: Equipment) {}

  /**
   * A picture of a document's medium at a take time, `height` pixels high. The caller closes it.
   * @throws BoothError `asset-missing`, `media-unreadable`, `cancelled`
   */
  async thumbnail(
    { assets }: Project,
    asset: string,
    takeTime: number,
    height: number,
    signal: AbortSignal | undefined,
  ): Promise<ImageBitmap> {
    const medium = assets[asset];
    if (medium === undefined) {
      throw new BoothError('asset-missing', `The medium ${asset} is not there: record or import it again.`);
    }
    return (await this.openThumbnails()).at(medium, takeTime, height, signal);
  }

  /**
   * A picture of a document, `width` pixels wide. The caller closes it.
   * @param source is asked for when it is drawn
   * @throws what `Sampler.draw` throws
   */
  async sample(project: Project, source: () => SampleSource, width: number): Promise<ImageBitmap> {
    return (await this.openSampler()).draw(project, source, width);
  }

  private openThumbnails(): Promise<Thumbnails> {
    this.thumbnails ??= Promise.all([import('../media/thumbnails.js'), this.equipment.openStore()]).then(
      ([{ Thumbnails }, store]) => new Thumbnails(store),
    );
    return this.thumbnails;
  }

  private openSampler(): Promise<Sampler> {
    this.sampler ??= Promise.all([import('../player/sampler.js'), this.equipment.openStore()]).then(
      ([{ Sampler }, store]) => Sampler.create(store),
    );
    return this.sampler;
  }

  /** Frees the GPU and closes the media. Safe to call twice. */
  async close(): Promise<void> {
    (await this.thumbnails)?.close();
    (await this.sampler)?.close();
  }
}
