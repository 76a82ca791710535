import type { Project, Range } from '../project/project.js';
import { mapDuration, mapTime, type TakeTimes } from '../project/time-map.js';
import { clipDuration, type TakeSpan, takeSpans } from '../project/timeline.js';

/*
 * The arithmetic of a timeline on the screen: clip times, in seconds, against pixels. Pure, so that Node can test it.
 */

/** Pixels before the first moment and after the last. */
export const MARGIN = 20;
/** How near, in pixels, a dragged edge must come to snap. */
export const SNAP_PX = 8;
/** Least and most pixels that a second can take. */
export const SCALES = { min: 12, max: 480 } as const;
/** The most that a second takes before the person zooms. */
const FIT_MAX = 180;
/** Distances of labels on the ruler, in seconds. */
const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120];
/** Least distance of two labels in pixels. */
const LABEL_PX = 56;

/** Pixels per second at which a clip fills a width; a short one does not, which would only blow its frames up. */
export function fitScale(duration: number, width: number): number {
  return clampScale(Math.min(FIT_MAX, duration > 0 ? width / duration : FIT_MAX));
}

/** The nearest scale that is allowed. */
export function clampScale(scale: number): number {
  return Math.min(SCALES.max, Math.max(SCALES.min, scale));
}

/** Times that a ruler labels from 0 to `duration`, far enough apart to be read. */
export function rulerTimes(duration: number, scale: number): number[] {
  const step = STEPS.find((seconds) => seconds * scale >= LABEL_PX) ?? 120;
  return Array.from({ length: Math.floor(duration / step + 1e-9) + 1 }, (_, index) => index * step);
}

/** What a dragged edge can snap to besides frames. */
export interface SnapContext {
  readonly playhead: number;
  /** Marks that the person set. */
  readonly marks: readonly number[];
  /** Id of what is being dragged, whose own edges do not count. */
  readonly dragged: string;
}

/** The times to which an edge snaps: both ends of the clip, cuts, edges of effects and overlays, playhead, marks. */
export function snapTargets(project: Project, { playhead, marks, dragged }: SnapContext): number[] {
  const edges = [...project.effects, ...project.overlays]
    .filter(({ id }) => id !== dragged)
    .flatMap(({ range }) => (range === null ? [] : [range.start, range.end]));
  const cuts = takeSpans(project)
    .filter(({ take }) => take.id !== dragged)
    .flatMap(({ start, end }) => [start, end]);
  return [0, clipDuration(project), playhead, ...cuts, ...edges, ...marks];
}

/** The nearest of `targets` within `reach` seconds, or null. */
export function snap(time: number, targets: readonly number[], reach: number): number | null {
  let nearest: number | null = null;
  for (const target of targets) {
    const distance = Math.abs(target - time);
    if (distance <= reach && (nearest === null || distance < Math.abs(nearest - time))) nearest = target;
  }
  return nearest;
}

/** Where a dragged take lands in the order when its middle is at a clip time: before every take whose middle is later. */
export function dropIndex(spans: readonly TakeSpan[], id: string, middle: number): number {
  return spans.filter(({ take, start, end }) => take.id !== id && (start + end) / 2 < middle).length;
}

/** Rows in which ranges can be shown without overlapping: for each range the number of its row, the first that is free. */
export function packRows(ranges: readonly Range[]): number[] {
  const ends: number[] = [];
  const rows: number[] = new Array(ranges.length).fill(0);
  const order = ranges
    .map((range, index) => ({ range, index }))
    .sort((a, b) => a.range.start - b.range.start);
  for (const { range, index } of order) {
    const free = ends.findIndex((end) => end <= range.start + 1e-9);
    const row = free < 0 ? ends.length : free;
    ends[row] = range.end;
    rows[index] = row;
  }
  return rows;
}

/** A range moved by `offset` seconds as far as it stays inside the clip. */
export function moveRange(range: Range, offset: number, duration: number): Range {
  const length = range.end - range.start;
  const start = Math.min(Math.max(0, range.start + offset), Math.max(0, duration - length));
  return { start, end: start + length };
}

/** A range of which one edge was moved, as far as it stays within bounds and leaves at least the shortest. */
export function moveEdge(
  { start, end }: Range,
  edge: keyof Range,
  to: number,
  bounds: Range,
  shortest: number,
): Range {
  return edge === 'start'
    ? { start: Math.min(Math.max(bounds.start, to), end - shortest), end }
    : { start, end: Math.max(Math.min(bounds.end, to), start + shortest) };
}

/**
 * Seconds that a filmstrip's tile of about `width` pixels shows: a power of two, so that most tiles stay as they are
 * while the scale changes.
 */
export function tileSeconds(width: number, pixelsPerSecond: number): number {
  return 2 ** Math.round(Math.log2(width / pixelsPerSecond));
}

/** A picture of a filmstrip. */
export interface Tile {
  /** Stays the same while the tile shows the same picture. */
  readonly key: string;
  /** Seconds of clip from the take's start at which it lies. */
  readonly at: number;
  /** Take time of its picture. */
  readonly time: number;
}

/**
 * The tiles of a take, each `seconds` of clip long. Those of a take that simply runs stay where they are while it is
 * trimmed; with time effects each shows what is seen at its place.
 */
export function takeTiles(take: TakeTimes, seconds: number): Tile[] {
  const { start, end, speed, timeMap } = take;
  if (timeMap === null) {
    const tile = seconds * speed;
    return filmstripTiles(start, end, tile).map(({ index, time }) => ({
      key: String(time),
      at: (index * tile - start) / speed,
      time,
    }));
  }
  return filmstripTiles(0, mapDuration(timeMap), seconds).map(({ index, time: middle }) => {
    const time = mapTime(timeMap, middle);
    return { key: `${index} ${time}`, at: index * seconds, time };
  });
}

/** The tiles of a filmstrip that cover `[start, end)` of take time, each `tile` seconds of take long. */
export function filmstripTiles(start: number, end: number, tile: number): { index: number; time: number }[] {
  const first = Math.floor(start / tile + 1e-9);
  const count = Math.max(1, Math.ceil(end / tile - 1e-9) - first);
  return Array.from({ length: count }, (_, offset) => ({
    index: first + offset,
    time: (first + offset + 0.5) * tile,
  }));
}
