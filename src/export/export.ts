import { ANIMATIONS, EFFECTS } from '../effects/catalogue.js';
import { type EffectDefinition, isCode, needsOf } from '../effects/define.js';
import { findAnimation, findEffect, findLook, findTransition } from '../effects/registry.js';
import { BoothError, cancelled, throwIfCancelled } from '../error.js';
import { type AssetSource, requireAsset } from '../media/assets.js';
import { DEFAULT_ASSET_BASE, startWorker } from '../media/runtime.js';
import type { Project } from '../project/project.js';
import { clipDuration } from '../project/timeline.js';
import { pictureMedia, usedAnimations, usedTransitions } from '../project/use.js';
import { mixdown } from '../sound/mixdown.js';
import { isCoreLoaded, loadCore } from './core.js';

import type { ExportJob, ExportResult, ExportSurroundings } from './job.js';
import type { ExportReply, ExportRequest } from './messages.js';
import { type ExportFormat, type ExportOptions, planExport } from './options.js';
import type { EncoderName, ExportReport } from './report.js';
import type { StereoSound } from './sound.js';

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

/** What the file of each format is called. */
const FILES: Record<ExportFormat, { name: string; type: string }> = {
  mp4: { name: 'clip.mp4', type: 'video/mp4' },
  webm: { name: 'clip.webm', type: 'video/webm' },
  gif: { name: 'clip.gif', type: 'image/gif' },
  m4a: { name: 'clip.m4a', type: 'audio/mp4' },
};

/** The parts of the work that the mixdown is, and loading ffmpeg's core where it is not there yet. */
const MIXDOWN_PART = 0.03;
const CORE_PART = 0.2;

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
  const { signal, assets, assetBase = DEFAULT_ASSET_BASE } = options;
  const plan = planExport(document, options);
  const { project } = plan;
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
  // Mixed while the first pictures are made.
  const sound = mixdown(project, assets, { signal }).then(stereo);
  sound.then(
    () => progressOf('mixdown')(1),
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
  const around = { core, sound, signal, onProgress: progressOf('job') };
  const isForWorker =
    typeof OffscreenCanvas !== 'undefined' && effects.every(isKnownToWorkers) && hasKnownAnimations(project);
  const inWorker = isForWorker ? await runInWorker(job, assetBase, around) : null;
  const { file, cover, report } = inWorker ?? (await (await import('./job.js')).runExport(job, around));
  const { name, type } = FILES[plan.format];
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
  { core, sound, signal, onProgress }: ExportSurroundings,
): Promise<ExportResult | null> {
  const worker = await startWorker(assetBase, 'export-worker.js');
  const send = (request: ExportRequest, transfer: Transferable[] = []) =>
    worker.postMessage(request, transfer);
  try {
    return await new Promise<ExportResult | null>((resolve, reject) => {
      if (signal?.aborted) reject(cancelled(signal));
      signal?.addEventListener('abort', () => reject(cancelled(signal)), { once: true });
      const start = () => {
        send({ type: 'job', job });
        core.then((loaded) => send({ type: 'core', core: loaded })).catch(reject);
        sound
          .then((mixed) => send({ type: 'sound', sound: mixed }, [mixed.left.buffer, mixed.right.buffer]))
          .catch(reject);
      };
      worker.addEventListener('message', ({ data }: MessageEvent<ExportReply>) => {
        switch (data.type) {
          case 'ready':
            break;
          case 'able':
            if (data.canDraw) start();
            else resolve(null);
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
    });
  } finally {
    // Ends whatever is still running in it, ffmpeg too.
    worker.terminate();
  }
}

/** Whether a worker can draw an effect: it is data, which is sent, or code that the worker has too; no model is there. */
function isKnownToWorkers(effect: EffectDefinition): boolean {
  return isCode(effect) ? EFFECTS.includes(effect) : needsOf(effect).length === 0;
}

/** Whether a worker has all the animations of a document, which are code. */
function hasKnownAnimations(project: Project): boolean {
  return usedAnimations(project).every((use) => ANIMATIONS.includes(findAnimation(use)));
}

/** The samples as they can be handed over to a worker. */
function stereo(buffer: AudioBuffer): StereoSound {
  const channel = (index: number) => {
    const samples = new Float32Array(buffer.length);
    buffer.copyFromChannel(samples, index);
    return samples;
  };
  return { left: channel(0), right: channel(1), sampleRate: buffer.sampleRate };
}
