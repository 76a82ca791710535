import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTake } from '../../src/capture/plan.js';
import { type Captured, placeTake } from '../../src/capture/take-placement.js';
import { createProject } from '../../src/project/create.js';
import type { Project } from '../../src/project/project.js';
import { clipToMusic, takeToMusic } from '../../src/project/timeline.js';
import { between, takeOf, VIDEO } from './arbitrary.js';

const INTERVAL_MS = 1000 / 24;

/** What a camera at 24 frames a second captures from a moment on. */
const capturedFrom = (firstFrameMs: number, frames: number): Captured => ({
  firstFrameMs,
  capturedAtMs: Array.from({ length: frames }, (_, index) => firstFrameMs + index * INTERVAL_MS),
  duration: (frames * INTERVAL_MS) / 1000,
});

/** A clip with music, and a take of that many seconds in it. */
const clipOf = (seconds: number): Project => {
  const music = { asset: 'song', title: 'Song', start: 12, nudgeMs: 0 };
  const takes = seconds === 0 ? [] : [takeOf({ end: seconds })];
  return { ...createProject({ maxDuration: 10 }), assets: { video: VIDEO }, music, takes };
};

const performed = (beganAtMs: number, seconds: number) => ({ beganAtMs, seconds, residualMs: 0.5 });

describe('the place of a take', () => {
  it('is where its music was heard to begin, in whole pictures, at any speed', () => {
    fc.assert(
      fc.property(
        between(0, 2000),
        between(0.4, 8),
        fc.constantFrom(0.3, 0.5, 1, 2, 3),
        (leadMs, seconds, speed) => {
          const project = clipOf(2);
          const plan = planTake(project, { speed });
          const take = placeTake(
            project,
            plan,
            performed(5000 + leadMs, seconds),
            capturedFrom(5000, 30 * 24),
          );
          if (take === null) throw new Error('No place');
          expect(take.start).toBeCloseTo(leadMs / 1000, 9);
          const pictures = ((take.end - take.start) / speed) * project.frameRate;
          expect(pictures).toBeCloseTo(Math.round(pictures), 6);
          expect(pictures / project.frameRate).toBeCloseTo(Math.min(seconds / speed, plan.longest), 1);
        },
      ),
    );
  });

  it('is that of a take of its own length where it broke off', () => {
    const project = clipOf(0);
    const plan = planTake(project, {});
    const captured = capturedFrom(5000, 60);
    const left = captured.duration - 0.4071;
    const take = placeTake(project, plan, performed(5407.1, left), captured);
    expect(take).not.toBeNull();
    expect(placeTake(project, plan, performed(5407.1, 9), captured)).toEqual(take);
  });

  it('keeps which music was heard at its first frame', () => {
    const project = clipOf(2);
    const plan = planTake(project, { speed: 0.5 });
    const take = placeTake(project, plan, performed(5400, 1), capturedFrom(5000, 100));
    expect(take?.heard).toMatchObject({ asset: 'song', residualMs: 0.5 });
    expect(takeToMusic(take?.heard?.time ?? 0, plan, 0.4)).toBeCloseTo(clipToMusic(project, 2) ?? 0, 9);
  });

  it('hears nothing without music', () => {
    const project = { ...clipOf(2), music: null };
    const take = placeTake(project, planTake(project, {}), performed(5400, 1), capturedFrom(5000, 100));
    expect(take?.heard).toBeNull();
  });

  it('of the first take is moved to its frames, by less than one, and its music with it', () => {
    const project = clipOf(0);
    const [beganAtMs, captured] = [5000 + 10.4 * INTERVAL_MS, capturedFrom(5000, 100)];
    const take = placeTake(project, planTake(project, {}), performed(beganAtMs, 2), captured);
    const moved = (take?.start ?? 0) - (10.4 * INTERVAL_MS) / 1000;
    expect(moved).not.toBe(0);
    expect(Math.abs(moved) * 1000).toBeLessThan(INTERVAL_MS);
    // The music is named by when it was heard, which does not change.
    expect(takeToMusic(take?.heard?.time ?? 0, { speed: 1 }, (10.4 * INTERVAL_MS) / 1000)).toBeCloseTo(12, 9);
  });

  it('is within what was captured', () => {
    const project = clipOf(2);
    const plan = planTake(project, {});
    const take = placeTake(project, plan, performed(5000, 8), capturedFrom(5000, 24));
    expect(take?.start).toBe(0);
    expect(take?.end).toBeLessThanOrEqual(1);
    expect(take?.end).toBeGreaterThan(1 - 2 / project.frameRate);
    expect(placeTake(project, plan, performed(4000, 1), capturedFrom(5000, 48))?.start).toBe(0);
  });

  it('is none where a performance, or what was captured of it, is shorter than a picture', () => {
    const project = clipOf(2);
    const plan = planTake(project, {});
    expect(placeTake(project, plan, performed(5000, 0.01), capturedFrom(5000, 48))).toBeNull();
    expect(placeTake(project, plan, performed(8000, 1), capturedFrom(5000, 48))).toBeNull();
  });
});
