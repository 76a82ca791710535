/** A larger step than this between two pieces of sound is a gap, not jitter. Seconds. */
export const SOUND_GAP = 0.04;

/** A piece of a microphone's sound; whoever takes it closes it. */
export interface HeardPiece {
  readonly data: AudioData;
  /** Seconds from the first piece. Stamps jitter by whole milliseconds; samples in a row follow each other exactly. */
  readonly at: number;
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
  let held: Arrived | null = null;
  let row: Row | null = null;
  for (;;) {
    const { value: data } = await reader.read();
    if (data === undefined) break;
    // A piece arrives when its last sample has been heard, or later still, and is stamped with the time of its first.
    const next = { data, heardMs: pageNow() - Math.max(data.duration / 1000, latency * 1000) };
    if (row !== null) {
      yield row.place(next);
      continue;
    }
    if (held !== null) {
      const step = (data.timestamp - held.data.timestamp - held.data.duration) / 1e6;
      if (Math.abs(step) < SOUND_GAP) {
        row = new Row(held.data.timestamp);
        yield row.place(held);
        yield row.place(next);
        continue;
      }
      held.data.close();
    }
    held = next;
  }
  if (row === null) held?.data.close();
}

type Arrived = Omit<HeardPiece, 'at'>;

/** Pieces one after another, each with its place. */
class Row {
  private end = 0;

  constructor(private readonly firstTimestamp: number) {}

  place(piece: Arrived): HeardPiece {
    const stamped = (piece.data.timestamp - this.firstTimestamp) / 1e6;
    const at = stamped > this.end + SOUND_GAP ? stamped : this.end;
    this.end = at + piece.data.numberOfFrames / piece.data.sampleRate;
    return { ...piece, at };
  }
}

/** Samples of a microphone's first channel. */
export interface HeardSamples {
  readonly samples: Float32Array<ArrayBuffer>;
  readonly sampleRate: number;
}

/** Remembers what a microphone heard. */
export class SoundMemory {
  private readonly pieces: { readonly at: number; readonly samples: Float32Array }[] = [];
  private sampleRate = 1;

  /** Keeps a piece's samples; the piece stays the caller's to close. */
  add({ data, at }: HeardPiece): void {
    const samples = new Float32Array(data.numberOfFrames);
    data.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
    this.pieces.push({ at, samples });
    this.sampleRate = data.sampleRate;
  }

  /** All of it in a row, with silence where pieces are missing. */
  join(): HeardSamples {
    const { pieces, sampleRate } = this;
    const places = pieces.map(({ at }) => Math.round(at * sampleRate));
    const samples = new Float32Array((places.at(-1) ?? 0) + (pieces.at(-1)?.samples.length ?? 0));
    for (const [index, piece] of pieces.entries()) samples.set(piece.samples, places[index]);
    return { samples, sampleRate };
  }
}

/** The part `[start, end)` of samples, in seconds; what lies before or after them is silence. */
export function soundOf({ samples, sampleRate }: HeardSamples, start: number, end: number): AudioBuffer {
  const length = Math.max(1, Math.round((end - start) * sampleRate));
  const sound = new AudioBuffer({ length, numberOfChannels: 1, sampleRate });
  const first = Math.round(start * sampleRate);
  sound.copyToChannel(samples.subarray(Math.max(0, first)), 0, Math.max(0, -first));
  return sound;
}
