/** A line of a text. */
export interface TextLine {
  readonly text: string;
  readonly width: number;
  readonly direction: 'ltr' | 'rtl';
  /** Number of the line's first word in the text, words being what stands between spaces. */
  readonly firstWord: number;
}

/** A word of a line, where it is drawn. */
export interface PlacedWord {
  readonly text: string;
  /** Left edge from the line's left edge. */
  readonly x: number;
  /** Number of the word in the text. */
  readonly index: number;
  readonly direction: 'ltr' | 'rtl';
}

/** Tells how wide a text is drawn. */
export type Measure = (text: string) => number;

/** Scripts that are written without spaces, and emoji: a line may break between any two of their words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Extended_Pictographic}]/u;
/** What must not begin a line, and what must not end one. */
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]/u;
const OPENING = /[\p{Ps}\p{Pi}¿¡]$/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a person sees as the letters of a text: an emoji of several characters is one. */
export function lettersOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** The direction of a text: that of its first letter that has one. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const letter = text.match(/\p{L}/u)?.[0] ?? '';
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}

/**
 * Breaks a text into lines no wider than `longest`, and as few and as even as can be; its own line breaks are kept.
 */
export function breakLines(text: string, longest: number, measure: Measure): TextLine[] {
  const lines = fillLines(text, longest, measure);
  if (lines.length === text.split('\n').length) return lines;
  // The narrowest column that needs no further line, to a hundredth.
  let [even, low, high] = [lines, 0, longest];
  while (high - low > longest / 100) {
    const middle = (low + high) / 2;
    const tried = fillLines(text, middle, measure);
    if (tried.length > lines.length) low = middle;
    else [even, high] = [tried, middle];
  }
  return even;
}

function fillLines(text: string, longest: number, measure: Measure): TextLine[] {
  const lines: TextLine[] = [];
  let wordCount = 0;
  for (const paragraph of text.split('\n')) {
    const direction = directionOf(paragraph);
    let line = '';
    let begunIn: number | null = null;
    const finish = () => {
      const shown = line.trim();
      lines.push({ text: shown, width: measure(shown), direction, firstWord: begunIn ?? wordCount });
      line = '';
      begunIn = null;
    };
    let isInWord = false;
    for (const chunk of chunksOf(paragraph, longest, measure)) {
      if (line.trim() !== '' && measure((line + chunk).trim()) > longest) finish();
      for (const letter of chunk) {
        const isSpace = /\s/.test(letter);
        if (!isSpace && !isInWord) wordCount++;
        if (!isSpace) begunIn ??= wordCount - 1;
        isInWord = !isSpace;
      }
      line += chunk;
    }
    finish();
  }
  return lines;
}

/** Cuts a text where a line may break: after spaces, between words of scripts without them, and in what is too long. */
function chunksOf(text: string, longest: number, measure: Measure): string[] {
  const chunks: string[] = [];
  let chunk = '';
  for (const { segment } of words.segment(text)) {
    const isSpace = /^\s/.test(segment);
    const mayBreak =
      /\s$/.test(chunk) ||
      (UNSPACED.test(chunk.slice(-2) + segment) && !CLOSING.test(segment) && !OPENING.test(chunk));
    if (chunk !== '' && !isSpace && mayBreak) {
      chunks.push(chunk);
      chunk = '';
    }
    chunk += segment;
  }
  if (chunk !== '') chunks.push(chunk);
  return chunks.flatMap((whole) =>
    measure(whole.trim()) <= longest ? [whole] : cut(whole, longest, measure),
  );
}

function cut(chunk: string, longest: number, measure: Measure): string[] {
  const parts: string[] = [];
  let part = '';
  for (const letter of lettersOf(chunk)) {
    if (part !== '' && measure((part + letter).trim()) > longest) {
      parts.push(part);
      part = '';
    }
    part += letter;
  }
  return part === '' ? parts : [...parts, part];
}

/**
 * The words of a line, each where it is drawn. Runs of words that go against the line's direction keep their own order,
 * as UAX #9 lays them; words without a direction, such as numbers, go with the run before them.
 */
export function placeWords(line: TextLine, measure: Measure): PlacedWord[] {
  const space = measure(' ');
  const all = line.text.split(/\s+/).map((text, position) => ({
    text,
    index: line.firstWord + position,
    direction: /\p{L}/u.test(text) ? directionOf(text) : null,
  }));
  const runs: { direction: 'ltr' | 'rtl'; words: typeof all }[] = [];
  for (const word of all) {
    const last = runs.at(-1);
    const direction = word.direction ?? last?.direction ?? line.direction;
    if (last?.direction === direction) last.words.push(word);
    else runs.push({ direction, words: [word] });
  }
  const inOrder = line.direction === 'rtl' ? runs.toReversed() : runs;
  let x = 0;
  return inOrder.flatMap(({ direction, words: inRun }) =>
    (direction === 'rtl' ? inRun.toReversed() : inRun).map(({ text, index }) => {
      const placed = { text, index, x, direction };
      x += measure(text) + space;
      return placed;
    }),
  );
}
