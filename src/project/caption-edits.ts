import { wordsOf, wordTimes } from './captions.js';
import type { Edit } from './change.js';
import type { Cue } from './overlay.js';
import { setCaptions } from './overlay-edits.js';

/** Adds a caption in the gap between others into which its start falls; where one is shown then, nothing happens. */
export function addCue(cue: Cue): Edit {
  return (project) => {
    const cues = project.captions?.cues ?? [];
    if (cues.some(({ start, end }) => cue.start >= start && cue.start < end)) return project;
    const index = cues.filter(({ start }) => start < cue.start).length;
    return setCaptions(cues.toSpliced(index, 0, fitCue(cue, cues[index - 1], cues[index])))(project);
  };
}

/**
 * Changes the text or the time of a caption, by its place in the order. It ends where its neighbours are. The times of
 * its words move with it, and are forgotten where they say nothing of it any more.
 */
export function updateCue(index: number, part: Partial<Pick<Cue, 'text' | 'start' | 'end'>>): Edit {
  return (project) => {
    const cues = project.captions?.cues ?? [];
    const cue = cues[index];
    if (cue === undefined) return project;
    const { wordTimes, ...plain } = cue;
    const { text, start, end } = { ...plain, ...part };
    const changed = fitCue({ text, start, end }, cues[index - 1], cues[index + 1]);
    const isWhole = Math.abs(changed.end - changed.start - (cue.end - cue.start)) < 1e-6;
    const isKept = isWhole && wordsOf(changed).length === wordTimes?.length;
    const moved = wordTimes?.map((time) => time + changed.start - cue.start) ?? [];
    return setCaptions(cues.with(index, isKept ? { ...changed, wordTimes: moved } : changed))(project);
  };
}

/**
 * Has a word of a caption, by their places in the order, said from a clip time on. Words before it are said no later, and
 * words after it no earlier.
 */
export function setWordTime(index: number, word: number, clipTime: number): Edit {
  return (project) => {
    const cues = project.captions?.cues ?? [];
    const cue = cues[index];
    if (cue === undefined) return project;
    const from = Math.min(cue.end, Math.max(cue.start, clipTime));
    const times = wordTimes(cue).map((time, place) => {
      if (place === word) return from;
      return place < word ? Math.min(time, from) : Math.max(time, from);
    });
    return setCaptions(cues.with(index, { ...cue, wordTimes: times }))(project);
  };
}

/** Removes a caption, by its place in the order; with the last one, all of the captions' style. */
export function removeCue(index: number): Edit {
  return (project) => {
    const cues = project.captions?.cues ?? [];
    return index in cues ? setCaptions(cues.toSpliced(index, 1))(project) : project;
  };
}

/** Cuts a caption in two, by its place in the order: between the two words nearest to a clip time. One word stays whole. */
export function splitCue(index: number, clipTime: number): Edit {
  return (project) => {
    const cues = project.captions?.cues ?? [];
    const cue = cues[index];
    if (cue === undefined) return project;
    const [words, times] = [wordsOf(cue), wordTimes(cue)];
    const gaps = times.slice(1).map((time) => Math.abs(time - clipTime));
    const kept = gaps.indexOf(Math.min(...gaps)) + 1;
    const cut = times[kept];
    if (kept === 0 || cut === undefined) return project;
    const part = (from: number, to?: number) => ({
      text: words.slice(from, to).join(' '),
      ...(cue.wordTimes === undefined ? {} : { wordTimes: times.slice(from, to) }),
    });
    const halves = [
      { start: cue.start, end: cut, ...part(0, kept) },
      { start: cut, end: cue.end, ...part(kept) },
    ];
    return setCaptions(cues.toSpliced(index, 1, ...halves))(project);
  };
}

/** Makes one of a caption, by its place in the order, and the next; its words are said when they were. */
export function joinCues(index: number): Edit {
  return (project) => {
    const cues = project.captions?.cues ?? [];
    const [first, second] = cues.slice(index, index + 2);
    if (first === undefined || second === undefined) return project;
    const joined = {
      start: first.start,
      end: second.end,
      text: [...wordsOf(first), ...wordsOf(second)].join(' '),
      wordTimes: [...wordTimes(first), ...wordTimes(second)],
    };
    return setCaptions(cues.toSpliced(index, 2, joined))(project);
  };
}

/** A caption within the gap that others leave it. */
function fitCue(cue: Cue, before: Cue | undefined, after: Cue | undefined): Cue {
  const start = Math.max(cue.start, before?.end ?? 0);
  return { ...cue, start, end: Math.min(cue.end, after?.start ?? Number.POSITIVE_INFINITY) };
}
