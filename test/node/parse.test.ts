import { describe, expect, it } from 'vitest';
import { createId, createProject } from '../../src/project/create.js';
import { TAKE_DEFAULTS } from '../../src/project/edits.js';
import { CAPTION_DEFAULTS, STICKER_DEFAULTS } from '../../src/project/overlay.js';
import { parseProject } from '../../src/project/parse.js';
import { takeOf, VIDEO } from './arbitrary.js';

const MOVING = {
  amount: {
    keyframes: [
      { time: 0, value: 0.1, easing: 'smooth' as const },
      { time: 1, value: 0.3 },
    ],
  },
  beats: { follow: 'loudness' as const, from: 60, to: 120 },
  tint: '#ff0000',
};

const good = {
  ...createProject(),
  assets: {
    video: VIDEO,
    song: { kind: 'audio', id: 'song', name: 'Song', duration: 60, loudness: [0, 80, 100] },
  },
  takes: [takeOf()],
  music: { asset: 'song', title: 'Song', start: 1, nudgeMs: 0 },
  effects: [{ id: 'e', effect: 'zoom-pulse', params: MOVING, range: { start: 0, end: 1 } }],
};

const backwards = [
  { time: 1, value: 0 },
  { time: 0.5, value: 1 },
];

describe('parseProject', () => {
  it('accepts a document that went through JSON', () => {
    expect(parseProject(JSON.parse(JSON.stringify(good)))).toEqual(good);
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['another version', { ...good, version: 2 }],
    ['an odd width', { ...good, width: 721 }],
    ['a huge height', { ...good, height: 10000 }],
    ['half a frame', { ...good, frameRate: 29.97 }],
    ['a length that is no number', { ...good, maxDuration: Number.NaN }],
    ['an asset under another id', { ...good, assets: { other: VIDEO, video: VIDEO } }],
    ['an asset of no known kind', { ...good, assets: { video: { ...VIDEO, kind: 'hologram' } } }],
    ['a take of a missing asset', { ...good, takes: [takeOf({ asset: 'gone' })] }],
    ['a take of a sound', { ...good, takes: [takeOf({ asset: 'song' })] }],
    ['a take that ends before it starts', { ...good, takes: [takeOf({ start: 2, end: 1 })] }],
    ['a take longer than its video', { ...good, takes: [takeOf({ end: 20.1 })] }],
    ['a take at no speed', { ...good, takes: [takeOf({ speed: 0 })] }],
    ['two takes of one id', { ...good, takes: [takeOf(), takeOf()] }],
    [
      'music that is a video without sound',
      {
        ...good,
        assets: { ...good.assets, video: { ...VIDEO, hasSound: false } },
        music: { ...good.music, asset: 'video' },
      },
    ],
    [
      'a time map outside its take',
      { ...good, takes: [takeOf({ timeMap: [{ from: 0, to: 2, duration: 1 }] })] },
    ],
    [
      'a time map without length',
      { ...good, takes: [takeOf({ timeMap: [{ from: 0, to: 1, duration: 0 }] })] },
    ],
    [
      'a crop smaller than fitted',
      {
        ...good,
        takes: [takeOf({ framing: { ...TAKE_DEFAULTS.framing, crop: { x: 0, y: 0, zoom: 0.5 } } })],
      },
    ],
    [
      'a transition of no length',
      { ...good, takes: [takeOf({ transition: { transition: 'x', duration: 0, params: {} } })] },
    ],
    [
      'a duet with a sound',
      {
        ...good,
        duet: { asset: 'song', layout: 'side-by-side', start: 0, swapped: false, keyColor: '#00ff00' },
      },
    ],
    ['a sticker of a video', { ...good, overlays: [{ ...STICKER_DEFAULTS, id: 's', asset: 'video' }] }],
    [
      'captions that overlap',
      {
        ...good,
        captions: {
          cues: [
            { start: 0, end: 2, text: 'a' },
            { start: 1, end: 3, text: 'b' },
          ],
          style: CAPTION_DEFAULTS,
        },
      },
    ],
    ['a nudge of a minute', { ...good, takes: [takeOf({ nudgeMs: 60000 })] }],
    ['a level below silence', { ...good, levels: { music: -1, camera: 1 } }],
    [
      'keyframes that go back in time',
      {
        ...good,
        effects: [{ id: 'e', effect: 'x', params: { amount: { keyframes: backwards } }, range: null }],
      },
    ],
    [
      'keyframes without any',
      { ...good, effects: [{ id: 'e', effect: 'x', params: { amount: { keyframes: [] } }, range: null }] },
    ],
    [
      'a number that follows what there is not',
      {
        ...good,
        effects: [
          { id: 'e', effect: 'x', params: { amount: { follow: 'smell', from: 0, to: 1 } }, range: null },
        ],
      },
    ],
    [
      'an effect with a sound for a picture',
      { ...good, effects: [{ id: 'e', effect: 'x', params: { backdrop: { asset: 'song' } }, range: null }] },
    ],
    [
      'a range without length',
      { ...good, effects: [{ id: 'e', effect: 'x', params: {}, range: { start: 1, end: 1 } }] },
    ],
  ])('refuses %s', (_name, value) => {
    expect(() => parseProject(value)).toThrow(
      expect.objectContaining({
        name: 'BoothError',
        code: 'project-invalid',
        message: expect.stringMatching(/\.$/),
      }),
    );
  });

  it('says where the first fault is', () => {
    expect(() => parseProject({ ...good, takes: [takeOf({ speed: 9 })] })).toThrow('takes.0.speed');
  });
});

describe('createProject', () => {
  it('is portrait, 30 pictures a second and 15 seconds unless told otherwise', () => {
    expect(createProject()).toMatchObject({
      version: 1,
      width: 720,
      height: 1280,
      frameRate: 30,
      maxDuration: 15,
    });
    expect(createProject({ width: 1080, maxDuration: 60 })).toMatchObject({ width: 1080, maxDuration: 60 });
    expect(() => createProject({ maxDuration: 0 })).toThrow(
      expect.objectContaining({ code: 'project-invalid' }),
    );
  });

  it('gives ids that differ', () => {
    expect(new Set(Array.from({ length: 500 }, () => createId('take'))).size).toBe(500);
  });
});
