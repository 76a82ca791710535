import type { Texts } from '../languages/english.js';

/** Below this part of the work, or this many seconds, a guess of the time left would jump about. */
const LEAST_PART = 0.04;
const LEAST_SECONDS = 1;

/**
 * About how many seconds long work still takes, from how far it came in how long; null where that cannot be told yet.
 */
export function secondsLeft(progress: number, elapsed: number): number | null {
  if (progress < LEAST_PART || elapsed < LEAST_SECONDS) return null;
  return (elapsed / progress) * (1 - progress);
}

/** The time left in words: not yet known, a few seconds, or a number of seconds in steps of five. */
export function describeLeft(texts: Texts, left: number | null): string {
  if (left === null) return '';
  return left < 5 ? texts.fewSecondsLeft : texts.secondsLeft(Math.ceil(left / 5) * 5);
}
