import fc from 'fast-check';
import { createProject } from '../../src/project/create.js';
import { TAKE_DEFAULTS } from '../../src/project/edits.js';
import { LIMITS, type Project, type Take, type VideoAsset } from '../../src/project/project.js';

/** A number of the range, away from the extremes of floating point. */
export const between = (min: number, max: number) =>
  // Adding zero turns -0, which JSON does not know, into 0.
  fc.double({ min, max, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

/** A video of 20 seconds. */
export const VIDEO: VideoAsset = {
  kind: 'video',
  id: 'video',
  name: 'Video',
  duration: 20,
  width: 1280,
  height: 720,
  hasSound: true,
  soundOffset: 0,
};

/** A take with nothing special, but for `part`. */
export const takeOf = (part: Partial<Take> = {}): Take => ({
  ...TAKE_DEFAULTS,
  id: 'take',
  asset: 'video',
  start: 0,
  end: 1,
  ...part,
});

/** Takes of any length and speed within the video. */
export const takes = fc.array(
  fc.record({
    start: between(0, 15),
    length: between(0.05, 5),
    speed: between(LIMITS.speed.min, LIMITS.speed.max),
    heard: fc.option(
      fc.record({
        asset: fc.constantFrom('music', 'other'),
        time: between(-1, 100),
        residualMs: between(0, 5),
      }),
    ),
    nudgeMs: between(-100, 100),
  }),
  { maxLength: 6 },
);

/** Projects with any takes, rates and lengths. */
export const projects: fc.Arbitrary<Project> = fc
  .record({
    takes,
    frameRate: fc.constantFrom(24, 25, 30, 50, 60),
    maxDuration: between(1, 60),
  })
  .map(({ takes: parts, frameRate, maxDuration }) => ({
    ...createProject({ frameRate, maxDuration }),
    assets: { video: VIDEO },
    takes: parts.map(({ length, ...part }, index) =>
      takeOf({ ...part, id: `take-${index}`, end: part.start + length }),
    ),
  }));
