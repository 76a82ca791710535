/**
 * Relates a track's timestamps to the page's clock. Each track counts from a start of its own (some from the page's,
 * some from the system's), and a sample can arrive late but never before it was captured: the smallest distance
 * between arrival and timestamp seen so far is the best estimate.
 */
export class TrackClock {
  private offsetMs = Number.POSITIVE_INFINITY;

  /** Notes that a sample stamped so, in microseconds, arrived at a moment of the page's clock in milliseconds. */
  observe(timestampUs: number, arrivalMs: number): void {
    this.offsetMs = Math.min(this.offsetMs, arrivalMs - timestampUs / 1000);
  }

  /** The page's clock, in milliseconds, at a timestamp in microseconds. */
  pageTimeMs(timestampUs: number): number {
    return timestampUs / 1000 + this.offsetMs;
  }
}
