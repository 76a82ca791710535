import { cancelled } from '../error.js';

/** How far some work has come, for other work that must not run ahead of it. */
export class Pace {
  private reached = 0;
  private wake: () => void = () => undefined;

  /** @param signal ends the waiting */
  constructor(private readonly signal: AbortSignal) {}

  /** Says how far the work has come, from 0 to 1. */
  reach(value: number): void {
    this.reached = Math.max(this.reached, value);
    this.wake();
  }

  /**
   * Waits until the work has come so far; one waits at a time.
   * @throws BoothError `cancelled`
   */
  until(value: number): Promise<void> {
    const { signal } = this;
    return new Promise((resolve, reject) => {
      this.wake = () => {
        if (signal.aborted) reject(cancelled(signal));
        else if (this.reached >= value) resolve();
      };
      signal.addEventListener('abort', this.wake, { once: true });
      this.wake();
    });
  }
}
