import { BoothError } from '../error.js';
import { createId } from '../project/create.js';
import {
  addAsset,
  addSticker,
  addTake,
  combine,
  type Edit,
  setDuet,
  TAKE_DEFAULTS,
  updateEffect,
} from '../project/edits.js';
import { layMusic } from '../project/music-edits.js';
import { STICKER_DEFAULTS } from '../project/overlay.js';
import { isFull } from '../project/pictures.js';
import type {
  Duet,
  Framing,
  ImageAsset,
  Project,
  StickerOverlay,
  Take,
  VideoAsset,
} from '../project/project.js';
import { remainingDuration } from '../project/timeline.js';
import type { Equipment } from './equipment.js';
import { type Medium, readFont, readMusic, readPicture, readVideo } from './medium.js';

/** The document that media are brought into. */
export interface ImportHost {
  project(): Project;
  /** Fires when the booth is destroyed. */
  readonly signal: AbortSignal;
  edit(edit: Edit): void;
}

/**
 * What people bring into a clip. Each medium is read, stored on the device and named in the document, in one step of
 * the history together with what is made of it; where one of these fails, the document stays as it was.
 */
export class MediaImport {
  constructor(
    private readonly host: ImportHost,
    private readonly equipment: Equipment,
  ) {}

  async music(source: Blob | string | URL, start: number, title?: string): Promise<void> {
    const medium = await readMusic(source, this.host.signal);
    const { id, name, duration } = medium.asset;
    if (!(start >= 0 && start < duration)) {
      throw new BoothError(
        'project-invalid',
        `The music is ${duration.toFixed(1)} s long: start it within that.`,
      );
    }
    await this.add(medium, layMusic({ asset: id, title: title ?? name, start }));
  }

  async video(blob: Blob): Promise<Take> {
    const medium = await readVideo(blob, 'Video');
    return this.take(medium, medium.asset.duration);
  }

  async photo(blob: Blob, duration: number, framing: Partial<Framing>): Promise<Take> {
    return this.take(await readPicture(blob, 'Photo'), duration, {
      framing: { ...TAKE_DEFAULTS.framing, ...framing },
    });
  }

  /** Adds as much of a medium as fits into the clip. */
  private async take(
    medium: Medium<VideoAsset | ImageAsset>,
    duration: number,
    part: Partial<Take> = {},
  ): Promise<Take> {
    const project = this.host.project();
    if (isFull(project)) {
      throw new BoothError('wrong-state', 'The clip is full: delete a take before you add another.');
    }
    const take: Take = {
      ...TAKE_DEFAULTS,
      ...part,
      id: createId('take'),
      asset: medium.asset.id,
      start: 0,
      end: Math.min(duration, remainingDuration(project)),
    };
    await this.add(medium, addTake(take));
    return take;
  }

  async sticker(
    blob: Blob,
    options: Partial<Omit<StickerOverlay, 'kind' | 'asset'>>,
  ): Promise<StickerOverlay> {
    const medium = await readPicture(blob, 'Sticker');
    const { id } = medium.asset;
    const sticker = { ...STICKER_DEFAULTS, id: createId('sticker'), ...options, asset: id };
    await this.add(medium, addSticker(id, sticker));
    return sticker;
  }

  async effectMedium(blob: Blob, effect: string, param: string): Promise<VideoAsset | ImageAsset> {
    const isVideo = blob.type.startsWith('video/');
    const medium = await (isVideo ? readVideo(blob, 'Video') : readPicture(blob, 'Picture'));
    await this.add(medium, updateEffect(effect, { params: { [param]: { asset: medium.asset.id } } }));
    return medium.asset;
  }

  async font(source: Blob | string | URL, family: string): Promise<void> {
    await this.add(await readFont(source, family, this.host.signal));
  }

  /** Its sound is the clip's music. */
  async duet(blob: Blob, options: Partial<Omit<Duet, 'asset'>>): Promise<void> {
    const medium = await readVideo(blob, 'Duet');
    const { id, name, hasSound } = medium.asset;
    const { start = 0 } = options;
    await this.add(
      medium,
      ...(hasSound ? [layMusic({ asset: id, title: name, start })] : []),
      setDuet({ ...options, asset: id }),
    );
  }

  private async add({ asset, blob }: Medium, ...edits: Edit[]): Promise<void> {
    await (await this.equipment.openStore()).put(asset.id, blob);
    this.host.edit(combine(addAsset(asset), ...edits));
  }
}
