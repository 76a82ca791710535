import { BoothError, cancelled } from '../error.js';
import type { AssetStore } from '../media/assets.js';
import { createId } from '../project/create.js';
import { TAKE_DEFAULTS } from '../project/edits.js';
import type { Project, Take, VideoAsset } from '../project/project.js';
import type { ClockReport } from '../sound/clock.js';
import type { SoundOutput } from '../sound/output.js';
import type { Camera } from './camera.js';
import { countDown } from './countdown.js';
import { Monitor, performersSound } from './monitor.js';
import { planTake, type TakeOptions, type TakePlan } from './plan.js';
import {
  type CaptureReport,
  canCaptureFrames,
  type RecordedTake,
  type Recording,
  recordFrames,
  type StoredTake,
} from './recorder.js';
import { beatOnPage, bestStartOnBeat, type FrameRhythms } from './rhythm.js';
import { alignTake, type TakeAlignment } from './take-alignment.js';
import { picturesOf, placeTake } from './take-placement.js';

/** Everything about how a take was recorded and laid to the music, for support and the curious. */
export interface TakeReport extends CaptureReport {
  /** The clock of the sound output while recording, or null where nothing was played. */
  readonly clock: ClockReport | null;
  /** Where the microphone heard the loudspeaker; null where there was no microphone or nothing was played. */
  readonly alignment: TakeAlignment | null;
  /** Milliseconds by which sound was heard later than the system says, by calibration and the microphone together. */
  readonly outputDelayMs: number;
}

/** A take in its place, ready to be added to the document. */
export interface PlacedTake {
  readonly take: Take;
  readonly asset: VideoAsset;
}

/** A take that was recorded to its end. */
export interface FinishedTake extends PlacedTake {
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
  /** Called when more of the take is on the disk: see {@link TakeSession.soFar}. */
  onStored: () => void;
}

/** Recorded past the end, so that the last picture of the clip is there. */
const TAIL_MS = 80;
/** The same where the microphone may find that the take was performed later than reckoned. */
const MOVABLE_TAIL_MS = 300;

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
    const { project, camera, rhythms, store, output, delays, assetBase, signal, onCountdown, onStored } =
      context;
    const plan = planTake(project, options);
    const runUpSeconds = plan.runUp * plan.speed;
    const [sound] = await Promise.all([
      performersSound(context, plan),
      output.resume(),
      countDown({ from: plan.lead, to: runUpSeconds, signal, onCountdown }),
    ]);
    if (signal.aborted) throw cancelled(signal);
    const id = createId('take');
    const record = canCaptureFrames()
      ? recordFrames
      : (await import('./media-recorder.js')).recordWithMediaRecorder;
    // The output's clock is read while the camera starts, so that it is known when the music does.
    output.followClock();
    const listens = sound !== null;
    const recording = await record({ camera, store, id, listens, assetBase, onStored }).catch(
      (error: unknown) => {
        output.leaveClock();
        throw error;
      },
    );
    const beat = beatOnPage(rhythms, recording.firstFrameTimesMs);
    let monitor: Monitor | null = null;
    try {
      if (signal.aborted) throw cancelled(signal);
      const startedAtMs = performance.now();
      if (sound !== null) {
        const bestFrom = (startMs: number) => {
          if (beat === null) return startMs;
          const onTime = { ...beat, atMs: beat.atMs - delays.cameraMs };
          return bestStartOnBeat(picturesOf(project, plan, startMs, plan.longest), onTime);
        };
        monitor = new Monitor(output, sound, runUpSeconds, delays.outputMs, bestFrom);
        const from = Math.max(0, (monitor.beganAtMs - startedAtMs) / 1000);
        if (runUpSeconds > 0) await countDown({ from, to: 0, signal, onCountdown });
      }
      if (signal.aborted) throw cancelled(signal);
      return new TakeSession(context, plan, id, recording, monitor, startedAtMs);
    } catch (error) {
      output.leaveClock();
      monitor?.stop();
      recording.cancel();
      await store.remove(id);
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

  /** The take as though it had ended with what is on the disk by now; null where that is shorter than a frame. */
  get soFar(): PlacedTake | null {
    const { stored } = this.recording;
    return stored === null ? null : this.place(stored, this.endsAtMs);
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
      const alignment = await this.align(recorded, untilMs);
      const heardLaterMs = alignment?.isApplied ? alignment.offsetMs : 0;
      const placed = this.place(recorded, untilMs, heardLaterMs);
      if (placed === null) {
        await this.context.store.remove(this.id);
        const { brokeOff } = recorded.report;
        if (brokeOff !== null) throw brokenOff('record again.', brokeOff);
        return null;
      }
      const clock = this.monitor?.clockReport ?? null;
      const outputDelayMs = this.context.delays.outputMs + heardLaterMs;
      return { ...placed, report: { ...recorded.report, clock, alignment, outputDelayMs } };
    } finally {
      this.end();
    }
  }

  /**
   * Lays to the music what was performed until a moment of the page's clock, as far as it is stored; null where that is
   * shorter than a frame.
   */
  private place(stored: StoredTake, untilMs: number, heardLaterMs = 0): PlacedTake | null {
    const { plan, beganAtMs, monitor } = this;
    const { project, camera, delays } = this.context;
    const { asset, firstFrameTimeMs, capturedAtMs } = stored;
    const { cameraMs } = delays;
    const placement = placeTake(
      project,
      plan,
      {
        beganAtMs: beganAtMs + heardLaterMs,
        seconds: (untilMs - beganAtMs) / 1000,
        residualMs: monitor?.clockReport.residualMs ?? 0,
      },
      {
        firstFrameMs: firstFrameTimeMs - cameraMs,
        capturedAtMs: capturedAtMs.map((timeMs) => timeMs - cameraMs),
        duration: asset.duration,
      },
    );
    if (placement === null) return null;
    return {
      take: {
        ...TAKE_DEFAULTS,
        ...placement,
        id: this.id,
        asset: asset.id,
        speed: plan.speed,
        mirrored: camera.info.mirrored,
      },
      asset: { ...asset, soundOffset: asset.soundOffset + cameraMs / 1000 },
    };
  }

  /** Compares what the microphone heard with what was played; a take stands without it. */
  private async align(recorded: RecordedTake, untilMs: number): Promise<TakeAlignment | null> {
    const { monitor, context } = this;
    const { asset, firstFrameTimeMs } = recorded;
    if (monitor === null || !asset.hasSound) return null;
    try {
      const start = (monitor.startedAtMs - firstFrameTimeMs) / 1000 - asset.soundOffset;
      const end = start + Math.min(monitor.sound.duration, (untilMs - monitor.startedAtMs) / 1000);
      const heard = await recorded.heard(start, end);
      return heard === null ? null : await alignTake(monitor.sound, heard, context.assetBase);
    } catch {
      return null;
    }
  }

  /** Ends the take at once, as a crash would: of what was recorded, what is on the disk is left. Safe to call at any time. */
  cancel(): void {
    this.end();
    this.recording.cancel();
  }

  private end(): void {
    clearTimeout(this.endTimer);
    this.context.output.leaveClock();
    this.monitor?.stop();
  }
}

/** The error of a recording that broke off; `then` says what to do, or what became of it. */
export function brokenOff(then: string, cause: string): BoothError {
  return new BoothError('recording-failed', `The recording broke off: ${then}`, { cause });
}
