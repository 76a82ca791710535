import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProject } from '../../src/project/create.js';
import * as edits from '../../src/project/edits.js';
import { parseProject } from '../../src/project/parse.js';
import { LIMITS, type Project } from '../../src/project/project.js';
import { cutMap, mapDuration, mapTime, timeOnMap, timePieces } from '../../src/project/time-map.js';
import { clipToTake, musicSpans, spanAt, takeDuration, takeSpans } from '../../src/project/timeline.js';
import { between, takeOf, VIDEO } from './arbitrary.js';

/** Take times that a clip of one take of 4 seconds shows at 10 moments a second, after an edit. */
const shown = (edit: edits.Edit, step = 0.5) => {
  const project = edit(one);
  const [span] = takeSpans(project);
  if (span === undefined) throw new Error('one take');
  const times: number[] = [];
  for (let time = 0; time < span.end - 1e-9; time += step)
    times.push(Number(clipToTake(span, time).toFixed(6)));
  return times;
};

const one: Project = {
  ...createProject({ maxDuration: 60 }),
  assets: { video: VIDEO },
  takes: [takeOf({ id: 'a', start: 2, end: 6 }), takeOf({ id: 'b' })],
};

describe('time effects', () => {
  it('play a range slower or faster', () => {
    expect(shown(edits.changePace('a', 2, { start: 1, end: 3 }))).toEqual([2, 2.5, 3, 4, 5, 5.5]);
    expect(shown(edits.changePace('a', 0.5, { start: 1, end: 2 }))).toEqual([
      2, 2.5, 3, 3.25, 3.5, 3.75, 4, 4.5, 5, 5.5,
    ]);
  });

  it('play backwards, repeat and freeze', () => {
    expect(shown(edits.reverseTake('a'))).toEqual([6, 5.5, 5, 4.5, 4, 3.5, 3, 2.5]);
    expect(shown(edits.reverseTake('a', { start: 1, end: 2 }))).toEqual([2, 2.5, 4, 3.5, 4, 4.5, 5, 5.5]);
    expect(shown(edits.repeatTake('a', 2, { start: 0, end: 1 }))).toEqual([
      2, 2.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5,
    ]);
    expect(shown(edits.freezeTake('a', 1, 1))).toEqual([2, 2.5, 3, 3, 3, 3.5, 4, 4.5, 5, 5.5]);
  });

  it('glide from one pace to another, ever faster', () => {
    const times = shown(edits.rampPace('a', 0.5, 2), 0.25);
    const steps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(steps.every((step, index) => step >= (steps[index - 1] ?? 0) - 1e-6)).toBe(true);
    expect(steps[0]).toBeLessThan(0.15);
    expect(steps.at(-1)).toBeGreaterThan(0.42);
  });

  it('can be laid over one another and taken away', () => {
    const twice = edits.combine(edits.reverseTake('a'), edits.reverseTake('a'));
    expect(shown(twice)).toEqual(shown((project) => project));
    const all = edits.combine(edits.freezeTake('a', 1, 1), edits.reverseTake('a', { start: 0, end: 2.5 }));
    expect(shown(all)).toEqual([3.5, 3, 3, 3, 2.5, 3.5, 4, 4.5, 5, 5.5]);
    expect(edits.resetTime('a')(all(one)).takes).toEqual(one.takes);
  });

  it('leave the other takes and ranges beside the take alone', () => {
    const slow = edits.changePace('a', 0.5)(one);
    expect(slow.takes[1]).toBe(slow.takes[1]);
    expect(takeSpans(slow)[1]).toMatchObject({ start: 8, end: 9 });
    expect(edits.reverseTake('a', { start: 4.5, end: 5 })(one)).toBe(one);
    expect(() => edits.changePace('a', 0)(one)).toThrow(expect.objectContaining({ code: 'project-invalid' }));
    expect(() => edits.changePace('a', 100)(one)).toThrow(
      expect.objectContaining({ code: 'project-invalid' }),
    );
  });

  it('keep the music to a take that begins as it was performed, and let it go on under one that does not', () => {
    const performed: Project = {
      ...one,
      assets: { ...one.assets, song: { kind: 'audio', id: 'song', name: '', duration: 60 } },
      music: { asset: 'song', title: '', start: 0, nudgeMs: 0 },
      takes: one.takes.map((take) => ({ ...take, heard: { asset: 'song', time: 10, residualMs: 0 } })),
    };
    const jumps = (edit: edits.Edit) =>
      musicSpans(edit(performed)).map(({ start, musicTime }) => [start, musicTime]);
    expect(jumps((project) => project)).toEqual([
      [0, 12],
      [4, 10],
    ]);
    expect(jumps(edits.changePace('a', 0.5, { start: 1, end: 2 }))).toEqual([
      [0, 12],
      [5, 10],
    ]);
    expect(jumps(edits.reverseTake('b'))).toEqual([[0, 12]]);
  });

  it('stay in their material when the take is trimmed', () => {
    const reversed = edits.reverseTake('a', { start: 1, end: 2 })(one);
    const trim = (start: number, end: number) =>
      shown(edits.combine(() => reversed, edits.trimTake('a', { start, end })));
    expect(trim(3.5, 6)).toEqual([4, 4, 4.5, 5, 5.5]);
    expect(trim(1, 5)).toEqual([1, 1.5, 2, 2.5, 4, 3.5, 4, 4.5]);
    expect(trim(2, 7)).toEqual([2, 2.5, 4, 3.5, 4, 4.5, 5, 5.5, 6, 6.5]);
  });
});

