import type { Captions, Cue } from './overlay.js';
import { isInRange } from './timeline.js';

/** The caption that is shown at a clip time, or null. */
export function cueAt({ cues }: Captions, clipTime: number): Cue | null {
  return cues.find((cue) => isInRange(cue, clipTime)) ?? null;
}

/** The words of a caption: what stands between spaces. */
export function wordsOf({ text }: Pick<Cue, 'text'>): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** Number of the word that is said at a clip time, or null before the first. */
export function spokenWord(cue: Cue, clipTime: number): number | null {
  const index = wordTimes(cue).findLastIndex((time) => clipTime >= time - 1e-9);
  return index === -1 ? null : index;
}

/** When the words of a caption begin, in clip time: as it says, or shared out by their length. */
export function wordTimes(cue: Cue): readonly number[] {
  const words = wordsOf(cue);
  if (cue.wordTimes?.length === words.length) return cue.wordTimes;
  // A word takes as long as its letters and the pause after it.
  const lengths = words.map((word) => word.length + 1);
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  let before = 0;
  return lengths.map((length) => {
    const time = cue.start + ((cue.end - cue.start) * before) / whole;
    before += length;
    return time;
  });
}
