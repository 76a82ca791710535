import { BoothError } from '../error.js';
import { wordsOf } from './captions.js';
import type { Cue } from './overlay.js';

/** Hours where there are any, minutes, seconds and thousandths, as SubRip (`,`) and WebVTT (`.`) write them. */
const TIME = '(?:(\\d+):)?(\\d{1,2}):(\\d{2})[.,](\\d{3})';
const TIMING = new RegExp(`^\\s*${TIME}\\s*-->\\s*${TIME}`);
const STAMP = new RegExp(`^<${TIME}>$`);
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': '\u00a0',
  '&lrm;': '\u200e',
  '&rlm;': '\u200f',
};

/**
 * Reads the captions of an SRT or WebVTT file. Styles, notes and positions are left out; times of words (WebVTT's
 * `<00:01.000>`) are kept where every word has one. Captions that overlap are cut where the next begins.
 * @param offset clip time at which the file's time begins
 * @throws BoothError `media-unreadable` where there is no caption in it
 */
export function parseCaptions(file: string, offset = 0): Cue[] {
  const blocks = file
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/);
  const cues = blocks.flatMap((block) => {
    const lines = block.split('\n');
    const at = lines.findIndex((line) => TIMING.test(line));
    const timing = lines[at]?.match(TIMING);
    if (timing === null || timing === undefined) return [];
    const [start, end] = [secondsOf(timing.slice(1, 5)), secondsOf(timing.slice(5, 9))];
    const cue = readText(lines.slice(at + 1).join('\n'), start, offset);
    return cue.text === '' || end <= start ? [] : [{ start: start + offset, end: end + offset, ...cue }];
  });
  if (cues.length === 0) {
    throw new BoothError('media-unreadable', 'There are no captions in the file: choose an SRT or VTT file.');
  }
  const inOrder = cues.toSorted((a, b) => a.start - b.start);
  return inOrder.flatMap((cue, index) => {
    const end = Math.min(cue.end, inOrder[index + 1]?.start ?? cue.end);
    return end > cue.start ? [{ ...cue, end }] : [];
  });
}

/** The text of a caption without its marks, and the times of its words where each has one. */
function readText(source: string, start: number, offset: number): Pick<Cue, 'text' | 'wordTimes'> {
  let text = '';
  let time = start;
  const times: number[] = [];
  let hasStamps = false;
  // Marks of either format, such as <i>, <00:01.000> and {\an8}; what lies between is text.
  for (const part of source.split(/(<[^>]*>|\{\\[^}]*\})/)) {
    const stamp = part.match(STAMP);
    if (stamp !== null) {
      time = secondsOf(stamp.slice(1));
      hasStamps = true;
    } else if (!/^<[^>]*>$|^\{\\/.test(part)) {
      const added = part.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
      const before = wordsOf({ text }).length;
      text += added;
      for (let count = before; count < wordsOf({ text }).length; count++) times.push(time + offset);
    }
  }
  const trimmed = text.trim();
  return hasStamps && times.length === wordsOf({ text: trimmed }).length
    ? { text: trimmed, wordTimes: times }
    : { text: trimmed };
}

function secondsOf([hours = '0', minutes = '0', seconds = '0', thousandths = '0']: string[]): number {
  return Number(hours || 0) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(thousandths) / 1000;
}
