import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANIMATIONS, EFFECTS, LOOKS, TRANSITIONS } from '../../src/effects/catalogue.js';
import { ARABIC } from '../../src/languages/arabic.js';
import { CHINESE } from '../../src/languages/chinese.js';
import { ENGLISH, type Texts } from '../../src/languages/english.js';
import { GERMAN } from '../../src/languages/german.js';
import { SPANISH } from '../../src/languages/spanish.js';
import { createProject } from '../../src/project/create.js';
import { addAsset, addEffect, addTake, combine } from '../../src/project/edits.js';
import { takeSpans } from '../../src/project/timeline.js';
import { ASPECT_NAMES, aspectOf, isAspect, sizeOf } from '../../src/ui/aspects.js';
import { FEATURES, parseFeatures } from '../../src/ui/features.js';
import { pinch, turnWithin } from '../../src/ui/overlay-gesture.js';
import { describeLeft, secondsLeft } from '../../src/ui/progress.js';
import { commandOf } from '../../src/ui/shortcuts.js';
import {
  clampScale,
  dropIndex,
  filmstripTiles,
  fitScale,
  moveEdge,
  moveRange,
  packRows,
  rulerTimes,
  SCALES,
  snap,
  snapTargets,
  tileSeconds,
} from '../../src/ui/timeline-geometry.js';

const seconds = fc.double({ min: 0, max: 60, noNaN: true });

