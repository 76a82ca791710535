import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { BoothError } from '../error.js';
import { secondsLeft } from './progress.js';

/** What work is given that a person watches. */
export interface WatchedOptions {
  readonly signal: AbortSignal;
  /** Takes the part that is done, from 0 to 1. */
  readonly onProgress: (value: number) => void;
}

/** Work that takes a while: how far it has come, and the way to cancel it. It ends with the part that shows it. */
export class LongWork<Kind extends string> implements ReactiveController {
  private running: {
    readonly kind: Kind;
    readonly sinceMs: number;
    readonly cancel: AbortController;
    progress: number;
  } | null = null;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** What is being done, the part that is done, and about how many seconds are left; null where nothing is. */
  get state(): { readonly kind: Kind; readonly progress: number; readonly left: number | null } | null {
    if (this.running === null) return null;
    const { kind, progress, sinceMs } = this.running;
    return { kind, progress, left: secondsLeft(progress, (performance.now() - sinceMs) / 1000) };
  }

  /** Does work, in place of what is being done; that it was cancelled is no failure. */
  async run(kind: Kind, work: (options: WatchedOptions) => Promise<void>): Promise<void> {
    const cancel = new AbortController();
    const running = { kind, sinceMs: performance.now(), cancel, progress: 0 };
    this.running = running;
    this.host.requestUpdate();
    try {
      await work({
        signal: cancel.signal,
        onProgress: (value) => {
          running.progress = value;
          this.host.requestUpdate();
        },
      });
    } catch (error) {
      if (!(error instanceof BoothError && error.code === 'cancelled')) throw error;
    } finally {
      if (this.running === running) this.running = null;
      this.host.requestUpdate();
    }
  }

  /** Cancels what is being done. Safe to call at any time. */
  readonly cancel = (): void => this.running?.cancel.abort();

  hostDisconnected(): void {
    this.cancel();
  }
}
