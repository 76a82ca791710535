/*
 * Tone.js writes its name into the page's console when it is first evaluated, unless a global of its own says not to.
 * That is set here, before; a Tone that the page brings itself finds it as the page left it.
 */

const page: typeof globalThis & { TONE_SILENCE_LOGGING?: boolean } = globalThis;
const before = page.TONE_SILENCE_LOGGING;
page.TONE_SILENCE_LOGGING = true;

/** To be called once Tone is there. */
export function endSilence(): void {
  if (before === undefined) delete page.TONE_SILENCE_LOGGING;
  else page.TONE_SILENCE_LOGGING = before;
}
