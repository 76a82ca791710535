import { BoothError, cancelled } from '../error.js';
import type { AssetStore } from '../media/assets.js';
import { createId } from '../project/create.js';
import { TAKE_DEFAULTS } from '../project/edits.js';
import type { HeardMusic, Project, Take, VideoAsset } from '../project/project.js';
import { clipToMusic } from '../project/timeline.js';
import type { Alignment } from '../sound/alignment.js';
import type { ClockReport } from '../sound/clock.js';
import type { SoundOutput } from '../sound/output.js';
import type { Camera } from './camera.js';
import { countDown } from './countdown.js';
import { recordWithMediaRecorder } from './media-recorder.js';
import { Monitor, performersSound } from './monitor.js';
import { planTake, type TakeOptions, type TakePlan } from './plan.js';
import {
  type CaptureReport,
  canCaptureFrames,
  type RecordedTake,
  type Recording,
  recordFrames,
} from './recorder.js';
import { type Beat, bestStartOnBeat, bestStartOnFrames, FrameRhythm, type FrameRhythms } from './rhythm.js';

/** Everything about how a take was recorded and laid to the music, for support and the curious. */
export interface TakeReport extends CaptureReport {
  /** The clock of the sound output while recording, or null where nothing was played. */
  readonly clock: ClockReport | null;
  /**
   * Where the microphone heard the loudspeaker, and whether the take was moved to it; null where there was no
   * microphone or nothing was played.
   */
  readonly alignment: (Alignment & { readonly isApplied: boolean }) | null;
  /** Milliseconds by which sound was heard later than the system says, by calibration and the microphone together. */
  readonly outputDelayMs: number;
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
  /** The rhythms in which the camera's frames have come so far. */
  rhythms: FrameRhythms;
  store: AssetStore;
  output: SoundOutput;
  project: Project;
  /** What was calibrated on this device: see `DeviceDelays`. */
  delays: { readonly outputMs: number; readonly cameraMs: number };
  assetBase: string;
  signal: AbortSignal;
  /** Called with the whole seconds left until recording starts. */
  onCountdown: (remaining: number) => void;
}

/** Recorded past the end, so that the last picture of the clip is there. */
const TAIL_MS = 80;
/** The same where the microphone may find that the take was performed later than reckoned. */
const MOVABLE_TAIL_MS = 300;
/**
 * A smaller offset than this, in milliseconds, is left alone: the clock is better than that where it is right, and a
 * microphone has a delay of its own that systems do not tell.
 */
const SMALLEST_CORRECTION_MS = 15;

/**
 * One take being recorded, from its countdown to its place in the document. It goes on in the music exactly where the
 * clip so far ends: what decides is not when anything was started, but which music was heard when each frame was
 * captured.
 */
