import type { Alignment } from '../sound/alignment.js';

/** Where a take's microphone heard the loudspeaker. */
export interface TakeAlignment extends Alignment {
  /** Whether the take is moved to it: it is believed, and not so small that the clock is better. */
  readonly isApplied: boolean;
}

/**
 * A smaller offset than this, in milliseconds, is left alone: the clock is better than that where it is right, and a
 * microphone has a delay of its own that systems do not tell.
 */
const SMALLEST_CORRECTION_MS = 15;

/**
 * Compares what a microphone heard with what was played, which begins where it was reckoned to be heard.
 * @throws BoothError `runtime-missing`
 */
export async function alignTake(
  played: AudioBuffer,
  heard: AudioBuffer,
  assetBase: string,
): Promise<TakeAlignment> {
  const { findAlignment } = await import('../sound/find-alignment.js');
  const alignment = await findAlignment(played, heard, assetBase);
  return {
    ...alignment,
    isApplied: alignment.isTrusted && Math.abs(alignment.offsetMs) >= SMALLEST_CORRECTION_MS,
  };
}
