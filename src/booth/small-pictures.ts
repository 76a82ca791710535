import type { Thumbnails } from '../media/thumbnails.js';
import type { Sampler } from '../player/sampler.js';
import type { Equipment } from './equipment.js';

/** What draws small pictures for timelines and galleries, each loaded when one is first asked for. */
export class SmallPictures {
  private thumbnails: Promise<Thumbnails> | null = null;
  private sampler: Promise<Sampler> | null = null;

  constructor(private readonly equipment: Equipment) {}

  /** Draws pictures of media. */
  openThumbnails(): Promise<Thumbnails> {
    this.thumbnails ??= Promise.all([import('../media/thumbnails.js'), this.equipment.openStore()]).then(
      ([{ Thumbnails }, store]) => new Thumbnails(store),
    );
    return this.thumbnails;
  }

  /** Draws pictures of documents. */
  openSampler(): Promise<Sampler> {
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
