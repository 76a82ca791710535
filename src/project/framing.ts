import { type Crop, type Framing, LIMITS } from './project.js';

/** Width and height in any unit. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * What of a picture is shown when a part of its take is over, 0 at its start and 1 at its end; a transition asks for a
 * little more on both sides. Zooming by equal factors in equal times looks even.
 */
export function cropAt({ crop, cropEnd }: Pick<Framing, 'crop' | 'cropEnd'>, part: number): Crop {
  if (cropEnd === null) return crop;
  const zoom = crop.zoom * (cropEnd.zoom / crop.zoom) ** part;
  return {
    x: crop.x + (cropEnd.x - crop.x) * part,
    y: crop.y + (cropEnd.y - crop.y) * part,
    zoom: Math.min(Math.max(zoom, LIMITS.zoom.min), LIMITS.zoom.max),
  };
}

/** A slow pan and zoom that gives a still photo life: towards a place of it, and a little closer. */
export function slowZoom({
  x = 0.5,
  y = 0.4,
  zoom = 1.15,
}: Partial<Crop> = {}): Pick<Framing, 'crop' | 'cropEnd'> {
  return { crop: { x: 0.5, y: 0.5, zoom: 1 }, cropEnd: { x, y, zoom } };
}

/** The upright box around a box that is turned by an angle. */
export function boxAround({ width, height }: Size, degrees: number): Size {
  const [cos, sin] = [Math.abs(cosOf(degrees)), Math.abs(sinOf(degrees))];
  return { width: width * cos + height * sin, height: width * sin + height * cos };
}

/** Frame pixels for each pixel of a picture that is fitted into the frame, turned and zoomed. */
export function pictureScale(
  { fit, rotation }: Pick<Framing, 'fit' | 'rotation'>,
  zoom: number,
  picture: Size,
  frame: Size,
): number {
  if (fit === 'cover') {
    const needed = boxAround(frame, rotation);
    return Math.max(needed.width / picture.width, needed.height / picture.height) * zoom;
  }
  const taken = boxAround(picture, rotation);
  return Math.min(frame.width / taken.width, frame.height / taken.height) * zoom;
}

/** A centre at which a part of that size does not reach over the edges; the middle where it is larger than all. */
export function centreWithin(centre: number, size: number): number {
  return size >= 1 ? 0.5 : Math.min(Math.max(centre, size / 2), 1 - size / 2);
}

/**
 * A crop after the picture was moved by hand, right and down by parts of the frame, and zoomed by a factor; as far as
 * the picture's edges let it.
 */
export function moveCrop(
  framing: Pick<Framing, 'fit' | 'rotation' | 'crop'>,
  { x, y, scale: factor }: { x: number; y: number; scale: number },
  picture: Size,
  frame: Size,
): Crop {
  const { crop, rotation } = framing;
  const zoom = Math.min(Math.max(crop.zoom * factor, LIMITS.zoom.min), LIMITS.zoom.max);
  const scale = pictureScale(framing, zoom, picture, frame);
  const seen = boxAround({ width: frame.width / scale, height: frame.height / scale }, rotation);
  const [cos, sin] = [cosOf(rotation), sinOf(rotation)];
  const [right, down] = [(x * frame.width) / scale, (y * frame.height) / scale];
  return {
    x: centreWithin(crop.x - (cos * right + sin * down) / picture.width, seen.width / picture.width),
    y: centreWithin(crop.y - (cos * down - sin * right) / picture.height, seen.height / picture.height),
    zoom,
  };
}

/** Cosine of an angle in degrees, exact at quarter turns. */
export function cosOf(degrees: number): number {
  return sinOf(degrees + 90);
}

/** Sine of an angle in degrees, exact at quarter turns. */
export function sinOf(degrees: number): number {
  const turned = ((degrees % 360) + 360) % 360;
  if (turned % 180 === 0) return 0;
  return turned % 90 === 0 ? (turned === 90 ? 1 : -1) : Math.sin((turned * Math.PI) / 180);
}
