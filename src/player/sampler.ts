import type { AssetSource } from '../media/assets.js';
import type { Project } from '../project/project.js';
import { SceneLoader } from '../stage/scene-loader.js';
import { Stage } from '../stage/stage.js';

/** Effects that move are sampled at this clip time, at which most of them are well under way. Seconds. */
const SAMPLED_AT = 0.4;

/** What a sample is drawn from: the camera's picture, the clip's at a time, or that very moment of the clip. */
export type SampleSource =
  | { readonly kind: 'camera'; readonly frame: VideoFrame; readonly mirrored: boolean }
  | { readonly kind: 'clip' | 'moment'; readonly time: number };

/** Draws small pictures of documents on a stage of its own, so that what is on the screen stays. */
export class Sampler {
  private readonly loader: SceneLoader;
  private queue: Promise<unknown> = Promise.resolve();
  private closed = false;

  private constructor(
    private readonly stage: Stage,
    private readonly canvas: OffscreenCanvas,
    assets: AssetSource,
  ) {
    this.loader = new SceneLoader(stage, assets);
  }

  static async create(assets: AssetSource): Promise<Sampler> {
    const canvas = new OffscreenCanvas(2, 2);
    return new Sampler(await Stage.create(canvas, { width: 2, height: 2 }), canvas, assets);
  }

  /**
   * A picture of a document, `width` pixels wide. The caller closes it.
   * @throws BoothError `effect-unknown`, `effect-broken`, `asset-missing`, `media-unreadable`
   */
  draw(project: Project, source: () => SampleSource, width: number): Promise<ImageBitmap> {
    const picture = this.queue.then(async () => {
      const height = 2 * Math.round((width * project.height) / project.width / 2);
      this.stage.resize(width, height);
      const drawn = source();
      if (drawn.kind !== 'camera') {
        await this.loader.load(project, drawn.time);
      } else {
        try {
          await this.loader.loadSurroundings(project, SAMPLED_AT);
          await this.stage.load({ frame: drawn.frame, rotation: 0, mirrored: drawn.mirrored });
        } finally {
          drawn.frame.close();
        }
      }
      this.stage.draw(project, drawn.kind === 'moment' ? drawn.time : SAMPLED_AT);
      return this.canvas.transferToImageBitmap();
    });
    this.queue = picture.catch(() => undefined);
    return picture;
  }

  /** Frees the GPU and closes the videos. Safe to call twice. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.queue = this.queue.then(() => {
      this.loader.close();
      this.stage.close();
    });
  }
}
