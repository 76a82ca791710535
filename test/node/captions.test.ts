import { describe, expect, it } from 'vitest';
import { parseCaptions } from '../../src/project/caption-file.js';
import { spokenWord, wordsOf } from '../../src/project/captions.js';
import { createProject } from '../../src/project/create.js';
import {
  addCue,
  joinCues,
  removeCue,
  setCaptions,
  setWordTime,
  splitCue,
  updateCue,
} from '../../src/project/edits.js';
import type { Project } from '../../src/project/project.js';

describe('captions from a file', () => {
  it('are read from SRT, with marks and odd line ends left out', () => {
    const file =
      '\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Hello</i> {\\an8}world\r\nagain\r\n\r\n2\r\n00:01:00,250 --> 00:01:01,000\r\nTom &amp; I\r\n';
    expect(parseCaptions(file)).toEqual([
      { start: 1, end: 2.5, text: 'Hello world\nagain' },
      { start: 60.25, end: 61, text: 'Tom & I' },
    ]);
  });

  it('are read from WebVTT, with the times of words', () => {
    const file = `WEBVTT - a song

NOTE nobody reads this

STYLE
::cue { color: red }

intro
00:01.000 --> 00:03.000 align:start position:10%
<v Anna>One <00:01.500>two <00:02.000><c.big>three</c>

1:00:00.000 --> 1:00:02.000
later`;
    expect(parseCaptions(file, 10)).toEqual([
      { start: 11, end: 13, text: 'One two three', wordTimes: [11, 11.5, 12] },
      { start: 3610, end: 3612, text: 'later' },
    ]);
  });

  it('are put in order, and cut where the next begins', () => {
    const file = '00:02.000 --> 00:04.000\nb\n\n00:00.000 --> 00:03.000\na\n\n00:05.000 --> 00:05.000\nnone';
    expect(parseCaptions(file)).toEqual([
      { start: 0, end: 2, text: 'a' },
      { start: 2, end: 4, text: 'b' },
    ]);
  });

  it('are named where there are none', () => {
    for (const file of ['', 'no captions here', 'WEBVTT\n\n'])
      expect(() => parseCaptions(file)).toThrow(expect.objectContaining({ code: 'media-unreadable' }));
  });
});

describe('the word that is said', () => {
  it('is told by the times of words, or by their length', () => {
    const cue = { start: 1, end: 3, text: 'a much  longer', wordTimes: [1.2, 1.5, 2] };
    expect(wordsOf(cue)).toEqual(['a', 'much', 'longer']);
    expect([1.1, 1.2, 1.6, 2.9].map((time) => spokenWord(cue, time))).toEqual([null, 0, 1, 2]);
    const plain = { start: 0, end: 14, text: 'a much longer' };
    expect([0, 1.9, 2, 6.9, 7, 13].map((time) => spokenWord(plain, time))).toEqual([0, 0, 1, 1, 2, 2]);
  });
});

describe('captions that are edited', () => {
  const project = setCaptions([
    { start: 1, end: 2, text: 'Hello there', wordTimes: [1, 1.5] },
    { start: 3, end: 4, text: 'Sing along' },
  ])(createProject());
  const cues = (changed: Project) => changed.captions?.cues;

  it('move as far as their neighbours let them, their words with them', () => {
    expect(cues(updateCue(0, { start: 1.5, end: 2.5 })(project))?.[0]).toEqual({
      start: 1.5,
      end: 2.5,
      text: 'Hello there',
      wordTimes: [1.5, 2],
    });
    expect(cues(updateCue(1, { start: 1.5, end: 2.5 })(project))?.[1]).toMatchObject({ start: 2, end: 2.5 });
    expect(cues(updateCue(0, { text: 'Hello' })(project))?.[0]).toEqual({ start: 1, end: 2, text: 'Hello' });
    expect(updateCue(7, { text: 'none' })(project)).toBe(project);
  });

  it('are added in a gap, and taken away', () => {
    const added = addCue({ start: 2.5, end: 9, text: 'Between' })(project);
    expect(cues(added)?.map(({ start, end }) => [start, end])).toEqual([
      [1, 2],
      [2.5, 3],
      [3, 4],
    ]);
    expect(addCue({ start: 1.2, end: 1.4, text: 'Nowhere' })(project)).toBe(project);
    expect(removeCue(0)(removeCue(0)(project)).captions).toBeNull();
  });

  it('are cut in two at a word, and joined again', () => {
    const halves = splitCue(0, 1.3)(project);
    expect(cues(halves)).toEqual([
      { start: 1, end: 1.5, text: 'Hello', wordTimes: [1] },
      { start: 1.5, end: 2, text: 'there', wordTimes: [1.5] },
      { start: 3, end: 4, text: 'Sing along' },
    ]);
    expect(cues(joinCues(0)(halves))).toEqual(cues(project));
    // Words whose times are not known are shared out by their length.
    const cut = 3 + 5 / 11;
    expect(cues(splitCue(1, 3.2)(project))?.slice(1)).toEqual([
      { start: 3, end: cut, text: 'Sing' },
      { start: cut, end: 4, text: 'along' },
    ]);
    expect(cues(splitCue(0, 1.9)(project))).toEqual(cues(halves));
    const short = setCaptions([{ start: 0, end: 1, text: 'One' }])(project);
    expect(splitCue(0, 0.5)(short)).toBe(short);
    expect(splitCue(7, 1)(project)).toBe(project);
    expect(joinCues(1)(project)).toBe(project);
  });
});

describe('the time of a word', () => {
  const cue = { start: 1, end: 4, text: 'one two three', wordTimes: [1, 2, 3] };
  const timed = (word: number, time: number) =>
    setWordTime(0, word, time)(setCaptions([cue])(createProject())).captions?.cues[0]?.wordTimes;

  it('is set, and its neighbours keep to the order', () => {
    expect(timed(1, 2.5)).toEqual([1, 2.5, 3]);
    expect(timed(1, 3.5)).toEqual([1, 3.5, 3.5]);
    expect(timed(2, 1.5)).toEqual([1, 1.5, 1.5]);
  });

  it('lies within its caption', () => {
    expect(timed(0, 0)).toEqual([1, 2, 3]);
    expect(timed(2, 9)).toEqual([1, 2, 4]);
    expect(setWordTime(1, 0, 2)(createProject()).captions).toBeNull();
  });
});
