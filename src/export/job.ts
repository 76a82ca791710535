import { BufferTarget, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny';
import type { EffectDefinition, LookDefinition } from '../effects/define.js';
import { registerEffect, registerLook, registerTransition } from '../effects/registry.js';
import type { TransitionDefinition } from '../effects/transition.js';
import { BoothError, throwIfCancelled } from '../error.js';
import type { Project } from '../project/project.js';
import { frameCount } from '../project/timeline.js';
import { SceneLoader } from '../stage/scene-loader.js';
import { Stage, type StageCanvas } from '../stage/stage.js';
import type { FfmpegCore } from './core.js';
import type { EncoderOptions, PictureEncoder } from './encoders/encoder.js';
import { FfmpegEncoder } from './encoders/ffmpeg.js';
import { openWebCodecs } from './encoders/webcodecs.js';
import { Ffmpeg } from './ffmpeg.js';
import { finishMp4, type StereoSound } from './finish.js';
import type { EncoderName, ExportReport } from './report.js';

/** Everything that an export needs, in a form that can be sent to a worker. */
export interface ExportJob {
  readonly project: Project;
  readonly assets: ReadonlyMap<string, Blob>;
  /** The effects that the document uses and that are data, and its look: a worker knows only what clipbooth brings. */
  readonly effects: readonly EffectDefinition[];
  readonly transitions: readonly TransitionDefinition[];
  readonly looks: readonly LookDefinition[];
  readonly encoder: 'auto' | EncoderName;
  readonly bitrateBps: number;
  /** Clip time of the cover picture. */
  readonly coverTime: number;
  /** The clip's sound. */
  readonly sound: StereoSound;
}

/** What an export gives. */
export interface ExportResult {
  readonly mp4: Uint8Array<ArrayBuffer>;
  /** JPEG. */
  readonly cover: Blob;
  readonly report: ExportReport;
}

/** The part of the work that drawing and encoding are; the rest is finishing the file. */
const PICTURES_PART = 0.95;
const COVER_QUALITY = 0.9;

/**
 * Draws, encodes and finishes a clip. Runs in the export worker, or on the page where a worker cannot draw.
 * @throws BoothError
 */
export async function runExport(
  job: ExportJob,
  {
    core,
    signal,
    onProgress,
  }: { core: Promise<FfmpegCore>; signal?: AbortSignal | undefined; onProgress: (value: number) => void },
): Promise<ExportResult> {
  for (const effect of job.effects) registerEffect(effect);
  for (const transition of job.transitions) registerTransition(transition);
  for (const look of job.looks) registerLook(look, { replace: false });
  const ffmpeg = core.then((loaded) => Ffmpeg.start(loaded));
  // Awaited when first needed; a failure before that must not count as unhandled.
  ffmpeg.catch(() => undefined);
  try {
    try {
      return await drawAndEncode(
        job,
        job.encoder === 'ffmpeg' ? 'ffmpeg' : 'webcodecs',
        ffmpeg,
        signal,
        onProgress,
        null,
      );
    } catch (error) {
      const isEncoders = error instanceof BoothError && error.code === 'encoder-failed';
      if (job.encoder !== 'auto' || !isEncoders) throw error;
      return await drawAndEncode(job, 'ffmpeg', ffmpeg, signal, onProgress, error.message);
    }
  } finally {
    await ffmpeg.then((loaded) => loaded.close()).catch(() => undefined);
  }
}

async function drawAndEncode(
  job: ExportJob,
  encoderName: EncoderName,
  ffmpegLoading: Promise<Ffmpeg>,
  signal: AbortSignal | undefined,
  onProgress: (value: number) => void,
  fallbackReason: string | null,
): Promise<ExportResult> {
  const { project } = job;
  const started = performance.now();
  const seconds = { decode: 0, draw: 0, encode: 0, finish: 0 };
  const canvas = createCanvas(project.width, project.height);
  const stage = await Stage.create(canvas, project);
  const loader = new SceneLoader(stage, job.assets);
  const file = new PictureFile(project.frameRate);
  let encoder: PictureEncoder | null = null;
  try {
    const layout = stage.packedLayout;
    const options: EncoderOptions = {
      layout,
      frameRate: project.frameRate,
      bitrateBps: job.bitrateBps,
      onPacket: (packet, config) => file.add(packet, config),
    };
    encoder =
      encoderName === 'webcodecs'
        ? await openWebCodecs(options)
        : new FfmpegEncoder(await ffmpegLoading, options);
    await file.start();
    const frames = frameCount(project);
    const coverIndex = Math.min(frames - 1, Math.max(0, Math.round(job.coverTime * project.frameRate)));
    const bytes = new Uint8Array(layout.byteLength);
    let cover: Promise<Blob> | null = null;
    const timer = new Stopwatch();
    const load = async (index: number) => {
      if (index < frames) await loader.load(project, index / project.frameRate);
    };
    await load(0);
    seconds.decode += timer.lap();
    for (let index = 0; index < frames; index++) {
      throwIfCancelled(signal);
      const clipTime = index / project.frameRate;
      stage.pack(project, clipTime);
      if (index === coverIndex) {
        stage.draw(project, clipTime);
        cover = toJpeg(canvas);
      }
      seconds.draw += timer.lap();
      // While the GPU draws this picture, the next one is decoded and brought to it.
      await load(index + 1);
      seconds.decode += timer.lap();
      while (!stage.readPacked(bytes)) {
        // The browser took the GPU away, and with it this picture and the next one.
        await stage.restored();
        await load(index);
        stage.pack(project, clipTime);
        await load(index + 1);
      }
      seconds.draw += timer.lap();
      await encoder.encode(bytes, index);
      seconds.encode += timer.lap();
      onProgress(((index + 1) / frames) * PICTURES_PART);
    }
    await encoder.flush();
    seconds.encode += timer.lap();
    const video = await file.finish();
    throwIfCancelled(signal);
    const mp4 = await finishMp4(await ffmpegLoading, video, job.sound);
    seconds.finish += timer.lap();
    throwIfCancelled(signal);
    if (cover === null) throw new BoothError('encoder-failed', 'The cover picture was not drawn.');
    const report: ExportReport = {
      encoder: encoder.name,
      encoderDescription: encoder.description,
      fallbackReason,
      upload: stage.upload,
      isInWorker: typeof document === 'undefined',
      frames,
      seconds: { ...seconds, total: (performance.now() - started) / 1000 },
    };
    const result = { mp4, cover: await cover, report };
    onProgress(1);
    return result;
  } finally {
    encoder?.close();
    loader.close();
    stage.close();
  }
}

/** The encoded pictures as an MP4 without sound, its stamps exact. */
class PictureFile {
  private readonly target = new BufferTarget();
  private readonly output = new Output({
    format: new Mp4OutputFormat({ fastStart: false }),
    target: this.target,
  });
  private readonly source = new EncodedVideoPacketSource('avc');
  private writing: Promise<void> = Promise.resolve();

  constructor(frameRate: number) {
    this.output.addVideoTrack(this.source, { frameRate });
  }

  start(): Promise<void> {
    return this.output.start();
  }

  add(...[packet, decoderConfig]: Parameters<EncoderOptions['onPacket']>): void {
    const meta = decoderConfig === undefined ? undefined : { decoderConfig };
    this.writing = this.writing.then(() => this.source.add(packet, meta));
    this.writing.catch(() => undefined);
  }

  async finish(): Promise<Uint8Array<ArrayBuffer>> {
    try {
      await this.writing;
      await this.output.finalize();
    } catch (error) {
      throw new BoothError('encoder-failed', 'The encoded pictures could not be put into a file.', {
        cause: error,
      });
    }
    return new Uint8Array(this.target.buffer ?? new ArrayBuffer(0));
  }
}

/** Seconds since it was last asked. */
class Stopwatch {
  private last = performance.now();

  lap(): number {
    const now = performance.now();
    const seconds = (now - this.last) / 1000;
    this.last = now;
    return seconds;
  }
}

function createCanvas(width: number, height: number): StageCanvas {
  if (typeof document === 'undefined') return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement('canvas'), { width, height });
}

function toJpeg(canvas: StageCanvas): Promise<Blob> {
  if (canvas instanceof OffscreenCanvas)
    return canvas.convertToBlob({ type: 'image/jpeg', quality: COVER_QUALITY });
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('The canvas gave no picture.')) : resolve(blob)),
      'image/jpeg',
      COVER_QUALITY,
    );
  });
}
