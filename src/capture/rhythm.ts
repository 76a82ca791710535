/** Frames remembered: those of the last ten seconds or so. */
const MOST_TIMES = 300;
/** Fewer frames than this make no rhythm. */
const FEWEST_TIMES = 5;
/** A frame may come off the beat by this part of an interval, and but for a few all do not by more. */
const TOLERANCE = 0.2;
const STEADY_PART = 0.9;

/** A camera's steady beat of frames, in milliseconds: one at `atMs`, and one each `intervalMs` before and after. */
export interface Beat {
  readonly atMs: number;
  readonly intervalMs: number;
}

/**
 * Finds the beat of a camera's frames, so that music can be started on one: then pictures are shown at the very moments
 * of the music at which they were captured, and not up to half a frame beside them.
 */
export class FrameRhythm {
  private times: number[] = [];

  /** Notes when a frame was captured, in milliseconds of any clock; frames may be left out, not swapped. */
  observe(timeMs: number): void {
    this.times.push(timeMs);
    if (this.times.length > MOST_TIMES) this.times.shift();
  }

  /**
   * The beat, or null where frames come at uneven times or too few have come.
   * @param interval the length of an interval in milliseconds, where it is better known from elsewhere
   */
  beat(interval?: number): Beat | null {
    const { times } = this;
    const [first] = times;
    if (first === undefined || times.length < FEWEST_TIMES) return null;
    const steps = times.slice(1).map((time, index) => time - (times[index] ?? time));
    const step = interval ?? steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
    if (step <= 0) return null;
    // Which beat each frame is on: counted from its neighbour, so that a step that is a little off does not add up.
    let beat = 0;
    const points = times.map((time, index) => {
      beat += index === 0 ? 0 : Math.max(1, Math.round((time - (times[index - 1] ?? time)) / step));
      return { beat, time: time - first };
    });
    const mean = (value: (point: { beat: number; time: number }) => number) =>
      points.reduce((sum, point) => sum + value(point), 0) / points.length;
    const [beats, time] = [mean((point) => point.beat), mean((point) => point.time)];
    const intervalMs =
      interval ??
      mean((point) => (point.beat - beats) * (point.time - time)) /
        mean((point) => (point.beat - beats) ** 2);
    const offset = time - intervalMs * beats;
    const onBeat = points.filter(
      (point) => Math.abs(point.time - offset - intervalMs * point.beat) < TOLERANCE * intervalMs,
    );
    return onBeat.length >= STEADY_PART * points.length ? { atMs: first + offset, intervalMs } : null;
  }
}

/** The moment on the beat that is nearest to a moment. */
export function nearestOnBeat({ atMs, intervalMs }: Beat, timeMs: number): number {
  return atMs + Math.round((timeMs - atMs) / intervalMs) * intervalMs;
}

/** The first moment on the beat from a moment on. */
export function nextOnBeat({ atMs, intervalMs }: Beat, fromMs: number): number {
  return atMs + Math.ceil((fromMs - atMs) / intervalMs) * intervalMs;
}
