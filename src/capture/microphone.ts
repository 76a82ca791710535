import type { SoundSamples } from './microphone-messages.js';

/** A larger step than this between two pieces of sound is a gap, not jitter. Seconds. */
const SOUND_GAP = 0.04;

/** A piece of a microphone's sound with its place. */
export interface HeardPiece {
  readonly data: SoundPiece;
  /** Seconds from the first piece. Stamps jitter by whole milliseconds; samples in a row follow each other exactly. */
  readonly at: number;
  /** Moment of the page's clock, in milliseconds, at which the first piece began, as it is known by now. */
  readonly beganMs: number;
}

/**
 * The pieces of a microphone's track, each in its place.
 * @param latency seconds from a sound to its samples being there, as the system says; 0 where it does not
 * @param pageNow gives the page's clock in milliseconds
 */
export async function* soundInOrder(
  reader: ReadableStreamDefaultReader<AudioData | SoundSamples>,
  latency: number,
  pageNow: () => number,
): AsyncGenerator<HeardPiece> {
  const row = new Row();
  for (;;) {
    const { value } = await reader.read();
    if (value === undefined) break;
    const data = pieceOf(value);
    const { sampleRate, length } = data;
    // A piece arrives when its last sample has been heard, or later still, and is stamped with the time of its first.
    const heardMs = pageNow() - Math.max(length / sampleRate, latency) * 1000;
    yield { data, ...row.place(data, heardMs) };
  }
}

/** A piece of sound, in memory. */
export interface SoundPiece {
  readonly channels: readonly [Float32Array<ArrayBuffer>, ...Float32Array<ArrayBuffer>[]];
  /** Samples of each channel. */
  readonly length: number;
  /** Microseconds, by the track's own clock. */
  readonly timestamp: number;
  readonly sampleRate: number;
}

/** What came out of a track, which is closed, as samples. */
function pieceOf(from: AudioData | SoundSamples): SoundPiece {
  const { timestamp, sampleRate } = from;
  if (!('copyTo' in from)) {
    return { channels: [from.samples], length: from.samples.length, timestamp, sampleRate };
  }
  const length = from.numberOfFrames;
  const channel = (planeIndex: number) => {
    const samples = new Float32Array(length);
    from.copyTo(samples, { planeIndex, format: 'f32-planar' });
    return samples;
  };
  const others = Array.from({ length: from.numberOfChannels - 1 }, (_none, index) => channel(index + 1));
  const piece: SoundPiece = { channels: [channel(0), ...others], length, timestamp, sampleRate };
  from.close();
  return piece;
}

type PieceFacts = Pick<SoundPiece, 'timestamp' | 'length' | 'sampleRate'>;

/**
 * Pieces of sound one after another, and when the first one was heard: a piece can arrive late but never early, so the
 * one that is least late tells.
 */
export class Row {
  private end = 0;
  private beganMs = Number.POSITIVE_INFINITY;
  /** What a stamp, in seconds, is more than its place. */
  private base: number | null = null;

  /**
   * Places the next piece: behind the last one, or later where its stamp says that pieces are missing in between.
   * Chromium has been seen to stamp the first pieces of a track seconds away from the others, which is no gap: the
   * piece would then have been heard before it could be.
   * @param heardMs moment of the page's clock at which it was heard at the latest
   */
  place({ timestamp, length, sampleRate }: PieceFacts, heardMs: number): { at: number; beganMs: number } {
    const stamp = timestamp / 1e6;
    this.base ??= stamp;
    const missing = stamp - this.base - this.end;
    const canBeMissing = heardMs > this.beganMs + (this.end + missing / 2) * 1000;
    const isGap = missing > SOUND_GAP && canBeMissing;
    if (!isGap && Math.abs(missing) > SOUND_GAP) this.base = stamp - this.end;
    const at = this.end + (isGap ? missing : 0);
    this.end = at + length / sampleRate;
    this.beganMs = Math.min(this.beganMs, heardMs - at * 1000);
    return { at, beganMs: this.beganMs };
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

  /** Keeps a piece. */
  add({ data, at }: HeardPiece): void {
    this.pieces.push({ at, samples: data.channels[0] });
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
