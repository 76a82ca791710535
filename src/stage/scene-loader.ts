import { BoothError } from '../error.js';
import { type AssetSource, requireAsset } from '../media/assets.js';
import { Fonts } from '../media/fonts.js';
import { ImageReader } from '../media/images.js';
import { FrameReaders } from '../media/readers.js';
import { cropAt } from '../project/framing.js';
import type { Asset, FontAsset, Project, StickerOverlay } from '../project/project.js';
import {
  clipToDuet,
  clipToTake,
  isInRange,
  mediumDuration,
  spanAt,
  type TakeSpan,
  transitionAt,
} from '../project/timeline.js';
import { effectMedia } from '../project/use.js';
import { earlierPictures, momentShown } from './moment-shown.js';
import { createPlaceholder } from './placeholder.js';
import { isPixelForPixel } from './placement.js';
import type { PictureSlot, Stage } from './stage.js';

/** A reader of its own for each picture that may be asked for beside another of the same medium; the last two count on. */
const LANES = { shown: 0, left: 1, duet: 2, earlier: 10, media: 20 } as const;

/** A take's frame that fills the picture pixel for pixel. */
export interface WholeFrame {
  readonly frame: VideoFrame;
  /** Flipped left to right. */
  readonly mirrored: boolean;
}

/**
 * Brings to a stage what a document shows at a clip time; then `stage.draw(project, clipTime)` draws it. Preview and
 * export both prepare their pictures so.
 *
 * @example
 * const loader = new SceneLoader(stage, assets);
 * await loader.load(project, 1.5);
 * stage.draw(project, 1.5);
 * loader.close();
 */
export class SceneLoader {
  private readonly readers: FrameReaders;
  private readonly fonts: Fonts;
  /** By the id of their overlay, so that each runs at its own time. */
  private readonly stickers = new Map<string, { asset: string; reader: Promise<ImageReader> }>();
  private readonly problems = new Set<string>();

  /**
   * @param onProblem is told, once for each medium, what cannot be shown; a placeholder is shown instead. Without it,
   * loading throws.
   */
  constructor(
    private readonly stage: Stage,
    private readonly assets: AssetSource,
    private readonly onProblem?: (error: unknown) => void,
  ) {
    this.readers = new FrameReaders(assets);
    this.fonts = new Fonts(assets);
  }

  /**
   * Loads the takes' pictures, those captured nearest to the clip time, and all that goes with them; black where there
   * is no take.
   * @throws BoothError `asset-missing`, `media-unreadable`
   */
  async load(project: Project, clipTime: number): Promise<void> {
    // First, as effects say what to look for in the pictures.
    await this.stage.loadEffects(project);
    const shown = momentToLoad(project, clipTime);
    const transition = transitionAt(project, shown);
    if (transition === null) {
      await this.loadTake(project, spanAt(project, shown), shown, 'take', LANES.shown);
      this.stage.clear('next');
    } else {
      const { from, to } = transition;
      await this.loadTake(project, from, shown, 'take', LANES.left);
      await this.loadTake(project, to, shown, 'next', LANES.shown);
    }
    for (const [number, { moment }] of earlierPictures(project, clipTime).entries()) {
      const span = spanAt(project, moment);
      await this.loadTake(project, span, moment, `earlier-${number}`, LANES.earlier + number);
    }
    await this.loadSurroundings(project, clipTime);
  }

  /**
   * Loads all but the takes, as for a camera in their place.
   * @throws BoothError `asset-missing`, `media-unreadable`
   */
  async loadSurroundings(project: Project, clipTime: number): Promise<void> {
    await this.stage.loadEffects(project);
    const fonts = Object.values(project.assets).filter((asset) => asset.kind === 'font');
    await Promise.all(fonts.map((font) => this.loadFont(font)));
    await this.loadStickers(project, clipTime);
    await this.loadDuet(project, clipTime);
    await this.loadMedia(project, clipTime);
  }

  /**
   * The frame of a take that is the whole picture at a clip time, pixel for pixel, but for effects and overlays; null where
   * there is more to it. It stays open until the next one is loaded.
   * @throws BoothError `asset-missing`, `media-unreadable`
   */
  async wholeFrame(
    project: Project,
    clipTime: number,
    size: { width: number; height: number },
  ): Promise<WholeFrame | null> {
    const moment = momentShown(project, clipTime);
    const span = spanAt(project, moment);
    if (span === null || project.duet !== null || transitionAt(project, moment) !== null) return null;
    const { asset, time, ...shown } = shownOf(span, moment);
    const reader = await this.readers.of(mediumOf(project, asset), LANES.shown);
    const { frame, rotation } = await reader.nearest(time);
    const { width, height } = frame.visibleRect ?? { width: 0, height: 0 };
    const lies = { ...shown, rotation, width, height };
    return rotation === 0 && isPixelForPixel(lies, size) ? { frame, mirrored: shown.mirrored } : null;
  }

