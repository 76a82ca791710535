/** A larger step than this between two pieces of sound is a gap, not jitter. Seconds. */
export const SOUND_GAP = 0.04;

/** A piece of a microphone's sound; whoever takes it closes it. */
export interface HeardPiece {
  readonly data: AudioData;
  /** Moment of the page's clock, in milliseconds, at which its first sample was heard, or a little later. */
  readonly heardMs: number;
}

/**
 * The pieces of a microphone's track from where their stamps begin to make sense: Chromium has been seen to stamp the
 * first ones seconds apart from those that follow.
 * @param latency seconds from a sound to its samples being there, as the system says; 0 where it does not
 * @param pageNow gives the page's clock in milliseconds
 */
export async function* soundInOrder(
  reader: ReadableStreamDefaultReader<AudioData>,
  latency: number,
  pageNow: () => number,
): AsyncGenerator<HeardPiece> {
  let held: HeardPiece | null = null;
  let isInOrder = false;
  for (;;) {
    const { value: data } = await reader.read();
    if (data === undefined) break;
    // A piece arrives when its last sample has been heard, or later still, and is stamped with the time of its first.
    const next = { data, heardMs: pageNow() - Math.max(data.duration / 1000, latency * 1000) };
    if (isInOrder) {
      yield next;
      continue;
    }
    if (held !== null) {
      const step = (data.timestamp - held.data.timestamp - held.data.duration) / 1e6;
      isInOrder = Math.abs(step) < SOUND_GAP;
      if (isInOrder) {
        yield held;
        yield next;
        continue;
      }
      held.data.close();
    }
    held = next;
  }
  if (!isInOrder) held?.data.close();
}
