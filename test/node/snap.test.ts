import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SAFE_AREAS, snapOverlay } from '../../src/project/snap.js';
import { between } from './arbitrary.js';

describe('snapping', () => {
  it('draws to the middle, to edges of the safe area, and to eighths of a turn', () => {
    expect(snapOverlay({ x: 0.51, y: 0.3, rotation: 43 })).toEqual({
      x: 0.5,
      y: 0.3,
      rotation: 45,
      lines: [{ direction: 'vertical', at: 0.5 }],
    });
    const area = SAFE_AREAS.all;
    const atCorner = snapOverlay({
      x: area.x + 0.11,
      y: area.y + 0.06,
      rotation: -2,
      width: 0.2,
      height: 0.1,
    });
    expect(atCorner.x).toBeCloseTo(area.x + 0.1, 9);
    expect(atCorner.y).toBeCloseTo(area.y + 0.05, 9);
    expect(atCorner.rotation).toBe(0);
    expect(atCorner.lines).toEqual([
      { direction: 'vertical', at: area.x },
      { direction: 'horizontal', at: area.y },
    ]);
  });

  it('moves nothing far, and what is snapped stays', () => {
    fc.assert(
      fc.property(
        between(0, 1),
        between(0, 1),
        between(-360, 360),
        between(0, 0.5),
        (x, y, rotation, width) => {
          const snapped = snapOverlay({ x, y, rotation, width });
          expect(Math.abs(snapped.x - x)).toBeLessThan(0.016);
          expect(Math.abs(snapped.y - y)).toBeLessThan(0.016);
          expect(Math.abs(snapped.rotation - rotation)).toBeLessThan(4.01);
          expect(snapOverlay({ ...snapped, width })).toEqual(snapped);
        },
      ),
    );
  });

  it('knows a safe area in all feeds', () => {
    for (const { x, y, width, height } of Object.values(SAFE_AREAS)) {
      expect(SAFE_AREAS.all.x).toBeGreaterThanOrEqual(x);
      expect(SAFE_AREAS.all.y).toBeGreaterThanOrEqual(y);
      expect(SAFE_AREAS.all.x + SAFE_AREAS.all.width).toBeLessThanOrEqual(x + width + 1e-9);
      expect(SAFE_AREAS.all.y + SAFE_AREAS.all.height).toBeLessThanOrEqual(y + height + 1e-9);
    }
  });
});