describe('the timeline', () => {
  const project = combine(
    addAsset({
      kind: 'video',
      id: 'v',
      name: '',
      duration: 9,
      width: 9,
      height: 16,
      hasSound: false,
      soundOffset: 0,
    }),
    addTake({ id: 'a', asset: 'v', start: 0, end: 2 }),
    addTake({ id: 'b', asset: 'v', start: 0, end: 3 }),
    addTake({ id: 'c', asset: 'v', start: 0, end: 1 }),
    addEffect('vignette', { id: 'e', range: { start: 0.5, end: 4.25 } }),
  )(createProject());

  it('labels its ruler far enough apart, at any scale', () => {
    expect(rulerTimes(2, 60)).toEqual([0, 1, 2]);
    fc.assert(
      fc.property(
        seconds,
        fc.double({ min: SCALES.min, max: SCALES.max, noNaN: true }),
        (duration, scale) => {
          const times = rulerTimes(duration, scale);
          expect(times[0]).toBe(0);
          expect(times.at(-1)).toBeLessThanOrEqual(duration + 1e-6);
          for (const [index, time] of times.slice(1).entries()) {
            expect((time - (times[index] ?? 0)) * scale).toBeGreaterThanOrEqual(56 - 1e-6);
          }
        },
      ),
    );
  });

  it('fits a long clip into its width, and does not blow up a short one', () => {
    expect(fitScale(10, 1000)).toBe(100);
    expect(fitScale(0.5, 1000)).toBe(180);
    expect(fitScale(600, 1000)).toBe(SCALES.min);
    expect(clampScale(1e6)).toBe(SCALES.max);
  });

  it('snaps to the nearest of ends, cuts, effects, playhead and marks, but not to what is dragged', () => {
    const targets = snapTargets(project, { playhead: 1.5, marks: [3.3], dragged: 'x' });
    for (const time of [0, 2, 5, 6, 0.5, 4.25, 1.5, 3.3]) expect(snap(time + 0.04, targets, 0.05)).toBe(time);
    expect(snap(2.6, targets, 0.05)).toBeNull();
    expect(snap(3.32, [3.3, 3.35], 0.1)).toBe(3.3);
    expect(snapTargets(project, { playhead: 0, marks: [], dragged: 'e' })).not.toContain(4.25);
  });

  it('tells where a dragged take would land', () => {
    const spans = takeSpans(project);
    // a fills 0 to 2, b 2 to 5, c 5 to 6.
    expect(dropIndex(spans, 'a', 1)).toBe(0);
    expect(dropIndex(spans, 'a', 3.6)).toBe(1);
    expect(dropIndex(spans, 'a', 7)).toBe(2);
    expect(dropIndex(spans, 'c', 0.5)).toBe(0);
  });

  it('packs ranges into rows without overlap', () => {
    expect(
      packRows([
        { start: 0, end: 2 },
        { start: 1, end: 3 },
        { start: 2, end: 4 },
      ]),
    ).toEqual([0, 1, 0]);
    const range = fc.tuple(seconds, fc.double({ min: 0.1, max: 9, noNaN: true }));
    fc.assert(
      fc.property(fc.array(range, { maxLength: 12 }), (list) => {
        const ranges = list.map(([start, length]) => ({ start, end: start + length }));
        const rows = packRows(ranges);
        for (const [i, a] of ranges.entries()) {
          for (const [j, b] of ranges.entries()) {
            if (i < j && rows[i] === rows[j])
              expect(a.end <= b.start + 1e-6 || b.end <= a.start + 1e-6).toBe(true);
          }
        }
      }),
    );
  });

  it('moves ranges only inside the clip', () => {
    expect(moveRange({ start: 1, end: 2 }, 5, 4)).toEqual({ start: 3, end: 4 });
    expect(moveRange({ start: 1, end: 2 }, -5, 4)).toEqual({ start: 0, end: 1 });
  });

  it('moves edges within bounds, and leaves the shortest', () => {
    const [range, bounds] = [
      { start: 1, end: 2 },
      { start: 0.5, end: 4 },
    ];
    const moved = (edge: 'start' | 'end', to: number) => moveEdge(range, edge, to, bounds, 0.25);
    expect(moved('start', 0.75)).toEqual({ start: 0.75, end: 2 });
    expect(moved('start', 0)).toEqual({ start: 0.5, end: 2 });
    expect(moved('start', 3)).toEqual({ start: 1.75, end: 2 });
    expect(moved('end', 3)).toEqual({ start: 1, end: 3 });
    expect(moved('end', 9)).toEqual({ start: 1, end: 4 });
    expect(moved('end', 0)).toEqual({ start: 1, end: 1.25 });
  });

  it('keeps the pictures of a filmstrip while its scale changes, and the tiles about as wide', () => {
    expect([60, 70, 80].map((scale) => tileSeconds(40, scale))).toEqual([0.5, 0.5, 0.5]);
    for (let scale = 5; scale < 400; scale *= 1.1) {
      const width = tileSeconds(40, scale) * scale;
      expect(width).toBeGreaterThan(40 / 1.42);
      expect(width).toBeLessThan(40 * 1.42);
    }
  });

  it('keeps the tiles of a filmstrip where they are while a take is trimmed', () => {
    const whole = filmstripTiles(0, 4, 1);
    expect(whole.map(({ time }) => time)).toEqual([0.5, 1.5, 2.5, 3.5]);
    expect(filmstripTiles(1.2, 3.1, 1)).toEqual(whole.slice(1, 4));
  });
});

describe('an overlay in the hand', () => {
  it('follows two fingers', () => {
    const before = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
    ] as const;
    const turned = pinch(before, [
      { x: 50, y: -100 },
      { x: 50, y: 100 },
    ]);
    expect(turned.rotation).toBeCloseTo(90);
    expect(turned.scale).toBeCloseTo(2);
    expect([turned.x, turned.y]).toEqual([0, 0]);
    expect(pinch([before[0], before[0]], [before[1], before[1]])).toEqual({
      x: 100,
      y: 0,
      scale: 1,
      rotation: 0,
    });
  });

  it('turns by no more than half a turn', () => {
    expect(turnWithin(270)).toBe(-90);
    fc.assert(
      fc.property(fc.double({ min: -1e4, max: 1e4, noNaN: true }), (angle) => {
        expect(Math.abs(turnWithin(angle))).toBeLessThanOrEqual(180);
      }),
    );
  });
});

