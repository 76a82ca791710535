import type { Rotation } from '../media/frames.js';

/** How a picture lies in its texture, and how it is to be shown. */
export interface Placement {
  /** Width of the texture in pixels, before rotation. */
  readonly width: number;
  /** Height of the texture in pixels, before rotation. */
  readonly height: number;
  readonly rotation: Rotation;
  /** Flipped left to right, after rotation. */
  readonly mirrored: boolean;
}

/**
 * The matrix, column by column, from a place in the frame to a place in the picture's texture, both in [0, 1] from the
 * top left: the picture is turned, mirrored, and covers the frame around its centre.
 */
export function coverMatrix(picture: Placement, frame: { width: number; height: number }): Float32Array {
  const turned = picture.rotation % 180 !== 0;
  const pictureAspect = turned ? picture.height / picture.width : picture.width / picture.height;
  const frameAspect = frame.width / frame.height;
  const scaleX = Math.min(1, frameAspect / pictureAspect) * (picture.mirrored ? -1 : 1);
  const scaleY = Math.min(1, pictureAspect / frameAspect);
  // shown = 0.5 + (place - 0.5) * scale, then a quarter turn about the centre for each 90 degrees
  const [cos, sin] = QUARTER_TURNS[picture.rotation];
  const a = cos * scaleX;
  const b = -sin * scaleX;
  const c = sin * scaleY;
  const d = cos * scaleY;
  return new Float32Array([a, b, 0, c, d, 0, 0.5 - (a + c) / 2, 0.5 - (b + d) / 2, 1]);
}

/** Whether each pixel of the picture falls on exactly one of the frame. */
export function isPixelForPixel(picture: Placement, frame: { width: number; height: number }): boolean {
  const [width, height] =
    picture.rotation % 180 === 0 ? [picture.width, picture.height] : [picture.height, picture.width];
  return width === frame.width && height === frame.height;
}

/** Cosine and sine of each turn, exactly. */
const QUARTER_TURNS: Record<Rotation, readonly [number, number]> = {
  0: [1, 0],
  90: [0, 1],
  180: [-1, 0],
  270: [0, -1],
};
