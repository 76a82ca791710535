import { BLOCK } from './i420.js';

/** A part of the frame, in pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Size = Pick<Area, 'width' | 'height'>;

/** Edges of what is drawn, in pixels; it may lie beyond the frame, or be nothing at all. */
interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The smallest area of whole blocks that holds all of what is in the frame; null where nothing is. */
export function blocksAround({ left, top, right, bottom }: Edges, frame: Size): Area | null {
  const x = Math.max(0, Math.floor(left / BLOCK.width) * BLOCK.width);
  const y = Math.max(0, Math.floor(top / BLOCK.height) * BLOCK.height);
  const width = Math.ceil((Math.min(right, frame.width) - x) / BLOCK.width) * BLOCK.width;
  const height = Math.ceil((Math.min(bottom, frame.height) - y) / BLOCK.height) * BLOCK.height;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** What is left of a frame around a part of it: above, below, and on both sides. */
export function areasAround({ x, y, width, height }: Area, frame: Size): Area[] {
  const [right, bottom] = [x + width, y + height];
  return [
    { x: 0, y: 0, width: frame.width, height: y },
    { x: 0, y: bottom, width: frame.width, height: frame.height - bottom },
    { x: 0, y, width: x, height },
    { x: right, y, width: frame.width - right, height },
  ].filter((area) => area.width > 0 && area.height > 0);
}
