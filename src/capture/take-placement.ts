import type { HeardMusic, Project, Take } from '../project/project.js';
import { clipToMusic } from '../project/timeline.js';
import type { TakePlan } from './plan.js';
import { bestStartOnFrames, type PictureRow } from './rhythm.js';

/** What a performer did, by the page's clock. */
export interface Performed {
  /** Milliseconds at which it began: when its music was heard, or when recording was announced. */
  readonly beganAtMs: number;
  /** Seconds of it that were performed. */
  readonly seconds: number;
  /** Milliseconds by which the sound's clock may be off; 0 where nothing was heard. */
  readonly residualMs: number;
}

/** What a camera captured of it, by the page's clock. */
export interface Captured {
  /** Milliseconds at which the first frame was captured. */
  readonly firstFrameMs: number;
  /** The same of all frames, in order; none where they are not known. */
  readonly capturedAtMs: readonly number[];
  /** Seconds from the first frame to the end of the last. */
  readonly duration: number;
}

/**
 * Where a performance lies in what was captured of it, in take time and in whole pictures of the clip, and which music
 * was heard at its first frame. Null where it is shorter than a picture.
 */
export function placeTake(
  project: Project,
  plan: TakePlan,
  performed: Performed,
  captured: Captured,
): Pick<Take, 'start' | 'end' | 'heard'> | null {
  const { speed, longest, clipStart } = plan;
  const { frameRate } = project;
  const { firstFrameMs, capturedAtMs, duration } = captured;
  // Of a take that broke off, less was captured than performed.
  const capturedSeconds = duration - (performed.beganAtMs - firstFrameMs) / 1000;
  const wanted = Math.min(performed.seconds / speed, capturedSeconds / speed, longest);
  const pictures = picturesOf(project, plan, performed.beganAtMs, wanted);
  // Those of the first take of a clip may lie where they fit its frames best: its music begins so much later or earlier.
  const isFree = clipStart === 0 && capturedAtMs.length > 0 && pictures.count > 0;
  const startMs = isFree ? bestStartOnFrames(pictures, capturedAtMs) : pictures.startMs;
  const start = Math.max(0, (startMs - firstFrameMs) / 1000);
  const available = (duration - start) / speed;
  const count = Math.min(pictures.count, Math.floor(available * frameRate + 1e-6));
  if (count < 1) return null;
  return {
    start,
    end: Math.min(start + (count / frameRate) * speed, duration),
    heard: heardAtFirstFrame(project, plan, performed, firstFrameMs),
  };
}

/** The moments of a performance, from one of the page's clock on, that `duration` seconds of the clip show. */
export function picturesOf(
  { frameRate }: Project,
  { speed }: TakePlan,
  startMs: number,
  duration: number,
): PictureRow {
  return { startMs, stepMs: (1000 * speed) / frameRate, count: Math.round(duration * frameRate) };
}

function heardAtFirstFrame(
  project: Project,
  { clipStart, speed }: TakePlan,
  { beganAtMs, residualMs }: Performed,
  firstFrameMs: number,
): HeardMusic | null {
  const musicTime = clipToMusic(project, clipStart);
  if (project.music === null || musicTime === null) return null;
  const began = (beganAtMs - firstFrameMs) / 1000;
  return { asset: project.music.asset, time: musicTime - began / speed, residualMs };
}
