import type { SoundPacket } from './sound-messages.js';

/** Sample frames that are handed over at a time. */
const STRETCH = 48_000;
/** How many such may wait for the encoder. */
const MOST_WAITING = 4;

/** Encodes stereo sound as Opus with the browser's encoder: where pictures can be encoded for WebM, so can sound. */
export class OpusEncoder {
  readonly codec = 'opus';
  private readonly encoder: AudioEncoder;
  private ready: SoundPacket[] = [];
  private given = 0;
  private wake: () => void = () => undefined;
  private decoderConfig: AudioDecoderConfig | undefined;

  /** @param sampleRate in Hz */
  constructor(
    private readonly sampleRate: number,
    bitrateBps: number,
  ) {
    this.encoder = new AudioEncoder({
      output: (chunk, metadata) => {
        this.decoderConfig ??= metadata?.decoderConfig;
        const data = new Uint8Array(chunk.byteLength);
        chunk.copyTo(data);
        this.ready.push({ data, timestamp: chunk.timestamp / 1e6, duration: (chunk.duration ?? 0) / 1e6 });
      },
      // It closes the encoder, and whatever is asked of it next throws.
      error: () => this.wake(),
    });
    this.encoder.configure({ codec: 'opus', sampleRate, numberOfChannels: 2, bitrate: bitrateBps });
  }

  /** What a decoder has to know; after the first packet. */
  get config(): AudioDecoderConfig {
    if (this.decoderConfig === undefined) throw new Error('The encoder did not say how to decode.');
    return this.decoderConfig;
  }

  /** Encodes what comes next; gives the packets that are ready. */
  async encode(left: Float32Array, right: Float32Array): Promise<SoundPacket[]> {
    for (let start = 0; start < left.length; start += STRETCH) {
      const frames = Math.min(STRETCH, left.length - start);
      const data = new Float32Array(2 * frames);
      data.set(left.subarray(start, start + frames));
      data.set(right.subarray(start, start + frames), frames);
      const sample = new AudioData({
        ...{ data, format: 'f32-planar', numberOfChannels: 2, numberOfFrames: frames },
        sampleRate: this.sampleRate,
        timestamp: Math.round((this.given / this.sampleRate) * 1e6),
      });
      this.encoder.encode(sample);
      sample.close();
      this.given += frames;
      while (this.encoder.state === 'configured' && this.encoder.encodeQueueSize > MOST_WAITING) {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
          this.encoder.addEventListener('dequeue', () => resolve(), { once: true });
        });
      }
    }
    return this.takeReady();
  }

  /** Ends the sound; gives the packets that are left. */
  async flush(): Promise<SoundPacket[]> {
    await this.encoder.flush();
    this.encoder.close();
    return this.takeReady();
  }

  private takeReady(): SoundPacket[] {
    const { ready } = this;
    this.ready = [];
    return ready;
  }
}
