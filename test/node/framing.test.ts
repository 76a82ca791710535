import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TAKE_DEFAULTS } from '../../src/project/edits.js';
import { boxAround, moveCrop, pictureScale } from '../../src/project/framing.js';
import { takeTiles } from '../../src/ui/timeline-geometry.js';

const frame = { width: 90, height: 160 };
const picture = { width: 160, height: 90 };
const { framing } = TAKE_DEFAULTS;
const still = { x: 0, y: 0, scale: 1 };

describe('a picture that is moved by hand', () => {
  it('goes with the finger, whatever way it is turned', () => {
    // A quarter of the frame to the right; the frame shows 90 * 90 / 160 of the picture's 160 pixels.
    const shown = (90 * 90) / 160 / 160;
    expect(moveCrop(framing, { ...still, x: 0.25 }, picture, frame).x).toBeCloseTo(0.5 - 0.25 * shown, 9);
    const turned = { ...framing, rotation: 90, crop: { ...framing.crop, zoom: 2 } };
    // Turned by a quarter clockwise, what goes right on the screen goes up in the picture.
    const moved = moveCrop(turned, { ...still, x: 0.1 }, picture, frame);
    expect(moved.x).toBeCloseTo(0.5, 9);
    expect(moved.y).toBeCloseTo(0.55, 9);
  });

  it('never shows its edges where it is large enough', () => {
    const part = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        part,
        part,
        fc.double({ min: 0.1, max: 8, noNaN: true }),
        fc.integer({ min: 0, max: 359 }),
        (x, y, scale, rotation) => {
          const turned = { ...framing, rotation };
          const crop = moveCrop(turned, { x, y, scale }, picture, frame);
          const size = pictureScale(turned, crop.zoom, picture, frame);
          const seen = boxAround({ width: frame.width / size, height: frame.height / size }, rotation);
          expect(crop.zoom).toBeGreaterThanOrEqual(1);
          expect(crop.x - seen.width / picture.width / 2).toBeGreaterThan(-1e-9);
          expect(crop.x + seen.width / picture.width / 2).toBeLessThan(1 + 1e-9);
          expect(crop.y - seen.height / picture.height / 2).toBeGreaterThan(-1e-9);
          expect(crop.y + seen.height / picture.height / 2).toBeLessThan(1 + 1e-9);
        },
      ),
    );
  });
});

describe('the pictures of a take', () => {
  const take = { start: 1, end: 3, speed: 1, timeMap: null };

  it('stay where they are while it is trimmed', () => {
    const tiles = takeTiles(take, 0.5);
    expect(tiles.map(({ at, time }) => [at, time])).toEqual([
      [0, 1.25],
      [0.5, 1.75],
      [1, 2.25],
      [1.5, 2.75],
    ]);
    const trimmed = takeTiles({ ...take, start: 1.2 }, 0.5);
    expect(trimmed[0]?.at).toBeCloseTo(-0.2, 9);
    expect(trimmed.map(({ key }) => key)).toEqual(tiles.map(({ key }) => key));
  });

  it('are those that its time effects show', () => {
    const timeMap = [
      { from: 3, to: 1, duration: 1 },
      { from: 1, to: 1, duration: 0.5 },
    ];
    expect(takeTiles({ ...take, timeMap }, 0.5).map(({ at, time }) => [at, time])).toEqual([
      [0, 2.5],
      [0.5, 1.5],
      [1, 1],
    ]);
  });
});
