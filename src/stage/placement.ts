import type { Rotation } from '../media/frames.js';
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

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of a picture as it is shown, after the turn that its file asks for. */
function shownSize({ width, height, rotation }: Placement): Size {
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** The upright box around a box that is turned by an angle. */
function boxAround({ width, height }: Size, degrees: number): Size {
  const [cos, sin] = [Math.abs(cosOf(degrees)), Math.abs(sinOf(degrees))];
  return { width: width * cos + height * sin, height: width * sin + height * cos };
}

/** Frame pixels for each pixel of the picture as shown. */
function scaleOf(picture: Placement, frame: Size): number {
  const { fit, rotation } = picture.framing;
  const shown = shownSize(picture);
  if (fit === 'cover') {
    const needed = boxAround(frame, rotation);
    return Math.max(needed.width / shown.width, needed.height / shown.height) * picture.crop.zoom;
  }
  const taken = boxAround(shown, rotation);
  return Math.min(frame.width / taken.width, frame.height / taken.height) * picture.crop.zoom;
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

/** A centre at which a part of that size does not reach over the edges; the middle where it is larger than all. */
function centreWithin(centre: number, size: number): number {
  return size >= 1 ? 0.5 : Math.min(Math.max(centre, size / 2), 1 - size / 2);
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

/** Cosine and sine of an angle in degrees, exact at quarter turns. */
function cosOf(degrees: number): number {
  return sinOf(degrees + 90);
}

function sinOf(degrees: number): number {
  const turned = ((degrees % 360) + 360) % 360;
  if (turned % 180 === 0) return 0;
  return turned % 90 === 0 ? (turned === 90 ? 1 : -1) : Math.sin((turned * Math.PI) / 180);
}

/** Cosine and sine of each turn, exactly. */
const QUARTER_TURNS: Record<Rotation, readonly [number, number]> = {
  0: [1, 0],
  90: [0, 1],
  180: [-1, 0],
  270: [0, -1],
};
