import { BoothError, cancelled } from '../error.js';
import { type AssetStore, requireAsset } from '../media/assets.js';
import { createId } from '../project/create.js';
import { TAKE_DEFAULTS } from '../project/edits.js';
import { LIMITS, type Project, type Take, type VideoAsset } from '../project/project.js';
import { clipDuration, clipToMusic } from '../project/timeline.js';
import type { Playback, SoundOutput } from '../sound/output.js';
import type { Camera } from './camera.js';
import { recordWithMediaRecorder } from './media-recorder.js';
import { type CaptureReport, canCaptureFrames, type Recording, recordFrames } from './recorder.js';

/** How a take is recorded. */
export interface TakeOptions {
  /** How fast the clip shows the take, 0.3 to 3; default 1. The performer hears the music at the inverse rate. */
  speed?: number;
  /** Seconds to count down before recording; default 0. */
  countdown?: number;
  /** Clip time at which the take ends by itself; default the longest the clip may become. */
  stopAt?: number;
}

/** A recorded take, ready to be added to the document. */
export interface FinishedTake {
  readonly take: Take;
  readonly asset: VideoAsset;
  readonly report: CaptureReport;
}

/** What a session works with. */
export interface TakeContext {
  camera: Camera;
  store: AssetStore;
  output: SoundOutput;
  project: Project;
  assetBase: string;
  signal: AbortSignal;
  /** Called with the whole seconds left of the countdown. */
  onCountdown: (remaining: number) => void;
}

/** How often the loudspeaker's clock is read while recording. */
const CLOCK_INTERVAL_MS = 100;
/** Recorded past the end, so that the last picture of the clip is there. */
const TAIL_MS = 80;

/**
 * One take being recorded, from its countdown to its place in the document. It goes on in the music exactly where the
 * clip so far ends: what decides is not when anything was started, but which music was heard when each frame was
 * captured.
 */
export class TakeSession {
  /** Resolves when the take has reached its end by itself. */
  readonly reachedEnd: Promise<void>;
  private endTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly clockTimer: ReturnType<typeof setInterval>;
  private finishing: Promise<FinishedTake | null> | null = null;

  private constructor(
    private readonly context: TakeContext,
    private readonly recording: Recording,
    private readonly playback: Playback | null,
    private readonly startedAtMs: number,
    private readonly id: string,
    private readonly speed: number,
    /** Clip time at which the take begins, and the most of clip time that it may fill. */
    private readonly clipStart: number,
    private readonly longest: number,
  ) {
    this.clockTimer = setInterval(() => this.beganAtMs, CLOCK_INTERVAL_MS);
    this.reachedEnd = new Promise((resolve) => {
      this.endTimer = setTimeout(resolve, this.endsAtMs - performance.now());
    });
  }

  /**
   * Counts down, starts the camera's recording, then the music; resolves when both run.
   * @throws BoothError `wrong-state` where the clip is full, `project-invalid` for a speed out of range, `cancelled`,
   * `recording-failed`, `storage-full`, `runtime-missing`, `music-unreadable`
   */
  static async start(context: TakeContext, options: TakeOptions = {}): Promise<TakeSession> {
    const { project, camera, store, output, assetBase, signal } = context;
    const { speed = 1, countdown = 0, stopAt = project.maxDuration } = options;
    if (!(speed >= LIMITS.speed.min && speed <= LIMITS.speed.max)) {
      throw new BoothError(
        'project-invalid',
        `A take's speed is ${LIMITS.speed.min} to ${LIMITS.speed.max}.`,
      );
    }
    const clipStart = clipDuration(project);
    const longest = Math.min(stopAt, project.maxDuration) - clipStart;
    if (longest * project.frameRate < 1) {
      throw new BoothError('wrong-state', 'The clip is full: delete a take before you record another.');
    }
    const { music } = project;
    const [track] = await Promise.all([
      music === null
        ? null
        : Promise.all([requireAsset(store, music.asset), import('../media/sound.js')]).then(
            ([blob, { decodeMusic }]) =>
              decodeMusic(blob, music.start + clipStart, music.start + clipStart + longest),
          ),
      output.resume(),
      countDown(countdown, signal, context.onCountdown),
    ]);
    if (signal.aborted) throw cancelled(signal);
    const id = createId('take');
    const record = canCaptureFrames() ? recordFrames : recordWithMediaRecorder;
    const recording = await record({ camera, store, id, assetBase });
    if (signal.aborted) {
      await recording.cancel();
      throw cancelled(signal);
    }
    output.resetClock();
    const playback = track === null ? null : output.play(track, { rate: 1 / speed });
    return new TakeSession(context, recording, playback, performance.now(), id, speed, clipStart, longest);
  }

