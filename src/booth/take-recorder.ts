import type { Camera } from '../capture/camera.js';
import { performersSound } from '../capture/monitor.js';
import { planTake, type TakeOptions } from '../capture/plan.js';
import { brokenOff, type FinishedTake, type PlacedTake, TakeSession } from '../capture/session.js';
import { BoothError } from '../error.js';
import type { Project, Take } from '../project/project.js';
import type { Equipment } from './equipment.js';
import type { ProgressDetail } from './events.js';
import type { Screen } from './screen.js';

/** What a take is recorded for, and who is told how it goes. */
export interface RecorderHost {
  project(): Project;
  readonly assetBase: string;
  /** Fires when the booth is destroyed. */
  readonly signal: AbortSignal;
  /** The countdown or the recording went on. */
  onProgress(detail: ProgressDetail): void;
  /** More of the take being recorded is on the disk. */
  onTakeStored(): void;
  /** A take ended; null where nothing of it is kept. */
  onTakeEnd(finished: FinishedTake | null): void;
  /** A take that ended by itself could not be kept. */
  onError(error: unknown): void;
}

/** How often progress is told while recording. */
const PROGRESS_INTERVAL_MS = 50;

/** Records takes, one at a time, from the countdown to the end. */
export class TakeRecorder {
  private session: TakeSession | null = null;
  private countdown: AbortController | null = null;
  private rehearsal = new AbortController();
  /** The last take that ended, also by itself. */
  private finishing: { readonly session: TakeSession; readonly take: Promise<Take | null> } | null = null;

  constructor(
    private readonly host: RecorderHost,
    private readonly equipment: Equipment,
    private readonly screen: Screen,
  ) {}

  /** Clip time reached by the take being recorded; null where none is. */
  get clipTime(): number | null {
    return this.session?.clipTime ?? null;
  }

  /** The take being recorded as though it had ended with what is on the disk; null where there is nothing yet. */
  get soFar(): PlacedTake | null {
    return this.session?.soFar ?? null;
  }

  /** Notes that the camera captured a frame at a moment of the page's clock. */
  observeCapture(captureTimeMs: number): void {
    this.session?.observeCapture(captureTimeMs);
  }

  /**
   * Plays what the performer of the next take hears; resolves when it has ended, also by `signal`, by another call, or
   * since a take is started.
   */
  async rehearse(signal: AbortSignal): Promise<void> {
    const { host, equipment } = this;
    this.rehearsal.abort();
    this.rehearsal = new AbortController();
    const stop = AbortSignal.any([this.rehearsal.signal, signal, host.signal]);
    const output = equipment.openOutput();
    void output.resume();
    const project = host.project();
    const store = await equipment.openStore();
    const sound = await performersSound({ project, store, assetBase: host.assetBase }, planTake(project, {}));
    if (sound === null || stop.aborted) return;
    await new Promise<void>((resolve) => {
      const playback = output.play(sound, { onEnded: resolve });
      const end = () => {
        playback.stop();
        resolve();
      };
      stop.addEventListener('abort', end, { once: true });
    });
  }

  /**
   * Counts down and starts a take; resolves when it runs.
   * @throws what `TakeSession.start` throws
   */
  async start(camera: Camera, options: TakeOptions): Promise<void> {
    const { host, equipment, screen } = this;
    const { delays } = equipment;
    this.rehearsal.abort();
    const countdown = new AbortController();
    this.countdown = countdown;
    if ((options.runUp ?? 0) > 0) screen.showGhost(countdown.signal);
    try {
      const session = await TakeSession.start(
        {
          camera,
          rhythms: screen.rhythms,
          store: await equipment.openStore(),
          output: equipment.openOutput(),
          project: host.project(),
          delays: {
            outputMs: await delays.outputMs(),
            cameraMs: delays.cameraMs(camera.info.deviceId),
          },
          assetBase: host.assetBase,
          signal: AbortSignal.any([countdown.signal, host.signal]),
          onCountdown: (remaining) => host.onProgress({ task: 'countdown', remaining }),
          onStored: () => host.onTakeStored(),
        },
        options,
      );
      this.session = session;
      this.reportProgress(session);
      void session.reachedEnd.then(() => this.finish(session).catch((error: unknown) => host.onError(error)));
    } finally {
      this.countdown = null;
      countdown.abort();
    }
  }

  /**
   * Ends the countdown or the take, and gives what was kept; also the last take where it ended by itself.
   * @throws BoothError `wrong-state` where none was started, `recording-failed`, `storage-full`
   */
  async stop(): Promise<Take | null> {
    if (this.countdown !== null) {
      this.countdown.abort();
      return null;
    }
    if (this.session !== null) return this.finish(this.session);
    if (this.finishing === null)
      throw new BoothError('wrong-state', 'There is no take to stop: start one first.');
    return this.finishing.take;
  }

  /** Ends what runs because the camera went; what was recorded so far is kept. */
  async stopForLostCamera(): Promise<void> {
    this.countdown?.abort();
    if (this.session !== null) await this.finish(this.session);
  }

  private reportProgress(session: TakeSession): void {
    const { host } = this;
    const timer = setInterval(() => {
      if (this.session !== session) {
        clearInterval(timer);
        return;
      }
      const time = session.clipTime;
      host.onProgress({ task: 'recording', time, value: time / host.project().maxDuration });
    }, PROGRESS_INTERVAL_MS);
  }

  private finish(session: TakeSession): Promise<Take | null> {
    if (this.finishing?.session !== session) this.finishing = { session, take: this.keep(session) };
    return this.finishing.take;
  }

  private async keep(session: TakeSession): Promise<Take | null> {
    let finished: FinishedTake | null = null;
    try {
      finished = await session.stop();
      const report = finished?.report;
      if (report?.alignment?.isApplied) await this.equipment.delays.hearOutputMs(report.outputDelayMs);
      if (this.host.signal.aborted) finished = null;
      else if (report !== undefined && report.brokeOff !== null)
        this.host.onError(brokenOff('what was recorded so far is kept.', report.brokeOff));
    } finally {
      this.session = null;
      this.host.onTakeEnd(finished);
    }
    return finished?.take ?? null;
  }

  /** Ends a take at once, as a crash would. Safe to call at any time. */
  cancel(): void {
    this.session?.cancel();
    this.session = null;
  }
}
