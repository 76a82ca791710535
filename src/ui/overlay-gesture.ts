/*
 * The arithmetic of two fingers that move, size and turn an overlay. Pure. Where it snaps to is in `project/snap.ts`.
 */

/** A place in pixels on the screen. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What two fingers did since they came down. */
export interface Pinch {
  /** How far the middle between them went, in pixels. */
  readonly x: number;
  readonly y: number;
  /** How many times farther apart they are. */
  readonly scale: number;
  /** How far they turned, in degrees clockwise. */
  readonly rotation: number;
}

/** What two points did between then and now. Points in one place have no angle and scale by 1. */
export function pinch(before: readonly [Point, Point], now: readonly [Point, Point]): Pinch {
  const measure = ([a, b]: readonly [Point, Point]) => ({
    x: (a.x + b.x) / 2,
    y: (a.y + b.y) / 2,
    length: Math.hypot(b.x - a.x, b.y - a.y),
    angle: Math.atan2(b.y - a.y, b.x - a.x),
  });
  const [from, to] = [measure(before), measure(now)];
  const isFlat = from.length === 0 || to.length === 0;
  const turn = ((to.angle - from.angle) * 180) / Math.PI;
  return {
    x: to.x - from.x,
    y: to.y - from.y,
    scale: isFlat ? 1 : to.length / from.length,
    rotation: isFlat ? 0 : turnWithin(turn),
  };
}

/** The same turn between -180 and 180 degrees. */
export function turnWithin(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360);
}
