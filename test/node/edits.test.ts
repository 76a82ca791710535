import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoothError } from '../../src/error.js';
import { createProject } from '../../src/project/create.js';
import * as edits from '../../src/project/edits.js';
import { slowZoom } from '../../src/project/framing.js';
import { applyEdit, createHistory, HISTORY_LIMIT, redo, undo } from '../../src/project/history.js';
import { parseProject } from '../../src/project/parse.js';
import type { Project } from '../../src/project/project.js';
import { clipDuration } from '../../src/project/timeline.js';
import { between, projects, takeOf, VIDEO } from './arbitrary.js';

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) freeze(inner);
    Object.freeze(value);
  }
  return value;
}

const three: Project = freeze({
  ...createProject(),
  assets: { video: VIDEO },
  takes: [takeOf({ id: 'a' }), takeOf({ id: 'b', end: 2 }), takeOf({ id: 'c', end: 4, speed: 2 })],
});
const ids = (project: Project) => project.takes.map(({ id }) => id);
const invalid = expect.objectContaining({ name: 'BoothError', code: 'project-invalid' });

describe('takes', () => {
  it('are added, removed and moved', () => {
    expect(ids(edits.addTake(takeOf({ id: 'd' }))(three))).toEqual(['a', 'b', 'c', 'd']);
    expect(ids(edits.addTake(takeOf({ id: 'd' }), 1)(three))).toEqual(['a', 'd', 'b', 'c']);
    expect(ids(edits.removeTake('b')(three))).toEqual(['a', 'c']);
    expect(ids(edits.removeLastTake()(three))).toEqual(['a', 'b']);
    expect(ids(edits.moveTake('a', 2)(three))).toEqual(['b', 'c', 'a']);
    expect(ids(edits.moveTake('c', 0)(three))).toEqual(['c', 'a', 'b']);
    const empty = createProject();
    expect(edits.removeLastTake()(empty)).toBe(empty);
  });

  it('are trimmed within their video', () => {
    expect(edits.trimTake('b', { start: 1, end: 3 })(three).takes[1]).toMatchObject({ start: 1, end: 3 });
    expect(() => edits.trimTake('b', { end: 21 })(three)).toThrow(invalid);
    expect(() => edits.trimTake('b', { start: 2 })(three)).toThrow(invalid);
    expect(() => edits.trimTake('b', { speed: 4 })(three)).toThrow(invalid);
  });

  it('are split at a clip time without a change of length', () => {
    const split = edits.splitTake('c', 3.5)(three);
    expect(split.takes.slice(2)).toMatchObject([
      { id: 'c', start: 0, end: 1, speed: 2 },
      { start: 1, end: 4, speed: 2 },
    ]);
    expect(clipDuration(split)).toBe(clipDuration(three));
    for (const edge of [0, 1, 2.99, 5, 99])
      expect(edits.splitTake('c', edge === 2.99 ? 3 : edge)(three)).toBe(three);
  });

  it('go on with a slow pan where they are split, and keep a transition before the first half', () => {
    const moving = edits.combine(
      edits.setFraming('c', slowZoom({ x: 0.2, zoom: 4 })),
      edits.setTransition('c', 'dip'),
    )(three);
    const halves = edits.splitTake('c', 4)(moving).takes.slice(2);
    expect(halves[0]?.framing.cropEnd).toEqual({ x: 0.35, y: 0.45, zoom: 2 });
    expect(halves[1]?.framing.crop).toEqual(halves[0]?.framing.cropEnd);
    expect(halves[1]?.framing.cropEnd).toEqual({ x: 0.2, y: 0.4, zoom: 4 });
    expect(halves.map(({ transition }) => transition?.transition ?? null)).toEqual(['dip', null]);
  });

  it('cannot be found under an id that is not there', () => {
    for (const edit of [
      edits.removeTake('x'),
      edits.moveTake('x', 0),
      edits.trimTake('x', {}),
      edits.splitTake('x', 1),
      edits.removeEffect('x'),
      edits.updateEffect('x', {}),
      edits.removeOverlay('x'),
      edits.updateOverlay('x', {}),
    ]) {
      expect(() => edit(three)).toThrow(invalid);
    }
  });
});

