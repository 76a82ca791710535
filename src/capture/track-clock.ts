import type { FrameTimes } from './messages.js';

/** Frames whose stamps are kept to be paired with capture times: more than come in a second. */
const MOST_STAMPS = 128;
/** Pairs that must agree before they count. */
const FEWEST_PAIRS = 5;
/** A capture time may lie this many milliseconds after the frame's arrival, by the clocks' rounding. */
const ROUNDING_MS = 1;

/**
 * Relates a track's timestamps to the page's clock. Each track counts from a start of its own (some from the page's,
 * some from the system's), and a sample can arrive late but never before it was captured: the smallest distance
 * between arrival and timestamp seen so far is the best estimate. Where the browser also tells when frames were
 * captured (`captureTime` of requestVideoFrameCallback), it is those times that count.
 */
export class TrackClock {
  private arrivalOffsetMs = Number.POSITIVE_INFINITY;
  private stamps: number[] = [];
  private readonly captureOffsets: number[] = [];

  /** Notes that a sample stamped so, in microseconds, arrived at a moment of the page's clock in milliseconds. */
  observe(timestampUs: number, arrivalMs: number): void {
    this.arrivalOffsetMs = Math.min(this.arrivalOffsetMs, arrivalMs - timestampUs / 1000);
    this.stamps.push(timestampUs);
    if (this.stamps.length > MOST_STAMPS) this.stamps.shift();
  }

  /**
   * Notes that some frame was captured at a moment of the page's clock. Which one is not said, so it is taken for the
   * one that arrived next: frames come at most one interval after they were captured.
   */
  observeCapture(captureTimeMs: number): void {
    const index = this.stamps.findLastIndex(
      (stamp) => stamp / 1000 + this.arrivalOffsetMs <= captureTimeMs - ROUNDING_MS,
    );
    const [before, next] = [this.stamps[index], this.stamps[index + 1]];
    // Before the first pair of frames, and for a frame that has not arrived yet, nothing can be told.
    if (before === undefined || next === undefined) return;
    this.captureOffsets.push(captureTimeMs - next / 1000);
  }

  /** Where the times of the frames come from. */
  get source(): FrameTimes {
    return this.captureOffsets.length >= FEWEST_PAIRS ? 'capture-time' : 'arrival';
  }

  /** The page's clock, in milliseconds, at a timestamp in microseconds. */
  pageTimeMs(timestampUs: number): number {
    return timestampUs / 1000 + this.offsetMs;
  }

  private get offsetMs(): number {
    if (this.source === 'arrival') return this.arrivalOffsetMs;
    const sorted = this.captureOffsets.toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? this.arrivalOffsetMs;
  }
}
