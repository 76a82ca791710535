import { Booth } from '../booth/booth.js';
import { ASPECT_NAMES, isAspect, sizeOf } from './aspects.js';
import { FEATURES, parseFeatures } from './features.js';

/* What a page writes into attributes, or sets as properties: read with care, since nobody checked it. */

/** What of it a booth is made by. */
export interface BoothAttributes {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly frameRate?: number | undefined;
  readonly maxDuration?: number | undefined;
  readonly aspect: string;
  readonly assetBase?: string | undefined;
  readonly features?: string | undefined;
}

/** Pixels across the shorter side of a clip, unless a site says otherwise. */
const SHORTER_PX = 720;

/** The attributes that are words, with those that each can be. */
const WORDS = { aspect: ASPECT_NAMES, features: FEATURES, theme: ['dark', 'light', 'auto'] } as const;

/** What was said before: a page with many elements is told once. */
const said = new Set<string>();

/** Makes a booth as the attributes say. Where they cannot be, `tell` is given what is wrong, and the booth is the usual one. */
export function makeBooth(attributes: BoothAttributes, tell: (error: unknown) => void): Booth {
  const { width, height, frameRate, maxDuration, aspect, assetBase, features } = attributes;
  const shape = sizeOf(isAspect(aspect) ? aspect : '9:16', SHORTER_PX);
  const options = {
    ...(assetBase === undefined ? {} : { assetBase }),
    drafts: parseFeatures(features).has('drafts'),
  };
  try {
    return new Booth({
      ...options,
      width: width ?? shape.width,
      height: height ?? shape.height,
      ...(frameRate === undefined ? {} : { frameRate }),
      ...(maxDuration === undefined ? {} : { maxDuration }),
    });
  } catch (error) {
    tell(error);
    return new Booth({ ...options, ...shape });
  }
}

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
