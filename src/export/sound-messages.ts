/** How sound is encoded. */
export type SoundCodec = 'aac' | 'opus';

/** An encoded piece of sound. */
export interface SoundPacket {
  readonly data: Uint8Array<ArrayBuffer>;
  /** Seconds; before zero where it only primes the decoder. */
  readonly timestamp: number;
  /** Seconds. */
  readonly duration: number;
}

/**
 * Encoded sound. Its packets are in one Blob and a few arrays: passing thousands of them on one by one would hold the
 * page up.
 */
export interface SoundTrack {
  readonly codec: SoundCodec;
  readonly config: AudioDecoderConfig;
  /** The packets' bytes, one packet after another. */
  readonly data: Blob;
  /** Bytes of each packet. */
  readonly lengths: Uint32Array;
  /** As in {@link SoundPacket}, for each packet. */
  readonly timestamps: Float64Array;
  readonly durations: Float64Array;
}

/** What the page sends to the sound worker: how to encode, then the samples part by part, then that there are no more. */
export type SoundRequest =
  | {
      readonly type: 'start';
      readonly codec: SoundCodec;
      readonly sampleRate: number;
      readonly bitrateBps: number;
    }
  | {
      readonly type: 'part';
      readonly left: Float32Array<ArrayBuffer>;
      readonly right: Float32Array<ArrayBuffer>;
    }
  | { readonly type: 'end' };

/** What the worker answers. */
export type SoundReply =
  | { readonly type: 'ready' }
  /** A part was encoded. */
  | { readonly type: 'encoded' }
  | { readonly type: 'done'; readonly track: SoundTrack }
  | { readonly type: 'failed'; readonly message: string };
