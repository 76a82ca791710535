import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areasAround, blocksAround } from '../../src/stage/area.js';
import { BLOCK } from '../../src/stage/i420.js';
import { between } from './arbitrary.js';

const frames = fc
  .record({ across: fc.integer({ min: 1, max: 30 }), down: fc.integer({ min: 1, max: 60 }) })
  .map(({ across, down }) => ({ width: across * BLOCK.width, height: down * BLOCK.height }));
const edges = fc.record({
  left: between(-50, 150),
  top: between(-50, 150),
  width: between(0.1, 200),
  height: between(0.1, 200),
});

describe('areas of the frame', () => {
  it('hold all of what is in it in whole blocks, and make it up with those around them', () => {
    fc.assert(
      fc.property(frames, edges, (frame, { left, top, width, height }) => {
        const [right, bottom] = [left + width, top + height];
        const area = blocksAround({ left, top, right, bottom }, frame);
        const isSeen = right > 0 && bottom > 0 && left < frame.width && top < frame.height;
        expect(area !== null).toBe(isSeen);
        if (area === null) return;
        for (const side of [area.x, area.width]) expect(side % BLOCK.width).toBe(0);
        for (const side of [area.y, area.height]) expect(side % BLOCK.height).toBe(0);
        expect(area.x).toBeLessThanOrEqual(Math.max(0, left));
        expect(area.y).toBeLessThanOrEqual(Math.max(0, top));
        expect(area.x + area.width).toBeGreaterThanOrEqual(Math.min(frame.width, right));
        expect(area.y + area.height).toBeGreaterThanOrEqual(Math.min(frame.height, bottom));
        const pixels = new Uint8Array(frame.width * frame.height);
        for (const part of [area, ...areasAround(area, frame)])
          for (let y = part.y; y < part.y + part.height; y++)
            for (let x = part.x; x < part.x + part.width; x++)
              pixels[y * frame.width + x] = (pixels[y * frame.width + x] ?? 0) + 1;
        expect(pixels.every((times) => times === 1)).toBe(true);
      }),
    );
  });
});
