import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANIMATIONS } from '../../src/effects/catalogue.js';
import { breakLines, directionOf, lettersOf, placeWords } from '../../src/stage/text-layout.js';

/** Every letter, as a person sees it, is ten wide. */
const measure = (text: string) => lettersOf(text).length * 10;
const lines = (text: string, longest: number) => breakLines(text, longest, measure).map((line) => line.text);

describe('lines of a text', () => {
  it('break at spaces, as even as can be, and where the text says', () => {
    expect(lines('one two three four', 100)).toEqual(['one two', 'three four']);
    expect(lines('one two three four five', 150)).toEqual(['one two three', 'four five']);
    expect(lines('one\n\ntwo', 100)).toEqual(['one', '', 'two']);
    expect(lines('', 100)).toEqual(['']);
  });

  it('break between words of scripts without spaces, but not before what closes', () => {
    const broken = lines('日本語のテキストです。改行します。', 80);
    expect(broken.join('')).toBe('日本語のテキストです。改行します。');
    expect(broken.length).toBeGreaterThan(1);
    for (const line of broken) expect(line).not.toMatch(/^[。、]/);
  });

  it('cut a word that is too long, but never through a letter', () => {
    expect(lines('Donaudampfschiff', 100)).toEqual(['Donaudam', 'pfschiff']);
    const families = '👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦';
    expect(lines(families, 20).every((line) => /^(👩‍👩‍👧‍👦)+$/u.test(line))).toBe(true);
  });

  it('keep every word in order, and no line too wide, whatever the text', () => {
    const texts = fc.array(fc.constantFrom('a', 'bb', 'שלום', 'ccc dddd', '日本', '\n', '👍🏽', '12'), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 20 }), (parts, columns) => {
        const text = parts.join(' ');
        const broken = breakLines(text, columns * 10, measure);
        expect(
          broken
            .map((line) => line.text)
            .join(' ')
            .replace(/\s/g, ''),
        ).toBe(text.replace(/\s/g, ''));
        for (const line of broken) expect(line.width).toBeLessThanOrEqual(columns * 10);
        const words = broken.flatMap((line) => placeWords(line, measure).filter((word) => word.text !== ''));
        const indices = words.map(({ index }) => index).toSorted((a, b) => a - b);
        expect(new Set(indices).size).toBe(text.split(/\s+/).filter((word) => word !== '').length);
      }),
      // A column narrower than a letter once took the second word for the first.
      { examples: [[['a', 'a'], 2]] },
    );
  });

  it('run as their first letter does', () => {
    expect(directionOf('123 שלום')).toBe('rtl');
    expect(directionOf('👍 hello שלום')).toBe('ltr');
    expect(directionOf('12!')).toBe('ltr');
  });

  it('place words against the direction of their line in their own order', () => {
    const placed = (text: string) => {
      const [line] = breakLines(text, 1000, measure);
      if (line === undefined) throw new Error('a line');
      return placeWords(line, measure)
        .toSorted((a, b) => a.x - b.x)
        .map((word) => word.text);
    };
    expect(placed('one two three')).toEqual(['one', 'two', 'three']);
    expect(placed('אחת שתיים שלוש')).toEqual(['שלוש', 'שתיים', 'אחת']);
    expect(placed('אחת big world שלוש')).toEqual(['שלוש', 'big', 'world', 'אחת']);
    expect(placed('say שלום עולם now')).toEqual(['say', 'עולם', 'שלום', 'now']);
  });
});

describe('animations', () => {
  it.each(ANIMATIONS.map(({ name }) => name))('%s ends where the overlay rests', (name) => {
    const pose = ANIMATIONS.find((animation) => animation.name === name)?.pose(1) ?? {};
    const rest = { x: 0, y: 0, scaleX: 1, scaleY: 1, rotation: 0, opacity: 1, letters: 1 };
    for (const [key, value] of Object.entries(rest)) {
      expect(Math.abs((pose[key as keyof typeof rest] ?? value) - value)).toBeLessThan(0.01);
    }
  });
});