  /** Moment of the page's clock at which the take begins: when the music is heard, or when recording was announced. */
  private get beganAtMs(): number {
    return this.playback === null
      ? this.startedAtMs
      : this.context.output.pageTimeHeard(this.playback.startedAt);
  }

  private get endsAtMs(): number {
    return this.beganAtMs + this.longest * this.speed * 1000;
  }

  /** Clip time reached. */
  get clipTime(): number {
    const recorded = (performance.now() - this.beganAtMs) / 1000 / this.speed;
    return this.clipStart + Math.min(Math.max(0, recorded), this.longest);
  }

  /**
   * Ends the take; null where it is shorter than a frame. Called again, it gives the same.
   * @throws BoothError `recording-failed`, `storage-full`
   */
  stop(): Promise<FinishedTake | null> {
    this.finishing ??= this.finish(Math.min(performance.now(), this.endsAtMs));
    return this.finishing;
  }

  private async finish(untilMs: number): Promise<FinishedTake | null> {
    clearTimeout(this.endTimer);
    try {
      const recorded = await this.recording.stop(untilMs + TAIL_MS);
      const { project, camera } = this.context;
      const beganAtMs = this.beganAtMs;
      const start = Math.max(0, (beganAtMs - recorded.firstFrameTimeMs) / 1000);
      const wanted = Math.min((untilMs - beganAtMs) / 1000 / this.speed, this.longest);
      const available = (recorded.asset.duration - start) / this.speed;
      const frames = Math.min(
        Math.round(wanted * project.frameRate),
        Math.floor(available * project.frameRate + 1e-6),
      );
      if (frames < 1) {
        await this.recording.cancel();
        return null;
      }
      const take: Take = {
        ...TAKE_DEFAULTS,
        id: this.id,
        asset: recorded.asset.id,
        start,
        end: Math.min(start + (frames / project.frameRate) * this.speed, recorded.asset.duration),
        speed: this.speed,
        mirrored: camera.info.mirrored,
        heard:
          project.music === null
            ? null
            : {
                asset: project.music.asset,
                time: (clipToMusic(project, this.clipStart) ?? 0) - start / this.speed,
                residualMs: 0,
              },
      };
      return { take, asset: recorded.asset, report: recorded.report };
    } finally {
      this.end();
    }
  }

  /** Ends the take and forgets it. Safe to call at any time. */
  async cancel(): Promise<void> {
    this.end();
    await this.recording.cancel();
  }

  private end(): void {
    clearTimeout(this.endTimer);
    clearInterval(this.clockTimer);
    this.playback?.stop();
  }
}

/** Counts whole seconds down to zero. */
async function countDown(
  seconds: number,
  signal: AbortSignal,
  onCountdown: (remaining: number) => void,
): Promise<void> {
  for (let remaining = Math.ceil(seconds); remaining > 0; remaining--) {
    if (signal.aborted) throw cancelled(signal);
    onCountdown(remaining);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 1000);
      signal.addEventListener(
        'abort',
        () => {
          clearTimeout(timer);
          resolve();
        },
        { once: true },
      );
    });
  }
}
