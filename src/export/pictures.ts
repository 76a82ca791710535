import { FlashCounter, lightOfPacked } from '../effects/flashes.js';
import { BoothError, throwIfCancelled } from '../error.js';
import type { Project } from '../project/project.js';
import { frameCount } from '../project/timeline.js';
import { Recoloring } from '../stage/recoloring.js';
import { SceneLoader } from '../stage/scene-loader.js';
import { Stage, type StageCanvas } from '../stage/stage.js';
import type { PictureEncoder } from './encoders/encoder.js';
import type { PacketStore } from './packets.js';
import { Stopwatch } from './stopwatch.js';

const COVER_QUALITY = 0.9;

/** Draws the pictures of a clip, one after another, for an encoder. */
export class Pictures {
  /** Seconds that were waited for each stage. */
  readonly seconds = { decode: 0, draw: 0, encode: 0 };
  private flashes: FlashCounter;
  /** Number of the picture that is on the GPU; -1 where it may have been lost there. */
  private loaded = -1;
  /** Numbers of the pictures that needed no drawing. */
  private readonly recoloredOnes = new Set<number>();
  private readonly recoloring: Recoloring;

  private constructor(
    private readonly project: Project,
    private readonly canvas: StageCanvas,
    readonly stage: Stage,
    private readonly loader: SceneLoader,
  ) {
    this.flashes = new FlashCounter(project.frameRate);
    stage.onRestored = () => {
      this.loaded = -1;
    };
    this.recoloring = new Recoloring(stage, loader);
  }

  /** @throws BoothError `unsupported-browser` */
  static async open(project: Project, assets: ReadonlyMap<string, Blob>): Promise<Pictures> {
    const canvas = createCanvas(project.width, project.height);
    const stage = await Stage.create(canvas, project);
    return new Pictures(project, canvas, stage, new SceneLoader(stage, assets));
  }

  /** The most flashes in any second of the pictures that were encoded. */
  get mostFlashes(): number {
    return this.flashes.most;
  }

  /** How many pictures needed no drawing. */
  get recolored(): number {
    return this.recoloredOnes.size;
  }

  /** How many pictures the clip has. */
  get count(): number {
    return frameCount(this.project);
  }

  private async load(index: number): Promise<void> {
    this.loaded = index;
    if (index < this.count) await this.loader.load(this.project, index / this.project.frameRate);
  }

  /**
   * Has the pictures encoded that the store does not hold yet. Only a few are under way at a time: one on the GPU, those
   * that the decoder and the encoder hold.
   * @throws BoothError `encoder-failed` where the encoder dies; the store keeps what it gave before.
   */
  async encode(
    encoder: PictureEncoder,
    store: PacketStore,
    { signal, onProgress }: { signal: AbortSignal | undefined; onProgress: (value: number) => void },
  ): Promise<void> {
    const { stage, project, seconds, count } = this;
    const bytes = new Uint8Array(stage.packedLayout.byteLength);
    const timer = new Stopwatch();
    if (store.count === 0) this.flashes = new FlashCounter(project.frameRate);
    for (let index = store.count; index < count; index++) {
      throwIfCancelled(signal);
      const time = index / project.frameRate;
      const frame = await this.recoloring.frameAt(project, time);
      seconds.decode += timer.lap();
      if (frame !== null && (await this.recoloring.pack(frame, project, time, bytes))) {
        this.recoloredOnes.add(index);
      } else {
        if (this.loaded !== index) await this.load(index);
        seconds.decode += timer.lap();
        stage.pack(project, time);
        seconds.draw += timer.lap();
        // While the GPU draws this picture, the next one is decoded and brought to it.
        await this.load(index + 1);
        seconds.decode += timer.lap();
        while (!stage.readPacked(bytes)) {
          // The browser took the GPU away, and with it this picture and the next one.
          await stage.restored();
          await this.load(index);
          stage.pack(project, time);
          await this.load(index + 1);
        }
      }
      this.flashes.add(lightOfPacked(bytes, stage.packedLayout));
      seconds.draw += timer.lap();
      await encoder.encode(bytes);
      seconds.encode += timer.lap();
      onProgress((index + 1) / count);
    }
    await encoder.flush();
    seconds.encode += timer.lap();
    if (store.count !== count) {
      throw new BoothError('encoder-failed', `The encoder gave ${store.count} of ${count} pictures.`);
    }
  }

  /** Draws the picture at a clip time; what it gives makes a JPEG of it, which need not be waited for. */
  async cover(time: number): Promise<() => Promise<Blob>> {
    const index = Math.min(this.count - 1, Math.max(0, Math.round(time * this.project.frameRate)));
    await this.load(index);
    this.stage.draw(this.project, index / this.project.frameRate);
    const jpeg = toJpeg(this.canvas);
    // Awaited at the end; a failure before that must not count as unhandled.
    jpeg.catch(() => undefined);
    return () => jpeg;
  }

  /** Frees the GPU and the decoders. Safe to call twice. */
  close(): void {
    this.loader.close();
    this.stage.close();
  }
}

function createCanvas(width: number, height: number): StageCanvas {
  if (typeof document === 'undefined') return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement('canvas'), { width, height });
}

function toJpeg(canvas: StageCanvas): Promise<Blob> {
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type: 'image/jpeg', quality: COVER_QUALITY });
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('The canvas gave no picture.')) : resolve(blob)),
      'image/jpeg',
      COVER_QUALITY,
    );
  });
}