/** Any time effect on any range of the first take. */
const anEffect = fc.oneof(
  fc.tuple(between(0.3, 3)).map(
    ([factor]) =>
      (range: { start: number; end: number }) =>
        edits.changePace('a', factor, range),
  ),
  fc.constant((range: { start: number; end: number }) => edits.reverseTake('a', range)),
  fc.constant((range: { start: number; end: number }) => edits.repeatTake('a', 2, range)),
  between(0.1, 2).map(
    (duration) =>
      ({ start }: { start: number }) =>
        edits.freezeTake('a', start, duration),
  ),
  fc.constant((range: { start: number; end: number }) => edits.rampPace('a', 0.5, 2, range)),
);
const effects = fc.array(fc.tuple(anEffect, between(0, 5), between(0.05, 3)), { maxLength: 3 });
const applied = (list: typeof effects extends fc.Arbitrary<infer List> ? List : never) =>
  list.reduce<Project>((project, [effect, start, length]) => {
    try {
      return effect({ start, end: start + length })(project);
    } catch {
      // Faster or slower than allowed.
      return project;
    }
  }, one);

describe('a time map', () => {
  it('shows only what the take has, in a document that holds', () => {
    fc.assert(
      fc.property(effects, between(0, 1), (list, part) => {
        const project = applied(list);
        expect(parseProject(JSON.parse(JSON.stringify(project)))).toEqual(project);
        const [span] = takeSpans(project);
        if (span === undefined) throw new Error('a take');
        const time = clipToTake(span, span.start + part * (span.end - span.start));
        expect(time).toBeGreaterThan(2 - 1e-6);
        expect(time).toBeLessThan(6 + 1e-6);
      }),
    );
  });

  it('is cut in two without a change of what is shown', () => {
    fc.assert(
      fc.property(effects, between(0.05, 0.95), between(0, 1), (list, at, part) => {
        const project = applied(list);
        const length = takeDuration(project.takes[0] ?? takeOf());
        const split = edits.splitTake('a', at * length)(project);
        expect(takeSpans(split).at(-1)?.end).toBeCloseTo(takeSpans(project).at(-1)?.end ?? 0, 6);
        const time = part * length;
        // At a jump in the map either side may be taken.
        const [before, after] = [project, split].map((document) => {
          const span = spanAt(document, Math.min(time, length - 1e-4));
          return span === null ? 0 : clipToTake(span, Math.min(time, length - 1e-4));
        });
        const pieces = timePieces(project.takes[0] ?? takeOf());
        const edges = pieces.map((_, index) => mapDuration(pieces.slice(0, index + 1)));
        const isJump = edges.some((edge) => Math.abs(edge - time) < 1e-5);
        if (!isJump && Math.abs(time - at * length) > 1e-5) expect(after).toBeCloseTo(before ?? 0, 4);
      }),
    );
  });

  it('finds the first moment of a take time', () => {
    fc.assert(
      fc.property(effects, between(0, 1), (list, part) => {
        const pieces = timePieces(applied(list).takes[0] ?? takeOf());
        const time = part * mapDuration(pieces);
        const found = timeOnMap(pieces, mapTime(pieces, time));
        expect(found).toBeLessThan(time + 1e-5);
        expect(mapTime(pieces, found)).toBeCloseTo(mapTime(pieces, time), 4);
      }),
    );
  });

  it('goes on at its pace beyond its ends', () => {
    const slow = [{ from: 2, to: 4, duration: 4 }];
    expect(cutMap(slow, { start: -1, end: 5 })).toEqual([{ from: 1.5, to: 4.5, duration: 6 }]);
    expect(mapTime(slow, -1)).toBe(1.5);
    expect(mapTime(slow, 5)).toBe(4.5);
    expect(LIMITS.pace.min).toBeLessThan(LIMITS.speed.min);
  });
});
