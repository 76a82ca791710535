import * as v from 'valibot';
import { BoothError } from '../error.js';
import { LIMITS, type Project } from '../project/project.js';
import { clipDuration } from '../project/timeline.js';
import type { EncoderName } from './report.js';
import { SOUND_BITRATE_BPS } from './sound.js';

/** How good the pictures are. */
export type ExportQuality = 'low' | 'medium' | 'high';

/**
 * What kind of file an export makes: `mp4` (H.264 and AAC) plays everywhere and is the default; `webm` (VP9 and Opus)
 * needs a browser that encodes it; `gif` has no sound, 256 colours and by default 360 pixels a row and 12 pictures a
 * second; `m4a` is the sound alone, in AAC.
 */
export type ExportFormat = 'mp4' | 'webm' | 'gif' | 'm4a';

/** What to export and how. */
export interface ExportOptions {
  /** Default `mp4`. */
  format?: ExportFormat;
  /** `auto`, the default, takes the browser's encoder where it works and ffmpeg's where not. WebM is always the browser's. */
  encoder?: 'auto' | EncoderName;
  /** Width in pixels, even, such as 540, 720 or 1080; the height follows. Default the project's. */
  width?: number;
  /** Pictures per second, such as 24, 30 or 60. Default the project's. */
  frameRate?: number;
  /** Default `high`. At 720x1280 and 30 pictures a second, about 1.7, 3 or 5 Mbit/s. */
  quality?: ExportQuality;
  /**
   * Size that the file shall have, in bytes, in place of `quality`; for MP4 and WebM. The bitrate is chosen for it, and
   * where the file misses it by more than 5 %, it is encoded once more.
   */
  targetBytes?: number;
  /** Clip time of the cover picture in seconds; default 0. */
  coverTime?: number;
  /** Ends the export; it then throws `cancelled`. */
  signal?: AbortSignal;
  /** Called with how much is done, from 0 to 1, never less than before. */
  onProgress?: (value: number) => void;
}

/** What an export aims at, with nothing left open. */
export interface ExportPlan {
  /** The document at the size and rate of the file. */
  readonly project: Project;
  readonly format: ExportFormat;
  readonly encoder: 'auto' | EncoderName;
  /** Of the pictures. */
  readonly bitrateBps: number;
  readonly targetBytes: number | null;
  readonly coverTime: number;
}

/** Bits per pixel and picture of each quality; the highest is what YouTube asks of uploads in 720p. */
const BITS_PER_PIXEL: Record<ExportQuality, number> = { low: 0.06, medium: 0.11, high: 0.18 };
/** What a GIF is made in where nothing else is asked for. */
const GIF_DEFAULTS = { width: 360, frameRate: 12 };
/** Bits of a picture's place in the file's tables. */
const BITS_PER_PACKET = 128;
/** Fewer bits a second make no picture. */
const LEAST_BITRATE_BPS = 100_000;

const schema = v.object({
  format: v.optional(v.picklist(['mp4', 'webm', 'gif', 'm4a']), 'mp4'),
  encoder: v.optional(v.picklist(['auto', 'webcodecs', 'ffmpeg']), 'auto'),
  width: v.optional(
    v.pipe(v.number(), v.multipleOf(2), v.minValue(LIMITS.side.min), v.maxValue(LIMITS.side.max)),
  ),
  frameRate: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(LIMITS.frameRate.min), v.maxValue(LIMITS.frameRate.max)),
  ),
  quality: v.optional(v.picklist(['low', 'medium', 'high']), 'high'),
  targetBytes: v.optional(v.pipe(v.number(), v.finite(), v.minValue(1))),
  coverTime: v.optional(v.pipe(v.number(), v.finite()), 0),
});

/**
 * What the options come to for a document.
 * @throws BoothError `option-invalid`, `project-empty`
 */
export function planExport(document: Project, options: ExportOptions): ExportPlan {
  const checked = v.safeParse(schema, options);
  if (!checked.success) {
    const [issue] = checked.issues;
    throw invalid(`${v.getDotPath(issue)}: ${issue.message}`);
  }
  const { format, encoder, quality, targetBytes = null, coverTime } = checked.output;
  const isGif = format === 'gif';
  const width =
    checked.output.width ?? (isGif ? Math.min(GIF_DEFAULTS.width, document.width) : document.width);
  const frameRate = checked.output.frameRate ?? (isGif ? GIF_DEFAULTS.frameRate : document.frameRate);
  const height = Math.max(2, 2 * Math.round((width * document.height) / document.width / 2));
  const project = { ...document, width, height, frameRate };
  const seconds = clipDuration(project);
  if (seconds === 0) {
    throw new BoothError('project-empty', 'There is nothing to export yet: record or import a take first.');
  }
  // A GIF is made of pictures that were encoded once before: that should not show.
  const richness = isGif ? 4 : 1;
  const bitrateBps = Math.round(width * height * frameRate * BITS_PER_PIXEL[quality] * richness);
  const plan = { project, format, encoder, coverTime };
  if (targetBytes === null) return { ...plan, bitrateBps, targetBytes };
  if (format !== 'mp4' && format !== 'webm')
    throw invalid(`targetBytes: a ${format} cannot be made to a size`);
  const soundBps = SOUND_BITRATE_BPS[format === 'mp4' ? 'aac' : 'opus'];
  const forPictures = (targetBytes * 8) / seconds - soundBps - BITS_PER_PACKET * frameRate;
  if (forPictures < LEAST_BITRATE_BPS) {
    throw invalid(`targetBytes: ${seconds.toFixed(1)} seconds do not fit into ${targetBytes} bytes`);
  }
  return { ...plan, bitrateBps: Math.round(forPictures), targetBytes };
}

function invalid(what: string): BoothError {
  return new BoothError('option-invalid', `The export's options cannot be used: ${what}.`);
}