describe('keys', () => {
  const key = (name: string, held: { ctrl?: boolean; shift?: boolean; alt?: boolean } = {}) => ({
    key: name,
    ctrlKey: held.ctrl ?? false,
    metaKey: false,
    altKey: held.alt ?? false,
    shiftKey: held.shift ?? false,
  });

  it('mean what the sheet says, by screen', () => {
    expect(commandOf(key(' '), 'record')).toBe('record');
    expect(commandOf(key(' '), 'edit')).toBe('play');
    expect(commandOf(key('S', { shift: true }), 'edit')).toBe('split');
    expect(commandOf(key('s'), 'share')).toBeNull();
    expect(commandOf(key('z', { ctrl: true }), 'record')).toBe('undo');
    expect(commandOf(key('Z', { ctrl: true, shift: true }), 'edit')).toBe('redo');
    expect(commandOf(key('s', { ctrl: true }), 'edit')).toBeNull();
    expect(commandOf(key('ArrowLeft', { alt: true }), 'edit')).toBeNull();
    expect(commandOf(key('?', { shift: true }), 'share')).toBe('shortcuts');
  });
});

describe('features', () => {
  it('are all there unless named', () => {
    expect([...parseFeatures(undefined)]).toEqual([...FEATURES]);
    expect([...parseFeatures('record  upload nonsense')]).toEqual(['record', 'upload']);
    expect([...parseFeatures('')]).toEqual([]);
  });
});

describe('the time left', () => {
  it('is told once it can be', () => {
    expect(secondsLeft(0.01, 5)).toBeNull();
    expect(secondsLeft(0.5, 0.2)).toBeNull();
    expect(secondsLeft(0.25, 5)).toBe(15);
    expect(describeLeft(ENGLISH, null)).toBe('');
    expect(describeLeft(ENGLISH, 3)).toBe('a few seconds left');
    expect(describeLeft(ENGLISH, 11)).toBe('about 15 s left');
  });
});

describe.each([ENGLISH, GERMAN, SPANISH, CHINESE, ARABIC])('the texts in $language', (texts: Texts) => {
  /** Every text of an object, those of functions with numbers and words given to them. */
  const all = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'function') return [String(value(2, 3))];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(all) : [];
  };

  it('are all there', () => {
    for (const text of all(texts)) expect(text.trim()).not.toBe('');
    expect(all(texts).join(' ')).not.toMatch(/undefined|NaN/);
  });

  it('name what clipbooth brings, and nothing else', () => {
    const known = [...EFFECTS, ...LOOKS, ...TRANSITIONS, ...ANIMATIONS].map(({ name }) => name);
    const named = Object.keys(texts.names);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
    if (texts !== ENGLISH) expect(known.filter((name) => !named.includes(name))).toEqual([]);
  });

  it('name what effects and transitions can be set to, and nothing else', () => {
    const params = [...EFFECTS, ...TRANSITIONS].flatMap((definition) => Object.values(definition.params));
    const labels = params.flatMap((param) => [
      param.label,
      ...(param.kind === 'choice' ? Object.values(param.choices) : []),
    ]);
    const known = [...new Set(labels)].filter((label) => /\p{L}/u.test(label)).sort();
    // The definitions themselves are in English.
    expect(Object.keys(texts.labels).sort()).toEqual(texts === ENGLISH ? [] : known);
  });

  it('name a language that browsers know, and which way it is written', () => {
    expect(new Intl.Locale(texts.language).language).toMatch(/^[a-z]{2}$/);
    expect(texts.direction).toBe(texts === ARABIC ? 'rtl' : 'ltr');
  });
});

describe('the shapes of clips', () => {
  it('have even sizes, by which they are known again', () => {
    expect(sizeOf('9:16', 720)).toEqual({ width: 720, height: 1280 });
    expect(sizeOf('16:9', 90)).toEqual({ width: 160, height: 90 });
    for (const name of ASPECT_NAMES) {
      for (const shorter of [90, 333, 720, 1080]) {
        const size = sizeOf(name, shorter);
        expect([size.width % 2, size.height % 2]).toEqual([0, 0]);
        expect(aspectOf(size)).toBe(name);
      }
    }
    expect(aspectOf({ width: 720, height: 900 })).toBeNull();
    expect(['1:1', '4:5', 'toString'].map(isAspect)).toEqual([true, false, false]);
  });
});
