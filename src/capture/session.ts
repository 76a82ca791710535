import { BoothError, cancelled } from '../error.js';
import type { AssetStore } from '../media/assets.js';
import { createId } from '../project/create.js';
import { TAKE_DEFAULTS } from '../project/edits.js';
import { type HeardMusic, LIMITS, type Project, type Take, type VideoAsset } from '../project/project.js';
import { clipDuration, clipToMusic } from '../project/timeline.js';
import type { ClockReport } from '../sound/clock.js';
import type { Playback, SoundOutput } from '../sound/output.js';
import type { Camera } from './camera.js';
import { countDown } from './countdown.js';
import { recordWithMediaRecorder } from './media-recorder.js';
import { type CaptureReport, canCaptureFrames, type Recording, recordFrames } from './recorder.js';
import { type Beat, FrameRhythm, nextOnBeat } from './rhythm.js';

/** How a take is recorded. */
export interface TakeOptions {
  /** How fast the clip shows the take, 0.3 to 3; default 1. The performer hears the music at the inverse rate. */
  speed?: number;
  /** Seconds to count down before recording; default 0. */
  countdown?: number;
  /**
   * Seconds of the clip so far, 0 to 3, that are heard before recording starts, so that the performer is in the music
   * and in the pose again; default 0. Before the first take it is the music before its start, as far as there is any.
   */
  runUp?: number;
  /** Clip time at which the take ends by itself; default the longest the clip may become. */
  stopAt?: number;
}

/** Everything about how a take was recorded and laid to the music, for support and the curious. */
export interface TakeReport extends CaptureReport {
  /** The clock of the sound output while recording, or null where nothing was played. */
  readonly clock: ClockReport | null;
}

/** A recorded take, ready to be added to the document. */
export interface FinishedTake {
  readonly take: Take;
  readonly asset: VideoAsset;
  readonly report: TakeReport;
}

/** What a session works with. */
export interface TakeContext {
  camera: Camera;
  /** The rhythm in which the camera's frames have come so far. */
  rhythm: FrameRhythm;
  store: AssetStore;
  output: SoundOutput;
  project: Project;
  assetBase: string;
  signal: AbortSignal;
  /** Called with the whole seconds left until recording starts. */
  onCountdown: (remaining: number) => void;
}

/** How often the loudspeaker's clock is read while recording. */
const CLOCK_INTERVAL_MS = 50;
/** Recorded past the end, so that the last picture of the clip is there. */
const TAIL_MS = 80;
/** Longest run-up in seconds. */
const LONGEST_RUN_UP = 3;

/** What a take is to be, once its options are checked against the clip so far. All in seconds. */
interface TakePlan {
  readonly speed: number;
  /** Clip time at which the take begins. */
  readonly clipStart: number;
  /** The most of clip time that the take may fill. */
  readonly longest: number;
  /** Clip time heard before the take begins. */
  readonly runUp: number;
  /** Real time from the call to the take's beginning, if nothing is slow. */
  readonly lead: number;
}

/** @throws BoothError `project-invalid`, `wrong-state` */
function planTake(project: Project, options: TakeOptions): TakePlan {
  const { speed = 1, countdown = 0, stopAt = project.maxDuration } = options;
  if (!(speed >= LIMITS.speed.min && speed <= LIMITS.speed.max)) {
    throw new BoothError('project-invalid', `A take's speed is ${LIMITS.speed.min} to ${LIMITS.speed.max}.`);
  }
  const clipStart = clipDuration(project);
  const longest = Math.min(stopAt, project.maxDuration) - clipStart;
  if (longest * project.frameRate < 1) {
    throw new BoothError('wrong-state', 'The clip is full: delete a take before you record another.');
  }
  const audible = clipToMusic(project, clipStart) ?? clipStart;
  const runUp = Math.max(0, Math.min(options.runUp ?? 0, LONGEST_RUN_UP, audible));
  return { speed, clipStart, longest, runUp, lead: Math.max(countdown, runUp * speed) };
}

