import type { Rotation } from '../media/frames.js';
import { boxAround, centreWithin, cosOf, pictureScale, type Size, sinOf } from '../project/framing.js';
import type { Crop, Framing } from '../project/project.js';

/** How a picture lies in its texture, and how it is to be shown. */
export interface Placement {
  /** Width of the texture in pixels, before rotation. */
  readonly width: number;
  /** Height of the texture in pixels, before rotation. */
  readonly height: number;
  readonly rotation: Rotation;
  /** Flipped left to right, after rotation. */
  readonly mirrored: boolean;
  /** How it lies in the frame, and what of it is shown now. */
  readonly framing: Pick<Framing, 'fit' | 'background' | 'rotation'>;
  readonly crop: Crop;
}

/** The size of a picture as it is shown, after the turn that its file asks for. */
function shownSize({ width, height, rotation }: Placement): Size {
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** Frame pixels for each pixel of the picture as shown. */
function scaleOf(picture: Placement, frame: Size): number {
  return pictureScale(picture.framing, picture.crop.zoom, shownSize(picture), frame);
}

/** Whether the picture fills the frame, so that nothing of its background is seen. */
export function fillsFrame(picture: Placement, frame: Size): boolean {
  if (picture.framing.fit === 'cover') return true;
  const scale = scaleOf(picture, frame);
  const needed = boxAround(frame, picture.framing.rotation);
  const shown = shownSize(picture);
  // To a hundredth of a pixel.
  return shown.width * scale > needed.width - 0.01 && shown.height * scale > needed.height - 0.01;
}

/**
 * The matrix, column by column, from a place in the frame to a place in the picture's texture, both in [0, 1] from the
 * top left: the picture is turned and mirrored, fitted, turned by its framing, and cropped.
 */
export function pictureMatrix(picture: Placement, frame: Size): Float32Array {
  const { framing, crop, mirrored } = picture;
  const shown = shownSize(picture);
  const scale = scaleOf(picture, frame);
  const seen = boxAround({ width: frame.width / scale, height: frame.height / scale }, framing.rotation);
  const x = centreWithin(crop.x, seen.width / shown.width);
  const y = centreWithin(crop.y, seen.height / shown.height);
  // shown place = centre + turned back (place - 0.5) in frame sizes, over the picture's size
  const [cos, sin] = [cosOf(framing.rotation), sinOf(framing.rotation)];
  const [perX, perY] = [frame.width / scale, frame.height / scale];
  const flip = mirrored ? -1 : 1;
  const ux = (flip * cos * perX) / shown.width;
  const uy = (-sin * perX) / shown.height;
  const vx = (flip * sin * perY) / shown.width;
  const vy = (cos * perY) / shown.height;
  const [centreX, centreY] = [flip * (x - 0.5), y - 0.5];
  // Then a quarter turn about the centre for each 90 degrees that the file asks for.
  const [turnCos, turnSin] = QUARTER_TURNS[picture.rotation];
  const turn = (px: number, py: number) =>
    [turnCos * px + turnSin * py, turnCos * py - turnSin * px] as const;
  const [a, b] = turn(ux, uy);
  const [c, d] = turn(vx, vy);
  const [e, f] = turn(centreX, centreY);
  return new Float32Array([a, b, 0, c, d, 0, 0.5 + e - (a + c) / 2, 0.5 + f - (b + d) / 2, 1]);
}

/** Whether each pixel of the picture falls on exactly one of the frame. */
export function isPixelForPixel(picture: Placement, frame: Size): boolean {
  const { width, height } = shownSize(picture);
  return (
    width === frame.width &&
    height === frame.height &&
    picture.crop.zoom === 1 &&
    picture.framing.rotation === 0
  );
}

/** Cosine and sine of each turn, exactly. */
const QUARTER_TURNS: Record<Rotation, readonly [number, number]> = {
  0: [1, 0],
  90: [0, 1],
  180: [-1, 0],
  270: [0, -1],
};
