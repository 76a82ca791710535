import { BoothError } from '../error.js';
import { type BaseContext, Context, setContext } from './tone.js';

/** The page's way to the loudspeaker: the browser's context, and Tone's view of it. */
export interface SoundContext {
  readonly raw: AudioContext;
  readonly tone: Context;
}

let shared: SoundContext | null = null;

/**
 * The one sound context of the page, made when first needed; browsers allow only a few, so it is shared and stays.
 * It is Tone's own default context too: see {@link giveToneContext}.
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

/**
 * Gives Tone a default context where it has none: it asks for one whenever a node is made, also where the node names
 * its own, and the one that it would make by itself opens the loudspeaker and ticks in a worker from a blob, which a
 * strict content policy forbids.
 */
export function giveToneContext(context: BaseContext): void {
  if (shared === null) setContext(context);
}
