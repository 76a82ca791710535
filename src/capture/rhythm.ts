/** Frames remembered: those of the last ten seconds or so. */
const MOST_TIMES = 300;
/** Fewer frames than this make no rhythm. */
const FEWEST_TIMES = 5;
/** Fewer than this do not tell an interval well enough to count on it for seconds. */
const FEWEST_FOR_INTERVAL = 30;
/** A frame may come off the beat by this part of an interval, and but for a few all do not by more. */
const TOLERANCE = 0.2;
const STEADY_PART = 0.9;

/** A camera's steady beat of frames, in milliseconds: one at `atMs`, and one each `intervalMs` before and after. */
export interface Beat {
  readonly atMs: number;
  readonly intervalMs: number;
}

/**
 * Finds the beat of a camera's frames, so that music can be started where the clip's pictures will lie on frames: then
 * they are shown at the very moments of the music at which they were captured, and not up to half a frame beside them.
 */
export class FrameRhythm {
  private times: number[] = [];

  /** Notes when a frame was captured, in milliseconds of any clock; frames may be left out, not swapped. */
  observe(timeMs: number): void {
    this.times.push(timeMs);
    if (this.times.length > MOST_TIMES) this.times.shift();
  }

  /** The beat of the longest stretch of frames up to now that came steadily; null where that is too short to tell. */
  get beat(): Beat | null {
    for (let count = this.times.length; count >= FEWEST_FOR_INTERVAL; count = Math.floor(count / 2)) {
      const beat = beatThrough(this.times.slice(-count));
      if (beat !== null) return beat;
    }
    return null;
  }

  /** The beat of all frames with an interval that is known, in milliseconds; null where they come off it or are too few. */
  beatEvery(intervalMs: number): Beat | null {
    return beatThrough(this.times, intervalMs);
  }
}

/** The rhythms of the frames of one camera. */
export interface FrameRhythms {
  /** By the page's clock, of the frames whose capture the browser tells of; of none where it does not. */
  readonly captured: FrameRhythm;
  /** By the stream's own clock, of all frames. */
  readonly stamped: FrameRhythm;
}

/**
 * The beat of a camera's frames on the page's clock: as the browser tells when frames were captured; where it does not,
 * its length as it was long before, and its place as the first frames of a recording found it.
 */
export function beatOnPage(
  { captured, stamped }: FrameRhythms,
  firstFrameTimesMs: readonly number[],
): Beat | null {
  if (captured.beat !== null) return captured.beat;
  const interval = stamped.beat?.intervalMs;
  if (interval === undefined) return null;
  const recorded = new FrameRhythm();
  for (const timeMs of firstFrameTimesMs) recorded.observe(timeMs);
  return recorded.beatEvery(interval);
}

/** The beat that frames came in, with the interval that fits them best unless it is known; null where they have none. */
function beatThrough(times: readonly number[], known?: number): Beat | null {
  const [first] = times;
  if (first === undefined || times.length < FEWEST_TIMES) return null;
  const steps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const step = known ?? steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  if (step <= 0) return null;
  // Which beat each frame is on: counted from its neighbour, so that a step that is a little off does not add up. One
  // that comes so late that the next one is on its heels shares the next one's beat.
  let beat = 0;
  const points = times.map((time, index) => {
    beat += index === 0 ? 0 : Math.round((time - (times[index - 1] ?? time)) / step);
    return { beat, time: time - first };
  });
  const mean = (value: (point: { beat: number; time: number }) => number) =>
    points.reduce((sum, point) => sum + value(point), 0) / points.length;
  const [beats, time] = [mean((point) => point.beat), mean((point) => point.time)];
  const intervalMs =
    known ??
    mean((point) => (point.beat - beats) * (point.time - time)) / mean((point) => (point.beat - beats) ** 2);
  const offset = time - intervalMs * beats;
  const onBeat = points.filter(
    (point) => Math.abs(point.time - offset - intervalMs * point.beat) < TOLERANCE * intervalMs,
  );
  return onBeat.length >= STEADY_PART * points.length ? { atMs: first + offset, intervalMs } : null;
}

/** Moments that a clip will show one after another, in milliseconds. */
export interface PictureRow {
  /** The first one. */
  readonly startMs: number;
  /** From one to the next. */
  readonly stepMs: number;
  readonly count: number;
}

/**
 * A row is placed once a step moves it by less than this many milliseconds, so that its frames are still the nearest, or
 * after so many steps.
 */
const PLACED_MS = 1e-6;
const MOST_STEPS = 500;

/**
 * Where a row of pictures begins best near its start, in milliseconds: the frames that are nearest to its pictures, and
 * that are shown for them, are then none too early or too late on average, and as little as can be by their squares. At
 * 24 frames a second for 30 pictures that is 17 ms at most, where a start anywhere makes it 21.
 *
 * By turns frames are chosen for pictures, and the row is moved to the middle of what they are off (S. Lloyd, Least
 * squares quantization in PCM, 1982).
 * @param nearest gives the time of the frame nearest to a moment
 */
function bestStart({ startMs, stepMs, count }: PictureRow, nearest: (timeMs: number) => number): number {
  let start = startMs;
  for (let step = 0; step < MOST_STEPS; step++) {
    let off = 0;
    for (let index = 0; index < count; index++) {
      const time = start + index * stepMs;
      off += nearest(time) - time;
    }
    start += off / count;
    if (Math.abs(off / count) < PLACED_MS) break;
  }
  return start;
}

/** Where a row of pictures begins best on the frames of a beat, not before its start. */
export function bestStartOnBeat(row: PictureRow, beat: Beat): number {
  const { atMs, intervalMs } = beat;
  const nearest = (timeMs: number) => atMs + Math.round((timeMs - atMs) / intervalMs) * intervalMs;
  const start = bestStart(row, nearest);
  return start + Math.max(0, Math.ceil((row.startMs - start) / intervalMs)) * intervalMs;
}

/** Where a row of pictures begins best on frames that were captured at those times, in rising order. */
export function bestStartOnFrames(row: PictureRow, timesMs: readonly number[]): number {
  const [first = row.startMs] = timesMs;
  let index = 0;
  return bestStart(row, (timeMs) => {
    const at = (place: number) => timesMs[place] ?? first;
    const isNearer = (place: number) => Math.abs(at(place) - timeMs) < Math.abs(at(index) - timeMs);
    // Moments come in rows, so the one asked for is near the last.
    while (index > 0 && isNearer(index - 1)) index--;
    while (index < timesMs.length - 1 && isNearer(index + 1)) index++;
    return at(index);
  });
}