/**
 * What the performer hears: the clip's sound in the run-up, then the music alone, at the rate at which they perform.
 * Null where there is nothing to hear.
 */
async function performersSound(
  { project, store, assetBase }: TakeContext,
  { speed, clipStart, longest, runUp }: TakePlan,
): Promise<AudioBuffer | null> {
  const { music, levels } = project;
  if (music === null && runUp === 0) return null;
  const heard: Project = {
    ...project,
    // A nudge corrects what was recorded; what is recorded is performed to the music as it is.
    music: music === null ? null : { ...music, nudgeMs: 0 },
    levels: { ...levels, music: 1 },
  };
  const { mixdown } = await import('../sound/mixdown.js');
  const mix = await mixdown(heard, store, {
    range: { start: clipStart - runUp, end: clipStart + (music === null ? 0 : longest) },
  });
  if (speed === 1) return mix;
  const { stretch } = await import('../sound/stretch.js');
  return stretch(mix, 1 / speed, assetBase);
}

/**
 * One take being recorded, from its countdown to its place in the document. It goes on in the music exactly where the
 * clip so far ends: what decides is not when anything was started, but which music was heard when each frame was
 * captured.
 */
export class TakeSession {
  /** Resolves when the take has reached its end by itself. */
  readonly reachedEnd: Promise<void>;
  private endTimer: ReturnType<typeof setTimeout> | undefined;
  private finishing: Promise<FinishedTake | null> | null = null;

  private constructor(
    private readonly context: TakeContext,
    private readonly plan: TakePlan,
    private readonly id: string,
    private readonly recording: Recording,
    private readonly monitor: Monitor | null,
    private readonly startedAtMs: number,
  ) {
    this.reachedEnd = new Promise((resolve) => {
      this.endTimer = setTimeout(resolve, this.endsAtMs - performance.now());
    });
  }

  /**
   * Counts down, starts the camera's recording, then the sound with the run-up; resolves when the take begins.
   * @throws BoothError `wrong-state` where the clip is full, `project-invalid` for a speed out of range, `cancelled`,
   * `recording-failed`, `storage-full`, `runtime-missing`, `music-unreadable`
   */
  static async start(context: TakeContext, options: TakeOptions = {}): Promise<TakeSession> {
    const { project, camera, store, output, assetBase, signal, onCountdown } = context;
    const plan = planTake(project, options);
    const runUpSeconds = plan.runUp * plan.speed;
    const [sound] = await Promise.all([
      performersSound(context, plan),
      output.resume().then(() => output.resetClock()),
      countDown({ from: plan.lead, to: runUpSeconds, signal, onCountdown }),
    ]);
    if (signal.aborted) throw cancelled(signal);
    const id = createId('take');
    const record = canCaptureFrames() ? recordFrames : recordWithMediaRecorder;
    const recording = await record({ camera, store, id, assetBase });
    let monitor: Monitor | null = null;
    try {
      if (signal.aborted) throw cancelled(signal);
      const startedAtMs = performance.now();
      if (sound !== null) {
        monitor = new Monitor(output, sound, runUpSeconds, beatOf(recording, context.rhythm));
        const from = Math.max(0, (monitor.beganAtMs - startedAtMs) / 1000);
        if (runUpSeconds > 0) await countDown({ from, to: 0, signal, onCountdown });
      }
      if (signal.aborted) throw cancelled(signal);
      return new TakeSession(context, plan, id, recording, monitor, startedAtMs);
    } catch (error) {
      monitor?.stop();
      await recording.cancel();
      throw error;
    }
  }

  /** Notes that a frame was captured at a moment of the page's clock, as the browser tells of the live picture. */
  observeCapture(captureTimeMs: number): void {
    this.recording.observeCapture?.(captureTimeMs);
  }

