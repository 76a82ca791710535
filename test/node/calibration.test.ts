import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrationOf } from '../../src/capture/calibration.js';
import { between } from './arbitrary.js';

const BEATS = Array.from({ length: 14 }, (_, index) => 1000 + index * 600);

describe('a calibration by beats', () => {
  it('finds the delay through people who are not machines', () => {
    fc.assert(
      fc.property(
        between(-100, 250),
        fc.array(between(-25, 25), { minLength: 14, maxLength: 14 }),
        fc.array(between(0, 10000), { maxLength: 2 }),
        (delay, unsteadiness, strays) => {
          const taps = BEATS.map((beat, index) => beat + delay + (unsteadiness[index] ?? 0));
          const { delayMs, beats } = calibrationOf(BEATS, [...taps, ...strays]);
          expect(Math.abs(delayMs - delay)).toBeLessThanOrEqual(26);
          expect(beats).toBe(10);
        },
      ),
    );
    const steady = BEATS.map((beat) => beat + 132);
    expect(calibrationOf(BEATS, steady)).toEqual({ delayMs: 132, spreadMs: 0, beats: 10 });
  });

  it('refuses too few taps, none, and taps to another beat', () => {
    const refused = (answers: number[]) =>
      expect(() => calibrationOf(BEATS, answers)).toThrow(
        expect.objectContaining({ code: 'calibration-unclear' }),
      );
    refused([]);
    refused(BEATS.slice(0, 9).map((beat) => beat + 20));
    refused(Array.from({ length: 40 }, (_, index) => 900 + index * 431));
  });
});