export class TakeSession {
  /** Resolves when the take has reached its end, or its recording has ended by itself. */
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
      // The clocks are known better and better: what was the end may not be yet.
      const wait = () => {
        const left = this.endsAtMs - performance.now();
        if (left <= 0) resolve();
        else this.endTimer = setTimeout(wait, left);
      };
      wait();
      void recording.ended.then(resolve);
    });
  }

  /**
   * Counts down, starts the camera's recording, then the sound with the run-up; resolves when the take begins.
   * @throws BoothError `wrong-state` where the clip is full, `project-invalid` for a speed out of range, `cancelled`,
   * `recording-failed`, `storage-full`, `runtime-missing`, `music-unreadable`
   */
  static async start(context: TakeContext, options: TakeOptions = {}): Promise<TakeSession> {
    const { project, camera, store, output, delays, assetBase, signal, onCountdown } = context;
    const plan = planTake(project, options);
    const runUpSeconds = plan.runUp * plan.speed;
    const [sound] = await Promise.all([
      performersSound(context, plan),
      output.resume(),
      countDown({ from: plan.lead, to: runUpSeconds, signal, onCountdown }),
    ]);
    if (signal.aborted) throw cancelled(signal);
    const id = createId('take');
    const record = canCaptureFrames() ? recordFrames : recordWithMediaRecorder;
    // The output's clock is read while the camera starts, so that it is known when the music does.
    output.followClock();
    const listens = sound !== null;
    const recording = await record({ camera, store, id, listens, assetBase }).catch((error: unknown) => {
      output.leaveClock();
      throw error;
    });
    const beat = beatOf(recording, context);
    let monitor: Monitor | null = null;
    try {
      if (signal.aborted) throw cancelled(signal);
      const startedAtMs = performance.now();
      if (sound !== null) {
        const bestFrom = (startMs: number) =>
          beat === null
            ? startMs
            : bestStartOnBeat({ startMs, ...picturesOf(plan.longest, plan, project) }, beat);
        monitor = new Monitor(output, sound, runUpSeconds, delays.outputMs, bestFrom);
        const from = Math.max(0, (monitor.beganAtMs - startedAtMs) / 1000);
        if (runUpSeconds > 0) await countDown({ from, to: 0, signal, onCountdown });
      }
      if (signal.aborted) throw cancelled(signal);
      return new TakeSession(context, plan, id, recording, monitor, startedAtMs);
    } catch (error) {
      output.leaveClock();
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
      const mayMove = this.monitor !== null && this.context.camera.info.hasMicrophone;
      const recorded = await this.recording.stop(untilMs + (mayMove ? MOVABLE_TAIL_MS : TAIL_MS));
      const { project, camera } = this.context;
      const { outputMs, cameraMs } = this.context.delays;
      const { speed, longest } = this.plan;
      const alignment = await this.align(recorded, untilMs);
      const heardLaterMs = alignment?.isApplied ? alignment.offsetMs : 0;
      const beganAtMs = this.beganAtMs + heardLaterMs;
      const firstFrameMs = recorded.firstFrameTimeMs - cameraMs;
      const began = (beganAtMs - firstFrameMs) / 1000;
      const wanted = Math.min((untilMs - this.beganAtMs) / 1000 / speed, longest);
      const capturedAtMs = recorded.capturedAtMs.map((timeMs) => timeMs - cameraMs);
      const startMs = this.startOfPictures(beganAtMs, wanted, capturedAtMs);
      const start = Math.max(0, (startMs - firstFrameMs) / 1000);
      const available = (recorded.asset.duration - start) / speed;
      const frames = Math.min(
        Math.round(wanted * project.frameRate),
        Math.floor(available * project.frameRate + 1e-6),
      );
      if (frames < 1) {
        await this.recording.cancel();
        const { brokeOff } = recorded.report;
        if (brokeOff !== null) throw brokenOff('record again.', brokeOff);
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
        heard: this.heardAt(began, clock?.residualMs ?? 0),
      };
      const soundOffset = recorded.asset.soundOffset + cameraMs / 1000;
      return {
        take,
        asset: { ...recorded.asset, soundOffset },
        report: { ...recorded.report, clock, alignment, outputDelayMs: outputMs + heardLaterMs },
      };
    } finally {
      this.end();
    }
  }

  /** Compares what the microphone heard with what was played; a take stands without it. */
  private async align(recorded: RecordedTake, untilMs: number): Promise<TakeReport['alignment']> {
    const { monitor, context } = this;
    const { asset, firstFrameTimeMs } = recorded;
    if (monitor === null || !asset.hasSound) return null;
    try {
      const start = (monitor.startedAtMs - firstFrameTimeMs) / 1000 - asset.soundOffset;
      const end = start + Math.min(monitor.sound.duration, (untilMs - monitor.startedAtMs) / 1000);
      const heard = await recorded.heard(start, end);
      if (heard === null) return null;
      const { findAlignment } = await import('../sound/find-alignment.js');
      const alignment = await findAlignment(monitor.sound, heard, context.assetBase);
      const isApplied = alignment.isTrusted && Math.abs(alignment.offsetMs) >= SMALLEST_CORRECTION_MS;
      return { ...alignment, isApplied };
    } catch {
      return null;
    }
  }

  /**
   * Where the take's pictures begin, in milliseconds of the page's clock. Those of the first take of a clip are moved to
   * where they lie best on the frames, and the music begins by so much later or earlier.
   */
  private startOfPictures(beganAtMs: number, duration: number, capturedAtMs: readonly number[]): number {
    const { plan, context } = this;
    const pictures = { startMs: beganAtMs, ...picturesOf(duration, plan, context.project) };
    const isFree = plan.clipStart === 0 && capturedAtMs.length > 0 && pictures.count > 0;
    return isFree ? bestStartOnFrames(pictures, capturedAtMs) : beganAtMs;
  }

  /** What was heard at the first frame, for a performance that began `began` seconds after it. */
  private heardAt(began: number, residualMs: number): HeardMusic | null {
    const { project } = this.context;
    const musicTime = clipToMusic(project, this.plan.clipStart);
    if (project.music === null || musicTime === null) return null;
    return { asset: project.music.asset, time: musicTime - began / this.plan.speed, residualMs };
  }

  /** Ends the take and forgets it. Safe to call at any time. */
  async cancel(): Promise<void> {
    this.end();
    await this.recording.cancel();
  }

  private end(): void {
    clearTimeout(this.endTimer);
    this.context.output.leaveClock();
    this.monitor?.stop();
  }
}

/** The pictures that a take of some clip time has, in the time of its performance. */
function picturesOf(duration: number, { speed }: TakePlan, { frameRate }: Project) {
  return { stepMs: (1000 * speed) / frameRate, count: Math.round(duration * frameRate) };
}

/**
 * The camera's beat on the page's clock: as the browser tells when frames were captured; where it does not, its length as
 * it was long before, and its place as the recording found it.
 */
function beatOf({ firstFrameTimesMs }: Recording, { rhythms, delays }: TakeContext): Beat | null {
  const recorded = new FrameRhythm();
  for (const timeMs of firstFrameTimesMs) recorded.observe(timeMs);
  const interval = rhythms.stamped.beat?.intervalMs;
  const beat = rhythms.captured.beat ?? (interval === undefined ? null : recorded.beatEvery(interval));
  return beat && { ...beat, atMs: beat.atMs - delays.cameraMs };
}

/** The error of a recording that broke off; `then` says what to do, or what became of it. */
export function brokenOff(then: string, cause: string): BoothError {
  return new BoothError('recording-failed', `The browser's encoder broke off: ${then}`, { cause });
}
