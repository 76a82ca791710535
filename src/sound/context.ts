import { BoothError } from '../error.js';
import { Context, setContext } from './tone.js';

/** The page's way to the loudspeaker: the browser's context, and Tone's view of it. */
export interface SoundContext {
  readonly raw: AudioContext;
  readonly tone: Context;
}

let shared: SoundContext | null = null;

/**
 * The one sound context of the page, made when first needed; browsers allow only a few, so it is shared and stays.
 * It is Tone's own default context too: Tone asks for one whenever a node is made, and the one that it would make by
 * itself ticks in a worker from a blob, which a strict content policy forbids.
 * @throws BoothError `unsupported-browser` without Web Audio.
 */
export function soundContext(): SoundContext {
  if (shared !== null) return shared;
  try {
    const raw = new AudioContext({ latencyHint: 'interactive' });
    const tone = new Context({ context: raw, clockSource: 'timeout', lookAhead: 0 });
    setContext(tone);
    shared = { raw, tone };
    return shared;
  } catch (error) {
    throw new BoothError(
      'unsupported-browser',
      'This browser cannot play sound: update or change the browser.',
      {
        cause: error,
      },
    );
  }
}