  /** Moment of the page's clock at which the take begins: when the music is heard, or when recording was announced. */
  private get beganAtMs(): number {
    return this.monitor?.beganAtMs ?? this.startedAtMs;
  }

  private get endsAtMs(): number {
    return this.beganAtMs + this.plan.longest * this.plan.speed * 1000;
  }

  /** Clip time reached. */
  get clipTime(): number {
    const recorded = (performance.now() - this.beganAtMs) / 1000 / this.plan.speed;
    return this.plan.clipStart + Math.min(Math.max(0, recorded), this.plan.longest);
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
      const { speed, longest } = this.plan;
      const { beganAtMs } = this;
      const start = Math.max(0, (beganAtMs - recorded.firstFrameTimeMs) / 1000);
      const wanted = Math.min((untilMs - beganAtMs) / 1000 / speed, longest);
      const available = (recorded.asset.duration - start) / speed;
      const frames = Math.min(
        Math.round(wanted * project.frameRate),
        Math.floor(available * project.frameRate + 1e-6),
      );
      if (frames < 1) {
        await this.recording.cancel();
        return null;
      }
      const clock = this.monitor?.clockReport ?? null;
      const take: Take = {
        ...TAKE_DEFAULTS,
        id: this.id,
        asset: recorded.asset.id,
        start,
        end: Math.min(start + (frames / project.frameRate) * speed, recorded.asset.duration),
        speed,
        mirrored: camera.info.mirrored,
        heard: this.heardAt(start, clock?.residualMs ?? 0),
      };
      return { take, asset: recorded.asset, report: { ...recorded.report, clock } };
    } finally {
      this.end();
    }
  }

  /** What was heard at the first frame, for a take that begins `start` seconds after it. */
  private heardAt(start: number, residualMs: number): HeardMusic | null {
    const { project } = this.context;
    const musicTime = clipToMusic(project, this.plan.clipStart);
    if (project.music === null || musicTime === null) return null;
    return { asset: project.music.asset, time: musicTime - start / this.plan.speed, residualMs };
  }

  /** Ends the take and forgets it. Safe to call at any time. */
  async cancel(): Promise<void> {
    this.end();
    await this.recording.cancel();
  }

  private end(): void {
    clearTimeout(this.endTimer);
    this.monitor?.stop();
  }
}

/** The camera's beat on the page's clock: its length as it was long before, its place as the recording found it. */
function beatOf({ firstFrameTimesMs }: Recording, before: FrameRhythm): Beat | null {
  const recorded = new FrameRhythm();
  for (const timeMs of firstFrameTimesMs) recorded.observe(timeMs);
  return recorded.beat(before.beat()?.intervalMs);
}

/** The sound that a performer hears, and the moment at which it reaches the take's beginning. */
class Monitor {
  private readonly playback: Playback;
  private readonly clockTimer: ReturnType<typeof setInterval>;

  /**
   * @param runUp seconds of the sound that are heard before the take begins
   * @param beat the camera's, on which the take's beginning is then heard; null where it has none
   */
  constructor(
    private readonly output: SoundOutput,
    readonly sound: AudioBuffer,
    private readonly runUp: number,
    beat: Beat | null,
  ) {
    const soonest = output.soonest;
    const at =
      beat === null
        ? soonest
        : output.contextTimeHeardAt(nextOnBeat(beat, output.pageTimeHeard(soonest + runUp))) - runUp;
    this.playback = output.play(sound, { at });
    this.clockTimer = setInterval(() => output.readClock(), CLOCK_INTERVAL_MS);
  }

  /** Moment of the page's clock, in milliseconds, at which the take's beginning is heard. */
  get beganAtMs(): number {
    return this.output.pageTimeHeard(this.playback.startedAt + this.runUp);
  }

  get clockReport(): ClockReport {
    return this.output.clockReport;
  }

  /** Ends it. Safe to call twice. */
  stop(): void {
    clearInterval(this.clockTimer);
    this.playback.stop();
  }
}
