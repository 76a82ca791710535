import { type Crop, type Framing, LIMITS } from './project.js';

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
