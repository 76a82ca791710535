import { ANIMATIONS, EFFECTS } from '../effects/catalogue.js';
import type { EffectDefinition } from '../effects/define.js';
import { findAnimation, findEffect, findLook, findTransition } from '../effects/registry.js';
import { BoothError, cancelled, throwIfCancelled } from '../error.js';
import { type AssetSource, requireAsset } from '../media/assets.js';
import { DEFAULT_ASSET_BASE, startWorker } from '../media/runtime.js';
import type { Project } from '../project/project.js';
import { clipDuration, frameCount } from '../project/timeline.js';
import { pictureMedia, usedAnimations, usedTransitions } from '../project/use.js';
import { mixdown } from '../sound/mixdown.js';
import { type FfmpegCore, isCoreLoaded, loadCore } from './core.js';
import type { StereoSound } from './finish.js';
import type { ExportJob, ExportResult } from './job.js';
import type { ExportReply, ExportRequest } from './messages.js';
import type { EncoderName, ExportReport } from './report.js';

/** How good the pictures are. */
export type ExportQuality = 'low' | 'medium' | 'high';

/** What to export and how. */
export interface ExportOptions {
  /** `auto`, the default, takes the browser's encoder where it works and ffmpeg's where not. */
  encoder?: 'auto' | EncoderName;
  /** Default `high`. At 720x1280 and 30 pictures a second, about 2, 4 or 7 Mbit/s. */
  quality?: ExportQuality;
  /** Clip time of the cover picture in seconds; default 0. */
  coverTime?: number;
  /** Ends the export; it then throws `cancelled`. */
  signal?: AbortSignal;
  /** Called with how much is done, from 0 to 1, never less than before. */
  onProgress?: (value: number) => void;
}

/** A finished clip. */
export interface Clip {
  /** MP4: H.264 and AAC, ready to be uploaded. */
  readonly file: File;
  /** Seconds. */
  readonly duration: number;
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
  /** JPEG of the cover picture. */
  readonly cover: Blob;
  readonly encoder: EncoderName;
  readonly report: ExportReport;
}

/** Bits per pixel and picture of each quality. */
const BITS_PER_PIXEL: Record<ExportQuality, number> = { low: 0.07, medium: 0.14, high: 0.25 };

/** The parts of the work that the mixdown is, and loading ffmpeg's core where it is not there yet. */
const MIXDOWN_PART = 0.03;
const CORE_PART = 0.2;

/**
 * Makes an MP4 of a document: the same pictures and sound as its preview.
 *
 * @example
 * const clip = await exportClip(project, { assets: new Map([['take-1', blob]]) });
 *
 * @throws BoothError `project-empty`, `encoder-failed`, `media-unreadable`, `asset-missing`, `runtime-missing`,
 * `effect-unknown`, `cancelled`
 */
