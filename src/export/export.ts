import { ANIMATIONS, EFFECTS } from '../effects/catalogue.js';
import { type EffectDefinition, isCode, needsOf } from '../effects/define.js';
import { findAnimation, findEffect, findLook, findTransition } from '../effects/registry.js';
import { BoothError, cancelled, throwIfCancelled } from '../error.js';
import { type AssetSource, requireAsset } from '../media/assets.js';
import { errorOf } from '../media/failure.js';
import { DEFAULT_ASSET_BASE, startWorker } from '../media/runtime.js';
import type { Project } from '../project/project.js';
import { clipDuration } from '../project/timeline.js';
import { pictureMedia, usedAnimations, usedTransitions } from '../project/use.js';
import { isCoreLoaded, loadCore } from './core.js';
import type { ExportJob, ExportResult, ExportSurroundings } from './job.js';
import type { ExportReply, ExportRequest } from './messages.js';
import { type ExportFormat, type ExportOptions, type ExportPlan, planExport } from './options.js';
import { Pace } from './pace.js';
import type { EncoderName, ExportReport } from './report.js';
import { encodeSound } from './sound.js';
import type { SoundCodec } from './sound-messages.js';

/** A finished clip. */
export interface Clip {
  /** Ready to be uploaded. */
  readonly file: File;
  /** Seconds. */
  readonly duration: number;
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
  /** JPEG of the cover picture. */
  readonly cover: Blob;
  /** Which encoder made the pictures; null where none were encoded. */
  readonly encoder: EncoderName | null;
  readonly report: ExportReport;
}

/** What the file of each format is called, and how its sound is encoded. */
const FILES: Record<ExportFormat, { name: string; type: string; sound: SoundCodec | null }> = {
  mp4: { name: 'clip.mp4', type: 'video/mp4', sound: 'aac' },
  webm: { name: 'clip.webm', type: 'video/webm', sound: 'opus' },
  gif: { name: 'clip.gif', type: 'image/gif', sound: null },
  m4a: { name: 'clip.m4a', type: 'audio/mp4', sound: 'aac' },
};

/** The parts of the work that the sound is, and loading ffmpeg's core where it is needed and not there yet. */
const SOUND_PART = 0.03;
const CORE_PART = 0.2;
/** The part of the job that drawing and encoding are; the rest is finishing the file. */
const PICTURES_PART = 0.95;

/**
 * Makes a file of a document, an MP4 unless told otherwise: the same pictures and sound as its preview.
 *
 * @example
 * const clip = await exportClip(project, { assets: new Map([['take-1', blob]]) });
 *
 * @throws BoothError `project-empty`, `option-invalid`, `encoder-failed`, `media-unreadable`, `asset-missing`, `runtime-missing`,
 * `effect-unknown`, `cancelled`
 */
