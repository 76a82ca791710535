import type { Range, Take, TimePiece } from './project.js';

/*
 * A take's time map: pieces one after another, each played at an even pace. What follows works on maps alone, whose
 * own time runs in seconds of clip from the take's first picture.
 */

/** What of a take decides its map. */
export type TakeTimes = Pick<Take, 'start' | 'end' | 'speed' | 'timeMap'>;

/** The pieces of a take: those of its map, or the one that it is without. */
export function timePieces({ start, end, speed, timeMap }: TakeTimes): readonly TimePiece[] {
  return timeMap ?? [{ from: start, to: end, duration: (end - start) / speed }];
}

/** Seconds of take that a piece shows in a second of clip; negative where it runs backwards. */
export function rateOf({ from, to, duration }: TimePiece): number {
  return (to - from) / duration;
}

/** Length of a map in seconds of clip. */
export function mapDuration(pieces: readonly TimePiece[]): number {
  return pieces.reduce((sum, { duration }) => sum + duration, 0);
}

/** Take time at a time of the map. Before its start and after its end the outer pieces go on at their pace. */
export function mapTime(pieces: readonly TimePiece[], time: number): number {
  let start = 0;
  for (const [index, piece] of pieces.entries()) {
    if (time < start + piece.duration || index === pieces.length - 1) {
      return piece.from + (time - start) * rateOf(piece);
    }
    start += piece.duration;
  }
  return 0;
}

/** The first time of a map at which a take time is shown; for one that never is, where the outer pieces would lead. */
export function timeOnMap(pieces: readonly TimePiece[], takeTime: number): number {
  let start = 0;
  for (const piece of pieces) {
    const [low, high] = piece.from < piece.to ? [piece.from, piece.to] : [piece.to, piece.from];
    if (takeTime >= low && takeTime <= high) return start + timeIn(piece, takeTime);
    start += piece.duration;
  }
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (first === undefined || last === undefined) return 0;
  return Math.abs(takeTime - first.from) <= Math.abs(takeTime - last.to)
    ? timeIn(first, takeTime)
    : start - last.duration + timeIn(last, takeTime);
}

function timeIn(piece: TimePiece, takeTime: number): number {
  return piece.from === piece.to ? 0 : (takeTime - piece.from) / rateOf(piece);
}

/** The part of a map from one of its times to another; it may reach beyond, where the outer pieces go on. */
export function cutMap(pieces: readonly TimePiece[], { start, end }: Range): TimePiece[] {
  const cut: TimePiece[] = [];
  let position = 0;
  for (const [index, piece] of pieces.entries()) {
    const from = index === 0 ? start : Math.max(start, position);
    position += piece.duration;
    const to = index === pieces.length - 1 ? end : Math.min(end, position);
    // What is shorter than this is the rounding of a cut, not a picture.
    if (to - from < 1e-6) continue;
    const at = (time: number) => piece.from + (time - position + piece.duration) * rateOf(piece);
    cut.push({ from: at(from), to: at(to), duration: to - from });
  }
  return cut;
}

/** Joins neighbours that are one movement, so that a map stays as short as what it says. */
export function joinPieces(pieces: readonly TimePiece[]): TimePiece[] {
  const joined: TimePiece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (
      last !== undefined &&
      Math.abs(last.to - piece.from) < 1e-6 &&
      Math.abs(rateOf(last) - rateOf(piece)) < 1e-6
    ) {
      joined[joined.length - 1] = { from: last.from, to: piece.to, duration: last.duration + piece.duration };
    } else joined.push(piece);
  }
  return joined;
}

/**
 * The map of a take that is trimmed or shown at another speed: pieces lose what lies outside, and where the trim shows
 * more than before, that is shown as it is.
 */
export function trimTimeMap(before: TakeTimes, after: TakeTimes): TimePiece[] | null {
  if (before.timeMap === null) return null;
  const { start, end, speed } = after;
  const inside = (time: number) => Math.min(Math.max(time, start), end);
  const kept = before.timeMap.flatMap((piece) => {
    const [from, to] = [inside(piece.from), inside(piece.to)];
    const duration = (piece.duration * before.speed) / speed;
    if (piece.from === piece.to) return from === piece.from ? [{ from, to, duration }] : [];
    const part = (to - from) / (piece.to - piece.from);
    return part > 1e-9 ? [{ from, to, duration: duration * part }] : [];
  });
  const more = (from: number, to: number) =>
    to - from > 1e-9 ? [{ from, to, duration: (to - from) / speed }] : [];
  return joinPieces([
    ...more(start, Math.min(before.start, end)),
    ...kept,
    ...more(Math.max(before.end, start), end),
  ]);
}