export async function exportClip(
  project: Project,
  options: ExportOptions & { assets: AssetSource; assetBase?: string },
): Promise<Clip> {
  const {
    encoder = 'auto',
    quality = 'high',
    coverTime = 0,
    signal,
    assets,
    assetBase = DEFAULT_ASSET_BASE,
  } = options;
  if (frameCount(project) === 0) {
    throw new BoothError('project-empty', 'There is nothing to export yet: record or import a take first.');
  }
  throwIfCancelled(signal);
  const parts = { mixdown: MIXDOWN_PART, core: isCoreLoaded(assetBase) ? 0 : CORE_PART };
  const done = { mixdown: 0, core: 0, job: 0 };
  let reached = 0;
  const progressOf = (part: keyof typeof done) => (value: number) => {
    done[part] = value;
    const job = done.job * (1 - parts.mixdown - parts.core);
    const sum = Math.min(1, done.mixdown * parts.mixdown + done.core * parts.core + job);
    if (sum <= reached) return;
    reached = sum;
    options.onProgress?.(sum);
  };
  const core = loadCore(assetBase, progressOf('core'));
  // Awaited by the job; a failure before that must not count as unhandled.
  core.catch(() => undefined);
  const sound = interleave(await mixdown(project, assets, { signal }));
  progressOf('mixdown')(1);
  const ids = pictureMedia(project);
  const effects = [...new Set(project.effects.map(findEffect))];
  const job: ExportJob = {
    project,
    assets: new Map(await Promise.all(ids.map(async (id) => [id, await requireAsset(assets, id)] as const))),
    effects: effects.filter((effect) => effect.kind !== 'filter'),
    transitions: usedTransitions(project).map(findTransition),
    looks: project.look === null ? [] : [findLook(project.look)],
    encoder,
    bitrateBps: Math.round(project.width * project.height * project.frameRate * BITS_PER_PIXEL[quality]),
    coverTime,
    sound,
  };
  throwIfCancelled(signal);
  const onProgress = progressOf('job');
  const { mp4, cover, report } =
    canDrawInWorker() && effects.every(isKnownToWorkers) && hasKnownAnimations(project)
      ? await runInWorker(job, { assetBase, core, signal, onProgress })
      : await (await import('./job.js')).runExport(job, { core, signal, onProgress });
  return {
    file: new File([mp4], 'clip.mp4', { type: 'video/mp4' }),
    duration: clipDuration(project),
    width: project.width,
    height: project.height,
    frameRate: project.frameRate,
    cover,
    encoder: report.encoder,
    report,
  };
}

async function runInWorker(
  job: ExportJob,
  options: {
    assetBase: string;
    core: Promise<FfmpegCore>;
    signal: AbortSignal | undefined;
    onProgress: (value: number) => void;
  },
): Promise<ExportResult> {
  const { assetBase, core, signal, onProgress } = options;
  const worker = await startWorker(assetBase, 'export-worker.js');
  const send = (request: ExportRequest, transfer: Transferable[] = []) =>
    worker.postMessage(request, transfer);
  try {
    return await new Promise<ExportResult>((resolve, reject) => {
      if (signal?.aborted) reject(cancelled(signal));
      signal?.addEventListener('abort', () => reject(cancelled(signal)), { once: true });
      worker.addEventListener('message', ({ data }: MessageEvent<ExportReply>) => {
        switch (data.type) {
          case 'ready':
            break;
          case 'progress':
            onProgress(data.value);
            break;
          case 'done':
            resolve(data.result);
            break;
          case 'failed':
            reject(new BoothError(data.code, data.message, { cause: data.cause }));
            break;
        }
      });
      worker.addEventListener('error', (event) => {
        reject(new BoothError('encoder-failed', `The export worker broke down: ${event.message}`));
      });
      send({ type: 'job', job }, [job.sound.samples.buffer]);
      core.then((loaded) => send({ type: 'core', core: loaded })).catch(reject);
    });
  } finally {
    // Ends whatever is still running in it, ffmpeg too.
    worker.terminate();
  }
}

/** Whether a worker can draw an effect: it is data, which is sent, or code that the worker has too. */
function isKnownToWorkers(effect: EffectDefinition): boolean {
  return effect.kind !== 'filter' || EFFECTS.includes(effect);
}

/** Whether a worker has all the animations of a document, which are code. */
function hasKnownAnimations(project: Project): boolean {
  return usedAnimations(project).every((use) => ANIMATIONS.includes(findAnimation(use)));
}

function canDrawInWorker(): boolean {
  if (typeof OffscreenCanvas === 'undefined') return false;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl !== null;
}

function interleave(buffer: AudioBuffer): StereoSound {
  const [left, right] = [buffer.getChannelData(0), buffer.getChannelData(1)];
  const samples = new Float32Array(buffer.length * 2);
  for (let index = 0; index < buffer.length; index++) {
    samples[index * 2] = left[index] ?? 0;
    samples[index * 2 + 1] = right[index] ?? 0;
  }
  return { samples, sampleRate: buffer.sampleRate };
}
