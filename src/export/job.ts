import type { EffectDefinition, LookDefinition } from '../effects/define.js';
import { registerEffect, registerLook, registerTransition } from '../effects/registry.js';
import type { TransitionDefinition } from '../effects/transition.js';
import { BoothError, throwIfCancelled } from '../error.js';
import { BT709 } from '../stage/i420.js';
import { joinSetups } from './avc.js';
import { copyTake } from './copy.js';
import type { FfmpegCore } from './core.js';
import type { EncoderOptions, PictureEncoder } from './encoders/encoder.js';
import { FfmpegEncoder } from './encoders/ffmpeg.js';
import { openWebCodecs } from './encoders/webcodecs.js';
import { type Ffmpeg, FfmpegOnDemand } from './ffmpeg.js';
import { toGif } from './gif.js';
import { writeMovie } from './movie.js';
import type { ExportPlan } from './options.js';
import { PacketStore } from './packets.js';
import { Pictures } from './pictures.js';
import type { ExportReport, PicturesReport } from './report.js';
import type { SoundTrack } from './sound-messages.js';
import { Stopwatch } from './stopwatch.js';

/** Everything that an export needs, in a form that can be sent to a worker. */
export interface ExportJob extends ExportPlan {
  readonly assets: ReadonlyMap<string, Blob>;
  /** The effects that the document uses and that are data, and its look: a worker knows only what clipbooth brings. */
  readonly effects: readonly EffectDefinition[];
  readonly transitions: readonly TransitionDefinition[];
  readonly looks: readonly LookDefinition[];
}

/** What an export gives. */
export interface ExportResult {
  readonly file: Blob;
  /** JPEG. */
  readonly cover: Blob;
  readonly report: ExportReport;
}

/** A file that misses its size by more than this part is encoded once more. */
const TOLERANCE = 0.05;

interface Surroundings {
  readonly ffmpeg: FfmpegOnDemand;
  readonly sound: Promise<SoundTrack | null>;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (value: number) => void;
}

/** What an export is given besides its job. */
export interface ExportSurroundings {
  readonly loadCore: () => Promise<FfmpegCore>;
  /** The clip's sound; null where the file has none. */
  readonly sound: Promise<SoundTrack | null>;
  readonly signal?: AbortSignal | undefined;
  /** Told how much of the pictures is there, from 0 to 1: at 1 all that is waited for is the sound. */
  readonly onProgress: (value: number) => void;
}

/**
 * Draws, encodes and finishes a clip. Runs in the export worker, or on the page where a worker cannot draw. The sound
 * is encoded meanwhile.
 * @throws BoothError
 */
export async function runExport(
  job: ExportJob,
  { loadCore, sound, signal, onProgress }: ExportSurroundings,
): Promise<ExportResult> {
  const watch = new Stopwatch();
  for (const effect of job.effects) registerEffect(effect);
  for (const transition of job.transitions) registerTransition(transition);
  for (const look of job.looks) registerLook(look, { replace: false });
  const ffmpeg = new FfmpegOnDemand(loadCore);
  const pictures = await Pictures.open(job.project, job.assets);
  try {
    const cover = await pictures.cover(job.coverTime);
    const made = await makeFile(job, pictures, { ffmpeg, sound, signal, onProgress });
    throwIfCancelled(signal);
    const report: ExportReport = {
      ...made.report,
      upload: pictures.stage.upload,
      readBack: pictures.stage.readBack,
      mostFlashes: pictures.mostFlashes,
      recolored: pictures.recolored,
      isInWorker: typeof document === 'undefined',
      seconds: { ...pictures.seconds, finish: made.finishSeconds, total: watch.lap() },
    };
    return { file: made.file, cover: await cover(), report };
  } finally {
    pictures.close();
    await ffmpeg.close();
  }
}

interface MadeFile {
  readonly file: Blob;
  readonly report: PicturesReport;
  /** Seconds for all but the pictures. */
  readonly finishSeconds: number;
}