describe('everything else', () => {
  it('sets format, levels, look and music', () => {
    expect(edits.setFormat({ width: 1080, height: 1080 })(three)).toMatchObject({
      width: 1080,
      height: 1080,
    });
    expect(() => edits.setFormat({ width: 101 })(three)).toThrow(invalid);
    expect(edits.setLevels({ camera: 0.5 })(three).levels).toEqual({ music: 1, camera: 0.5 });
    expect(() => edits.setLevels({ music: 2.1 })(three)).toThrow(invalid);
    expect(edits.setLook({ look: 'noir', intensity: 0.5 })(three).look).toEqual({
      look: 'noir',
      intensity: 0.5,
    });
    expect(() => edits.setLook({ look: 'noir', intensity: 2 })(three)).toThrow(invalid);
    const song = edits.addAsset({ kind: 'audio', id: 'm', name: 'm', duration: 60 });
    const music = edits.combine(song, edits.setMusic({ asset: 'm', title: 'M', start: 3 }))(three);
    expect(edits.setMusicStart(7)(music).music?.start).toBe(7);
    expect(edits.setMusicStart(7)(three)).toBe(three);
    expect(() => edits.setMusic({ asset: 'nothing', title: '', start: 0 })(three)).toThrow(invalid);
    expect(edits.setMusic(null)(music).music).toBeNull();
  });

  it('adds, changes and removes effects and texts', () => {
    const one = edits.addEffect('zoom-pulse', { id: 'e', params: { amount: 0.2 } })(three);
    expect(one.effects).toEqual([{ id: 'e', effect: 'zoom-pulse', params: { amount: 0.2 }, range: null }]);
    const changed = edits.updateEffect('e', { params: { beats: 90 }, range: { start: 1, end: 2 } })(one);
    expect(changed.effects[0]).toMatchObject({
      params: { amount: 0.2, beats: 90 },
      range: { start: 1, end: 2 },
    });
    expect(() => edits.updateEffect('e', { range: { start: 2, end: 1 } })(one)).toThrow(invalid);
    expect(edits.removeEffect('e')(one).effects).toEqual([]);
    const text = edits.addText('Hi', { id: 't', y: 0.2 })(three);
    expect(text.overlays[0]).toMatchObject({ kind: 'text', text: 'Hi', x: 0.5, y: 0.2 });
    expect(edits.updateOverlay('t', { text: 'Ho' })(text).overlays[0]).toMatchObject({ text: 'Ho', y: 0.2 });
    expect(edits.removeOverlay('t')(text).overlays).toEqual([]);
  });

  it('adds stickers, and moves overlays to other layers', () => {
    const picture = { kind: 'image', id: 'p', name: 'p', width: 8, height: 8, duration: 0 } as const;
    const both = edits.combine(
      edits.addAsset(picture),
      edits.addText('Hi', { id: 't' }),
      edits.addSticker('p', { id: 's', size: 0.3 }),
    )(three);
    expect(both.overlays.map(({ id }) => id)).toEqual(['t', 's']);
    expect(
      edits
        .moveOverlay(
          's',
          0,
        )(both)
        .overlays.map(({ id }) => id),
    ).toEqual(['s', 't']);
    const turned = edits.updateOverlay('s', { mirrored: true, rotation: 30 })(both);
    expect(turned.overlays[1]).toMatchObject({ kind: 'sticker', mirrored: true, rotation: 30, size: 0.3 });
    expect(() => edits.addSticker('video')(three)).toThrow(invalid);
  });

  it('frames takes, leads from one to the next, and sets their own level', () => {
    const framed = edits.setFraming('b', { fit: 'contain', background: 'blur' })(three);
    expect(framed.takes[1]?.framing).toMatchObject({ fit: 'contain', background: 'blur', rotation: 0 });
    expect(() => edits.setFraming('b', { background: 'red' })(three)).toThrow(invalid);
    const led = edits.setTransition('b', 'crossfade', { duration: 1 })(three);
    expect(led.takes[1]?.transition).toEqual({ transition: 'crossfade', duration: 1, params: {} });
    expect(edits.setTransition('b', null)(led).takes).toEqual(three.takes);
    expect(edits.setTakeLevel('b', 0)(three).takes[1]?.level).toBe(0);
    expect(edits.setDuet({ asset: 'video' })(three).duet).toMatchObject({ layout: 'side-by-side' });
    expect(edits.setDuet(null)(edits.setDuet({ asset: 'video' })(three)).duet).toBeNull();
  });

  it('sets captions and how they look', () => {
    const cues = [{ start: 0, end: 1, text: 'one two' }];
    const captioned = edits.setCaptions(cues, { size: 0.1 })(three);
    expect(captioned.captions).toMatchObject({ cues, style: { size: 0.1, highlight: '#ffd84a' } });
    const red = edits.setCaptionStyle({ highlight: '#ff0000' })(captioned);
    expect(red.captions).toMatchObject({ cues, style: { size: 0.1, highlight: '#ff0000' } });
    expect(edits.setCaptions([])(captioned).captions).toBeNull();
    expect(edits.setCaptionStyle({ size: 0.1 })(three)).toBe(three);
  });

  it('never leaves a broken document behind, whatever the edits', () => {
    const anEdit = fc.oneof(
      fc
        .tuple(fc.nat(6), between(-1, 25), between(-1, 25))
        .map(([at, start, end]) => edits.trimTake(`take-${at}`, { start, end })),
      fc.tuple(fc.nat(6), between(0, 30)).map(([at, time]) => edits.splitTake(`take-${at}`, time)),
      fc
        .tuple(fc.nat(6), fc.integer({ min: -3, max: 9 }))
        .map(([at, index]) => edits.moveTake(`take-${at}`, index)),
      fc.nat(6).map((at) => edits.removeTake(`take-${at}`)),
      between(-1, 5).map((level) => edits.setLevels({ music: level })),
      fc.integer({ min: 0, max: 5000 }).map((width) => edits.setFormat({ width })),
    );
    fc.assert(
      fc.property(projects, fc.array(anEdit, { maxLength: 8 }), (first, list) => {
        let project = freeze(first);
        for (const edit of list) {
          try {
            project = freeze(edit(project));
          } catch (error) {
            expect(error).toBeInstanceOf(BoothError);
          }
          expect(parseProject(JSON.parse(JSON.stringify(project)))).toEqual(project);
        }
      }),
    );
  });
});

