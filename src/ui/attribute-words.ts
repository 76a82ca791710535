import { ASPECT_NAMES } from './aspects.js';
import { FEATURES } from './features.js';

/** The attributes that are words, with those that each can be. */
const WORDS = { aspect: ASPECT_NAMES, features: FEATURES, theme: ['dark', 'light', 'auto'] } as const;

/** What was said before: a page with many elements is told once. */
const said = new Set<string>();

/**
 * Tells who builds the page of words that no attribute knows. The element goes on as if they were not there: a page may
 * be written for another version than it loads.
 */
export function warnOfUnknownWords(
  attributes: { [Name in keyof typeof WORDS]?: string | null | undefined },
): void {
  for (const [name, known] of Object.entries<readonly string[]>(WORDS)) {
    const value = attributes[name as keyof typeof WORDS] ?? '';
    for (const word of value.split(/\s+/)) {
      const warning = `<clip-booth>: "${word}" is left out of ${name}, which can be ${known.join(', ')}.`;
      if (word === '' || known.includes(word) || said.has(warning)) continue;
      said.add(warning);
      // biome-ignore lint/suspicious/noConsole: it is for who builds the page, and nobody else
      console.warn(warning);
    }
  }
}