async function makeFile(job: ExportJob, pictures: Pictures, around: Surroundings): Promise<MadeFile> {
  const { format, project } = job;
  const watch = new Stopwatch();
  if (format === 'm4a') {
    around.onProgress(1);
    const file = await writeMovie({ container: 'mp4', pictures: null, sound: await around.sound });
    return { file, report: SOUND_ONLY, finishSeconds: watch.lap() };
  }
  let finishSeconds = 0;
  const finish = async (store: PacketStore): Promise<Blob> => {
    watch.lap();
    throwIfCancelled(around.signal);
    const container = format === 'webm' ? 'webm' : 'mp4';
    const config =
      container === 'mp4'
        ? joinSetups(store.setups)
        : { codec: 'vp8', ...store.setups[0], colorSpace: BT709 };
    around.onProgress(1);
    const movie = { store, config, frameRate: project.frameRate };
    const file = await writeMovie({ container, pictures: movie, sound: await around.sound });
    const finished = format === 'gif' ? await gifOf(file, await around.ffmpeg.get()) : file;
    finishSeconds += watch.lap();
    return finished;
  };

  const copied = format === 'mp4' && job.targetBytes === null ? await copyTake(project, job.assets) : null;
  if (copied !== null) {
    const file = await finish(copied);
    return { file, report: { ...COPIED, frames: copied.count }, finishSeconds };
  }
  let made = await encodePictures(job, job.bitrateBps, pictures, around);
  let file = await finish(made.store);
  const miss = job.targetBytes === null ? 1 : file.size / job.targetBytes;
  if (Math.abs(miss - 1) > TOLERANCE) {
    made = await encodePictures(job, Math.round(job.bitrateBps / miss), pictures, around);
    file = await finish(made.store);
  }
  return { file, report: made.report, finishSeconds };
}

const SOUND_ONLY: PicturesReport = {
  encoder: null,
  encoderDescription: 'sound only',
  fallbackReason: null,
  frames: 0,
};

const COPIED: Omit<PicturesReport, 'frames'> = {
  encoder: null,
  encoderDescription: 'copied from the take, which nothing changes',
  fallbackReason: null,
};

async function gifOf(mp4: Blob, ffmpeg: Ffmpeg): Promise<Blob> {
  return new Blob([await toGif(ffmpeg, new Uint8Array(await mp4.arrayBuffer()))]);
}

/**
 * Encodes all pictures. Where the browser's encoder dies and the choice is ours, ffmpeg's goes on with the first picture
 * that is missing; nothing that is there is made anew.
 */
async function encodePictures(
  job: ExportJob,
  bitrateBps: number,
  pictures: Pictures,
  { ffmpeg, signal, onProgress }: Surroundings,
): Promise<{ store: PacketStore; report: PicturesReport }> {
  const store = new PacketStore();
  const { format, project } = job;
  const encodeWith = async (open: (options: EncoderOptions) => Promise<PictureEncoder>) => {
    let encoder: PictureEncoder | null = null;
    try {
      encoder = await open({
        layout: pictures.stage.packedLayout,
        frameRate: project.frameRate,
        bitrateBps,
        bitrateIs: job.targetBytes === null ? 'most' : 'average',
        onPacket: (packet) => store.add(packet, encoder),
      });
      await pictures.encode(encoder, store, { signal, onProgress });
      return { encoder: encoder.name, encoderDescription: encoder.description };
    } finally {
      encoder?.close();
    }
  };
  const withFfmpeg = async (fallbackReason: string | null) => {
    const used = await encodeWith(async (options) => new FfmpegEncoder(ffmpeg, options));
    return { store, report: { ...used, fallbackReason, frames: store.count } };
  };

  if (job.encoder === 'ffmpeg' && format !== 'webm') return withFfmpeg(null);
  try {
    const used = await encodeWith((options) => openWebCodecs(format === 'webm' ? 'webm' : 'h264', options));
    return { store, report: { ...used, fallbackReason: null, frames: store.count } };
  } catch (error) {
    const isEncoders = error instanceof BoothError && error.code === 'encoder-failed';
    if (job.encoder !== 'auto' || format === 'webm' || !isEncoders) throw error;
    const kept = store.count === 0 ? '' : ` The first ${store.count} pictures are its own.`;
    return withFfmpeg(`${error.message}${kept}`);
  }
}
