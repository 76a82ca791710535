import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProject } from '../../src/project/create.js';
import {
  clipDuration,
  clipToMusic,
  clipToTake,
  frameCount,
  isInRange,
  musicToTake,
  remainingDuration,
  snapToFrame,
  spanAt,
  takeDuration,
  takeSpans,
  takeToClip,
  takeToMusic,
} from '../../src/project/timeline.js';
import { between, projects, takeOf, VIDEO } from './arbitrary.js';

describe('the time lines', () => {
  it('lay takes back to back from zero', () => {
    fc.assert(
      fc.property(projects, (project) => {
        let end = 0;
        for (const span of takeSpans(project)) {
          expect(span.start).toBe(end);
          expect(span.end - span.start).toBeCloseTo(takeDuration(span.take), 9);
          end = span.end;
        }
      }),
    );
  });

  it('convert between clip and take time and back', () => {
    fc.assert(
      fc.property(projects, between(0, 1), (project, part) => {
        for (const span of takeSpans(project)) {
          const time = span.start + part * (span.end - span.start);
          const taken = clipToTake(span, time);
          expect(taken).toBeGreaterThanOrEqual(span.take.start - 1e-9);
          expect(taken).toBeLessThanOrEqual(span.take.end + 1e-9);
          expect(takeToClip(span, taken)).toBeCloseTo(time, 9);
        }
      }),
    );
  });

  it('convert between take and music time and back, the music slower where the take is faster', () => {
    fc.assert(
      fc.property(between(-1, 100), between(0.3, 3), between(0, 20), (musicTime, speed, time) => {
        const take = { musicTime, speed };
        expect(musicToTake(take, takeToMusic(take, time))).toBeCloseTo(time, 8);
        expect(takeToMusic(take, time) - musicTime).toBeCloseTo(time / speed, 8);
      }),
    );
  });

  it('keep lip-sync: a frame is shown when the music is where it was when the frame was captured', () => {
    fc.assert(
      fc.property(
        between(0, 60),
        between(0, 10),
        between(0.3, 3),
        between(0, 0.5),
        (musicStart, clipStart, speed, late) => {
          // As recording does: the take begins in the document where the music at the end of the clip was heard.
          const start = late;
          const musicTime = musicStart + clipStart - start / speed;
          const before = takeOf({ id: 'before', end: clipStart + 0.1, start: 0.1 });
          const take = takeOf({ id: 'now', start, end: start + 2, speed, musicTime });
          const project = {
            ...createProject({ maxDuration: 60 }),
            assets: { video: VIDEO },
            music: { asset: 'music', title: '', start: musicStart },
            takes: [before, take],
          };
          const span = takeSpans(project)[1];
          if (span === undefined) throw new Error('two takes');
          for (const captured of [start, start + 0.5, start + 2]) {
            const heard = takeToMusic({ musicTime, speed }, captured);
            expect(clipToMusic(project, takeToClip(span, captured))).toBeCloseTo(heard, 6);
          }
        },
      ),
    );
  });

  it('count whole frames, at most the longest clip', () => {
    fc.assert(
      fc.property(projects, (project) => {
        const frames = frameCount(project);
        expect(Number.isInteger(frames)).toBe(true);
        expect(clipDuration(project)).toBe(frames / project.frameRate);
        expect(clipDuration(project)).toBeLessThanOrEqual(project.maxDuration + 0.5 / project.frameRate);
        expect(remainingDuration(project)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('show a take at every frame of the clip, and at a cut the one that begins', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(24, 25, 30, 50, 60),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }),
        (frameRate, lengths) => {
          const project = {
            ...createProject({ frameRate, maxDuration: 600 }),
            assets: { video: VIDEO },
            takes: lengths.map((length, index) => takeOf({ id: `${index}`, end: length / frameRate })),
          };
          const expected = lengths.flatMap((length, index) => Array<string>(length).fill(`${index}`));
          expect(frameCount(project)).toBe(expected.length);
          const shown = expected.map((_, frame) => spanAt(project, frame / frameRate)?.take.id);
          expect(shown).toEqual(expected);
          expect(spanAt(project, expected.length / frameRate)).toBeNull();
          expect(spanAt(project, -0.1)).toBeNull();
        },
      ),
    );
  });

  it('snap to the grid of frames', () => {
    expect(snapToFrame({ frameRate: 30 }, 1.01)).toBe(1);
    expect(snapToFrame({ frameRate: 30 }, 1.02)).toBe(31 / 30);
  });

  it('hold a range from its start until before its end, also at frames of uneven times', () => {
    expect(isInRange(null, 5)).toBe(true);
    for (const frameRate of [24, 25, 30, 60]) {
      const range = { start: 7 / frameRate, end: 11 / frameRate };
      const held = Array.from({ length: 20 }, (_, frame) => isInRange(range, frame / frameRate));
      expect(held.indexOf(true)).toBe(7);
      expect(held.lastIndexOf(true)).toBe(10);
    }
  });

  it('have no music time without music', () => {
    expect(clipToMusic(createProject(), 1)).toBeNull();
  });
});
