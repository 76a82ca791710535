import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTake } from '../../src/capture/plan.js';
import { createProject } from '../../src/project/create.js';
import { isFull, lastPictureTime } from '../../src/project/pictures.js';
import type { Project } from '../../src/project/project.js';
import { clipDuration } from '../../src/project/timeline.js';
import { takeOf, VIDEO } from './arbitrary.js';

const clipOf = (pictures: number, maxDuration: number, frameRate: number): Project => ({
  ...createProject({ maxDuration, frameRate }),
  assets: { video: VIDEO },
  takes: pictures === 0 ? [] : [takeOf({ end: pictures / frameRate })],
});

describe('the pictures of a clip', () => {
  it('end one before its end', () => {
    expect(lastPictureTime(clipOf(0, 15, 30))).toBe(0);
    expect(lastPictureTime(clipOf(1, 15, 30))).toBe(0);
    expect(lastPictureTime(clipOf(30, 15, 25))).toBeCloseTo(29 / 25, 9);
  });

  it('fill it where no take can be recorded any more, also where its longest is not whole in pictures', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(24, 25, 30, 50, 60),
        fc.integer({ min: 10, max: 400 }),
        fc.constantFrom(0, 0.3, 0.75),
        fc.integer({ min: 0, max: 2 }),
        (frameRate, longest, part, missing) => {
          const project = clipOf(longest - missing, (longest + part) / frameRate, frameRate);
          expect(isFull(project)).toBe(missing === 0);
          if (missing === 0) expect(() => planTake(project, {})).toThrow('The clip is full');
          else expect(planTake(project, {}).clipStart).toBe(clipDuration(project));
        },
      ),
    );
  });
});
