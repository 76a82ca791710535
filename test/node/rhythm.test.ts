import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestStartOnBeat, bestStartOnFrames, FrameRhythm } from '../../src/capture/rhythm.js';
import { between } from './arbitrary.js';

const rhythmOf = (times: readonly number[]) => {
  const rhythm = new FrameRhythm();
  for (const time of times) rhythm.observe(time);
  return rhythm;
};

describe('the rhythm of frames', () => {
  it('is found through jitter and frames that were left out, and tells the frames to come', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1000 / 60, 1001 / 30, 1000 / 30, 40),
        between(-1e6, 1e6),
        fc.array(fc.record({ jitter: between(-1, 1), isKept: fc.boolean() }), {
          minLength: 60,
          maxLength: 200,
        }),
        (interval, base, frames) => {
          const times = frames.flatMap(({ jitter, isKept }, index) =>
            isKept || index < 2 ? [base + interval * index + (index < 2 ? 0 : jitter)] : [],
          );
          if (times.length < 20) return;
          const { atMs, intervalMs } = rhythmOf(times).beatEvery(interval) ?? { atMs: 0, intervalMs: 1 };
          const beats = (base + interval * frames.length - atMs) / intervalMs;
          expect(Math.abs(beats - Math.round(beats)) * intervalMs).toBeLessThan(1.5);
        },
      ),
    );
  });

  it('has an interval that is known by itself to a part of a millisecond', () => {
    const times = Array.from({ length: 200 }, (_, index) => 100 + index * 33.37 + Math.sin(index * 7) * 0.8);
    expect(rhythmOf(times).beat?.intervalMs).toBeCloseTo(33.37, 2);
  });

  it('forgets how frames came before they came steadily', () => {
    const uneven = [0, 20, 75, 100, 160, 171, 230, 300, 305, 360, 400, 450, 520, 530, 600];
    const steady = Array.from({ length: 100 }, (_, index) => 633 + index * 40);
    expect(rhythmOf([...uneven, ...steady]).beat?.intervalMs).toBeCloseTo(40, 6);
  });

  it('is not lost over a frame that comes so late that the next one is on its heels', () => {
    const times = Array.from({ length: 100 }, (_, index) => index * 33 + (index % 30 === 20 ? 18 : 0));
    const { atMs, intervalMs } = rhythmOf(times).beat ?? { atMs: 0, intervalMs: 0 };
    expect(intervalMs).toBeCloseTo(33, 1);
    expect(Math.abs(Math.round(atMs / 33) * 33 - atMs)).toBeLessThan(1);
  });

  it('is none where frames come unevenly, or have hardly come', () => {
    expect(rhythmOf([0, 33, 66, 100]).beatEvery(33.3)).toBeNull();
    expect(rhythmOf([0, 20, 75, 100, 160, 171, 230]).beatEvery(33.3)).toBeNull();
    expect(rhythmOf([5, 5, 5, 5, 5, 5]).beat).toBeNull();
    expect(rhythmOf(Array.from({ length: 29 }, (_, index) => index * 33)).beat).toBeNull();
    const uneven = Array.from({ length: 200 }, (_, index) => index * 33 + 15 * Math.sin(index ** 2));
    expect(rhythmOf(uneven).beat).toBeNull();
  });
});

describe('the best start of pictures', () => {
  const PICTURES = { stepMs: 1000 / 30, count: 300 };

  /** By how much the frames that are nearest to pictures come after them. */
  const errorsOf = (startMs: number, { stepMs, count }: typeof PICTURES, frames: readonly number[]) =>
    Array.from({ length: count }, (_, index) => {
      const time = startMs + index * stepMs;
      return frames.map((frame) => frame - time).reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a));
    });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs));
  const beatOf = (frameRate: number, phase: number) =>
    Array.from({ length: Math.ceil(11 * frameRate) }, (_, index) => phase + (index * 1000) / frameRate);

  it.each([
    [24, 16.67],
    [25, 16.67],
    [30 / 1.001, 5.05],
    [30, 0.05],
    [60, 0.05],
  ])(
    'leaves pictures of %d frames a second as near as can be: none is off by more than %d ms',
    (frameRate, most) => {
      fc.assert(
        fc.property(between(0, 40), (phase) => {
          const frames = beatOf(frameRate, phase);
          const row = { startMs: 100, ...PICTURES };
          const found = [
            bestStartOnFrames(row, frames),
            bestStartOnBeat(row, { atMs: phase, intervalMs: 1000 / frameRate }),
          ];
          for (const start of found) {
            const errors = errorsOf(start, PICTURES, frames);
            expect(Math.abs(mean(errors))).toBeLessThan(0.1);
            expect(largest(errors)).toBeLessThan(most + 0.1);
          }
          expect(found[0]).toBeGreaterThan(100 - 500 / frameRate);
          expect(found[0]).toBeLessThan(100 + 500 / frameRate);
          expect(found[1]).toBeGreaterThanOrEqual(100);
          expect(found[1]).toBeLessThan(100 + 2000 / frameRate);
        }),
        { numRuns: 30 },
      );
    },
  );

  it('is none too early or too late on average, however frames come', () => {
    fc.assert(
      fc.property(
        fc.array(between(10, 60), { minLength: 60, maxLength: 90 }),
        between(200, 300),
        (steps, startMs) => {
          let time = 0;
          const frames = steps.map((step) => {
            time += step;
            return time;
          });
          const row = { stepMs: 1000 / 30, count: 10 };
          const start = bestStartOnFrames({ startMs, ...row }, frames);
          const square = (at: number) => mean(errorsOf(at, row, frames).map((error) => error ** 2));
          expect(Math.abs(mean(errorsOf(start, row, frames)))).toBeLessThan(0.1);
          expect(square(start)).toBeLessThanOrEqual(square(startMs) + 1e-9);
        },
      ),
    );
  });

  it('is not left where a small step made another frame the nearest', () => {
    const frames = [0, 10, 99.992];
    const row = { stepMs: 100, count: 2 };
    const start = bestStartOnFrames({ startMs: 5.002, ...row }, frames);
    expect(mean(errorsOf(start, row, frames))).toBeCloseTo(0, 6);
  });

  it('is where one frame is, for want of others', () => {
    expect(bestStartOnFrames({ startMs: 20, stepMs: 33, count: 1 }, [50])).toBeCloseTo(50);
  });
});