  private async loadTake(
    project: Project,
    span: TakeSpan | null,
    clipTime: number,
    slot: PictureSlot,
    lane: number,
  ): Promise<void> {
    if (span === null) {
      this.stage.clear(slot);
      return;
    }
    const { asset, time, ...shown } = shownOf(span, clipTime);
    await this.loadPicture(project, asset, time, slot, lane, shown);
  }

  private async loadDuet(project: Project, clipTime: number): Promise<void> {
    if (project.duet === null) {
      this.stage.clear('duet');
      return;
    }
    const time = Math.max(0, clipToDuet(project, clipTime));
    await this.loadPicture(project, project.duet.asset, time, 'duet', LANES.duet, { mirrored: false });
  }

  private async loadMedia(project: Project, clipTime: number): Promise<void> {
    for (const [number, { use, asset }] of effectMedia(project.effects).entries()) {
      if (!isInRange(use.range, clipTime)) continue;
      const since = clipTime - (use.range?.start ?? 0);
      // A video begins anew when it is over, as an animated picture does.
      const length = mediumDuration(project.assets[asset]) || Number.POSITIVE_INFINITY;
      const lane = LANES.media + number;
      await this.loadPicture(project, asset, since % length, `medium-${number}`, lane, { mirrored: false });
    }
  }

  private async loadPicture(
    project: Project,
    id: string,
    time: number,
    slot: PictureSlot,
    lane: number,
    shown: Omit<Parameters<Stage['load']>[0], 'frame' | 'rotation'>,
  ): Promise<void> {
    try {
      const reader = await this.readers.of(mediumOf(project, id), lane);
      const { frame, rotation, time: captured } = await reader.nearest(time);
      await this.stage.load({ ...shown, frame, rotation, name: `${id}@${captured}` }, slot);
    } catch (error) {
      this.handle(id, error);
      const bitmap = createPlaceholder();
      const frame = new VideoFrame(bitmap, { timestamp: 0 });
      bitmap.close();
      await this.stage.load({ frame, rotation: 0, mirrored: false, name: 'placeholder' }, slot);
      frame.close();
    }
  }

  private async loadFont(font: FontAsset): Promise<void> {
    if (this.problems.has(font.id)) return;
    await this.fonts.load(font).catch((error: unknown) => this.handle(font.id, error));
  }

  private async loadStickers({ overlays }: Project, clipTime: number): Promise<void> {
    const stickers = overlays.filter((overlay) => overlay.kind === 'sticker');
    for (const [id, { asset, reader }] of this.stickers) {
      if (stickers.some((sticker) => sticker.id === id && sticker.asset === asset)) continue;
      this.stickers.delete(id);
      closeWhenOpened(reader);
    }
    for (const sticker of stickers) {
      if (isInRange(sticker.range, clipTime)) await this.loadSticker(sticker, clipTime);
    }
  }

  private async loadSticker({ id, asset, range }: StickerOverlay, clipTime: number): Promise<void> {
    if (this.problems.has(asset)) return;
    let shown = this.stickers.get(id);
    if (shown === undefined) {
      shown = { asset, reader: this.openSticker(asset) };
      this.stickers.set(id, shown);
    }
    try {
      const reader = await shown.reader;
      this.stage.setSticker(id, await reader.bitmapAt(clipTime - (range?.start ?? 0)));
    } catch (error) {
      this.stickers.delete(id);
      this.handle(asset, error);
      this.stage.setSticker(id, createPlaceholder());
    }
  }

  private async openSticker(asset: string): Promise<ImageReader> {
    return ImageReader.open(await requireAsset(this.assets, asset));
  }

  /** Tells of a problem, or throws it where nobody wants to be told. */
  private handle(medium: string, error: unknown): void {
    if (this.onProblem === undefined) throw error;
    if (this.problems.has(medium)) return;
    this.problems.add(medium);
    this.onProblem(error);
  }

  /** Closes what was opened. Safe to call twice. */
  close(): void {
    this.readers.close();
    this.fonts.close();
    for (const { reader } of this.stickers.values()) closeWhenOpened(reader);
    this.stickers.clear();
  }
}

/** The moment whose picture is loaded; where an effect cannot tell it, drawing will say so. */
function momentToLoad(project: Project, clipTime: number): number {
  try {
    return momentShown(project, clipTime);
  } catch {
    return clipTime;
  }
}

/** What is shown of a take at a clip time, and how. */
function shownOf({ take, start, end, ...rest }: TakeSpan, clipTime: number) {
  const { asset, mirrored, framing } = take;
  const crop = cropAt(framing, (clipTime - start) / (end - start));
  // Beyond what was recorded the first or the last picture stands still.
  const time = Math.max(0, clipToTake({ take, start, end, ...rest }, clipTime));
  return { asset, time, mirrored, framing, crop };
}

function mediumOf({ assets }: Project, id: string): Asset {
  const asset = assets[id];
  if (asset === undefined) throw missing(id);
  return asset;
}

function missing(id: string): BoothError {
  return new BoothError('asset-missing', `The medium ${id} is not there: record or import it again.`);
}

function closeWhenOpened(reader: Promise<ImageReader>): void {
  reader.then((opened) => opened.close()).catch(() => undefined);
}
