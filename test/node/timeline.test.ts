import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProject } from '../../src/project/create.js';
import {
  addTake,
  moveTake,
  removeTake,
  setMusicStart,
  splitTake,
  trimTake,
} from '../../src/project/edits.js';
import type { Project } from '../../src/project/project.js';
import {
  clipDuration,
  clipToDuet,
  clipToMusic,
  clipToTake,
  frameCount,
  isInRange,
  musicSpans,
  musicToTake,
  remainingDuration,
  snapToFrame,
  spanAt,
  type TakeSpan,
  takeDuration,
  takeSpans,
  takeToClip,
  takeToMusic,
  transitionAt,
  transitions,
} from '../../src/project/timeline.js';
import { between, projects, takeOf, VIDEO } from './arbitrary.js';

/** Clips of takes performed one after another to music, as recording makes them. */
const performances = fc
  .record({
    musicStart: between(0, 60),
    parts: fc.array(fc.record({ late: between(0, 0.5), length: between(0.2, 4), speed: between(0.3, 3) }), {
      minLength: 1,
      maxLength: 5,
    }),
  })
  .map(({ musicStart, parts }) => {
    let project: Project = {
      ...createProject({ maxDuration: 600 }),
      assets: { video: VIDEO, music: { kind: 'audio', id: 'music', name: 'Music', duration: 200 } },
      music: { asset: 'music', title: '', start: musicStart, nudgeMs: 0 },
    };
    for (const [index, { late, length, speed }] of parts.entries()) {
      const clipEnd = takeSpans(project).at(-1)?.end ?? 0;
      // The camera runs before the music: the take begins where the music is heard that ends the clip so far.
      const time = (clipToMusic(project, clipEnd) ?? 0) - late / speed;
      const heard = { asset: 'music', time, residualMs: 1 };
      project = addTake(takeOf({ id: `take-${index}`, start: late, end: late + length, speed, heard }))(
        project,
      );
    }
    return project;
  });

/** Each picture of the take is shown when the music is where it was when the picture was captured. */
function expectInSync(project: Project, span: TakeSpan): void {
  const { take } = span;
  if (take.heard === null) throw new Error('a performed take');
  for (const part of [0, 0.4, 0.999]) {
    const captured = take.start + part * (take.end - take.start);
    const heard = takeToMusic(take.heard.time, take, captured);
    expect(clipToMusic(project, takeToClip(span, captured) + 1e-9)).toBeCloseTo(heard, 3);
  }
}

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
          const nudged = (span.take.nudgeMs / 1000) * span.take.speed;
          expect(taken - nudged).toBeGreaterThanOrEqual(span.take.start - 1e-9);
          expect(taken - nudged).toBeLessThanOrEqual(span.take.end + 1e-9);
          expect(takeToClip(span, taken)).toBeCloseTo(time, 9);
        }
      }),
    );
  });

  it('convert between take and music time and back, the music slower where the take is faster', () => {
    fc.assert(
      fc.property(between(-1, 100), between(0.3, 3), between(0, 20), (heardFirst, speed, time) => {
        const take = { speed };
        expect(musicToTake(heardFirst, take, takeToMusic(heardFirst, take, time))).toBeCloseTo(time, 8);
        expect(takeToMusic(heardFirst, take, time) - heardFirst).toBeCloseTo(time / speed, 8);
      }),
    );
  });

  it('keep lip-sync: where a take is shown, the music plays that it was performed to', () => {
    fc.assert(
      fc.property(performances, (project) => {
        for (const span of takeSpans(project)) expectInSync(project, span);
      }),
    );
  });

  it('keep lip-sync of every take when another one is deleted, moved, split or trimmed', () => {
    fc.assert(
      fc.property(performances, fc.nat(), fc.nat(), between(0.1, 0.9), (project, which, where, part) => {
        const span = takeSpans(project)[which % project.takes.length];
        if (span === undefined) throw new Error('a performance has takes');
        const { id, start, end } = span.take;
        const cut = start + part * (end - start);
        for (const edit of [
          removeTake(id),
          moveTake(id, where % project.takes.length),
          splitTake(id, span.start + part * (span.end - span.start)),
          trimTake(id, { start: cut }),
          trimTake(id, { end: cut }),
          setMusicStart((project.music?.start ?? 0) + 7),
        ]) {
          const edited = edit(project);
          for (const each of takeSpans(edited)) expectInSync(edited, each);
        }
      }),
    );
  });

  it('join takes recorded in a row to one stretch of music, and go on after them', () => {
    fc.assert(
      fc.property(performances, between(0, 5), (project, after) => {
        const start = project.music?.start ?? 0;
        expect(musicSpans(project)).toEqual([{ start: 0, end: Number.POSITIVE_INFINITY, musicTime: start }]);
        const end = takeSpans(project).at(-1)?.end ?? 0;
        expect(clipToMusic(project, end + after)).toBeCloseTo(start + end + after, 6);
      }),
    );
  });

  it('let the music go on where a take was performed to none, or to another', () => {
    const takes = [
      takeOf({ id: 'a', heard: { asset: 'music', time: 5, residualMs: 0 } }),
      takeOf({ id: 'b' }),
      takeOf({ id: 'c', heard: { asset: 'other', time: 50, residualMs: 0 } }),
      takeOf({ id: 'd', heard: { asset: 'music', time: 6, residualMs: 0 } }),
    ];
    const music = { asset: 'music', title: '', start: 2, nudgeMs: 0 };
    expect(musicSpans({ ...createProject(), takes, music })).toEqual([
      { start: 0, end: 3, musicTime: 5 },
      { start: 3, end: Number.POSITIVE_INFINITY, musicTime: 6 },
    ]);
    expect(musicSpans({ ...createProject(), takes })).toEqual([]);
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

  it('lay transitions around their cuts, within the halves of both takes, and move no take', () => {
    fc.assert(
      fc.property(projects, between(0.05, 5), (plain, duration) => {
        const use = { transition: 'crossfade', duration, params: {} };
        const project = { ...plain, takes: plain.takes.map((take) => ({ ...take, transition: use })) };
        const spans = takeSpans(project);
        expect(spans.map(({ start, end }) => [start, end])).toEqual(
          takeSpans(plain).map(({ start, end }) => [start, end]),
        );
        const all = transitions(project);
        expect(all).toHaveLength(Math.max(0, spans.length - 1));
        for (const [index, { start, end, from, to }] of all.entries()) {
          expect(from.end).toBe(to.start);
          expect((start + end) / 2).toBeCloseTo(to.start, 9);
          expect(end - start).toBeLessThanOrEqual(duration + 1e-9);
          expect(start).toBeGreaterThanOrEqual((all[index - 1]?.end ?? 0) - 1e-9);
          expect(transitionAt(project, to.start)?.to.take.id).toBe(to.take.id);
        }
      }),
    );
  });

  it('keep a duet in step with the clip, or with the music where its sound is that', () => {
    const duet = {
      asset: 'video',
      layout: 'side-by-side',
      start: 2,
      swapped: false,
      keyColor: '#00ff00',
    } as const;
    const project = { ...createProject(), assets: { video: VIDEO }, duet };
    expect(clipToDuet(project, 1.5)).toBe(3.5);
    const heard = { ...project, music: { asset: 'video', title: '', start: 5, nudgeMs: 0 } };
    expect(clipToDuet(heard, 1.5)).toBe(6.5);
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