describe('history', () => {
  it('makes one step of edits that belong together', () => {
    const start = createHistory(three);
    const dragged = applyEdit(
      applyEdit(start, edits.moveTake('a', 1), 'drag'),
      edits.moveTake('a', 2),
      'drag',
    );
    expect(dragged.past).toEqual([three]);
    expect(undo(dragged).present).toBe(three);
    const again = applyEdit(dragged, edits.moveTake('b', 2), 'another');
    expect(again.past).toHaveLength(2);
    // After an undo nothing joins what was undone.
    expect(applyEdit(undo(again), edits.moveTake('b', 1), 'another').past).toHaveLength(2);
  });

  it('goes back and forth, and forgets what was undone once something else is done', () => {
    const first = createHistory(three);
    const second = applyEdit(first, edits.removeTake('a'));
    const third = applyEdit(second, edits.removeTake('b'));
    expect(ids(undo(third).present)).toEqual(['b', 'c']);
    expect(undo(undo(undo(third))).present).toBe(three);
    expect(redo(redo(undo(undo(third)))).present).toBe(third.present);
    expect(redo(third)).toBe(third);
    const other = applyEdit(undo(third), edits.removeTake('c'));
    expect(redo(other)).toBe(other);
    expect(ids(other.present)).toEqual(['b']);
  });

  it('leaves no step where nothing changed, and keeps only so many', () => {
    const history = createHistory(three);
    expect(applyEdit(history, (project) => project)).toBe(history);
    let long = history;
    for (let step = 0; step < HISTORY_LIMIT + 20; step++)
      long = applyEdit(long, edits.setLevels({ music: step / 200 }));
    expect(long.past).toHaveLength(HISTORY_LIMIT);
  });
});