export async function exportClip(
  document: Project,
  options: ExportOptions & { assets: AssetSource; assetBase?: string },
): Promise<Clip> {
  // What runs beside the pictures ends with them, whatever ended them.
  const ending = new AbortController();
  const signal = AbortSignal.any([ending.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  try {
    return await makeClip(document, { ...options, signal });
  } finally {
    ending.abort();
  }
}

async function makeClip(
  document: Project,
  options: ExportOptions & { assets: AssetSource; assetBase?: string; signal: AbortSignal },
): Promise<Clip> {
  const { assets, assetBase = DEFAULT_ASSET_BASE, signal } = options;
  const plan = planExport(document, options);
  const { project } = plan;
  const { name, type, sound: codec } = FILES[plan.format];
  throwIfCancelled(signal);
  const needsCore = needsFfmpeg(plan);
  const parts = { sound: SOUND_PART, core: needsCore && !isCoreLoaded(assetBase) ? CORE_PART : 0 };
  const done = { sound: 0, core: 0, job: 0 };
  let reached = 0;
  const progressOf = (part: keyof typeof done) => (value: number) => {
    done[part] = value;
    const job = done.job * (1 - parts.sound - parts.core);
    const sum = Math.min(1, done.sound * parts.sound + done.core * parts.core + job);
    if (sum <= reached) return;
    reached = sum;
    options.onProgress?.(sum);
  };
  const loadFfmpeg = () => loadCore(assetBase, progressOf('core'));
  // The job asks for it again; a failure before that must not count as unhandled.
  if (needsCore) loadFfmpeg().catch(() => undefined);
  // Mixed and encoded beside the pictures.
  const pictures = new Pace(signal);
  const sound =
    codec === null
      ? Promise.resolve(null)
      : encodeSound(project, assets, { codec, assetBase, pictures, signal });
  sound.then(
    () => progressOf('sound')(1),
    () => undefined,
  );
  const ids = pictureMedia(project);
  const effects = [...new Set(project.effects.map(findEffect))];
  const job: ExportJob = {
    ...plan,
    assets: new Map(await Promise.all(ids.map(async (id) => [id, await requireAsset(assets, id)] as const))),
    effects: effects.filter((effect) => !isCode(effect)),
    transitions: usedTransitions(project).map(findTransition),
    looks: project.look === null ? [] : [findLook(project.look)],
  };
  throwIfCancelled(signal);
  const onProgress = (value: number) => {
    pictures.reach(value);
    progressOf('job')(value * PICTURES_PART);
  };
  const around = { loadCore: loadFfmpeg, sound, signal, onProgress };
  const isForWorker =
    typeof OffscreenCanvas !== 'undefined' && effects.every(isKnownToWorkers) && hasKnownAnimations(project);
  const inWorker = isForWorker ? await runInWorker(job, assetBase, around) : null;
  const { file, cover, report } = inWorker ?? (await (await import('./job.js')).runExport(job, around));
  progressOf('job')(1);
  return {
    file: new File([file], name, { type }),
    duration: clipDuration(project),
    width: project.width,
    height: project.height,
    frameRate: project.frameRate,
    cover,
    encoder: report.encoder,
    report,
  };
}

/** Does a job in a worker; null, with the job untouched, where a worker cannot draw. */
async function runInWorker(
  job: ExportJob,
  assetBase: string,
  { loadCore, sound, signal, onProgress }: ExportSurroundings,
): Promise<ExportResult | null> {
  const worker = await startWorker(assetBase, 'export-worker.js');
  const send = (request: ExportRequest) => worker.postMessage(request);
  try {
    return await new Promise<ExportResult | null>((resolve, reject) => {
      if (signal?.aborted) reject(cancelled(signal));
      signal?.addEventListener('abort', () => reject(cancelled(signal)), { once: true });
      const start = () => {
        send({ type: 'job', job });
        sound.then((track) => send({ type: 'sound', sound: track })).catch(reject);
      };
      worker.addEventListener('message', ({ data }: MessageEvent<ExportReply>) => {
        switch (data.type) {
          case 'ready':
            break;
          case 'able':
            if (data.canDraw) start();
            else resolve(null);
            break;
          case 'core-wanted':
            loadCore()
              .then((core) => send({ type: 'core', core }))
              .catch(reject);
            break;
          case 'progress':
            onProgress(data.value);
            break;
          case 'done':
            resolve(data.result);
            break;
          case 'failed':
            reject(errorOf(data));
            break;
        }
      });
      worker.addEventListener('error', (event) => {
        reject(new BoothError('encoder-failed', `The export worker broke down: ${event.message}`));
      });
    });
  } finally {
    // Ends whatever is still running in it, ffmpeg too.
    worker.terminate();
  }
}

/** Whether it is known from the start that ffmpeg has a part in an export. */
function needsFfmpeg({ format, encoder }: ExportPlan): boolean {
  if (format === 'mp4') return encoder === 'ffmpeg' || typeof VideoEncoder === 'undefined';
  return format === 'gif';
}

/** Whether a worker can draw an effect: it is data, which is sent, or code that the worker has too; no model is there. */
function isKnownToWorkers(effect: EffectDefinition): boolean {
  return isCode(effect) ? EFFECTS.includes(effect) : needsOf(effect).length === 0;
}

/** Whether a worker has all the animations of a document, which are code. */
function hasKnownAnimations(project: Project): boolean {
  return usedAnimations(project).every((use) => ANIMATIONS.includes(findAnimation(use)));
}
