import { BoothError } from '../../error.js';
import { codecLadder, WEBM_CODECS } from '../../media/codecs.js';
import { i420Frame } from '../../stage/i420.js';
import {
  type EncoderOptions,
  KEY_FRAME_INTERVAL,
  type PictureEncoder,
  type PicturePacket,
} from './encoder.js';

/** Pictures inside the encoder at a time: enough to overlap, few enough to bound memory. */
const MOST_IN_FLIGHT = 6;
/**
 * Some encoders, such as Firefox's on Linux, give nothing before they have seen a second or two of pictures: where one
 * has taken all that it was given and said nothing for so long, it may hold twice as many, up to a bound.
 */
const HOLDING = { afterMs: 250, most: 96 };
/** An encoder that says nothing for so long is dead. */
const PATIENCE_MS = 5000;
/** Pictures encoded to see whether an encoder really works: some say yes and then fail at the first. */
const PROBE_PICTURES = 3;

/** What the browser is asked to encode, the best first. */
export type VideoFormat = 'h264' | 'webm';

/**
 * Opens the browser's own encoder, hardware first, after a probe with real pictures.
 * @throws BoothError `encoder-failed` where none works.
 */
export async function openWebCodecs(format: VideoFormat, options: EncoderOptions): Promise<PictureEncoder> {
  if (typeof VideoEncoder === 'undefined') {
    throw new BoothError(
      'encoder-failed',
      'This browser has no WebCodecs: the ffmpeg encoder can be used instead.',
    );
  }
  const { layout, frameRate, bitrateBps } = options;
  const codecs = format === 'h264' ? codecLadder(layout.width, layout.height, frameRate) : WEBM_CODECS;
  const tried: string[] = [];
  for (const hardwareAcceleration of ['prefer-hardware', 'no-preference'] as const) {
    for (const codec of codecs) {
      const config: VideoEncoderConfig = {
        codec,
        width: layout.width,
        height: layout.height,
        framerate: frameRate,
        bitrate: bitrateBps,
        bitrateMode: 'variable',
        latencyMode: 'quality',
        hardwareAcceleration,
        ...(format === 'h264' ? { avc: { format: 'avc' as const } } : {}),
      };
      const description = `${codec}, ${hardwareAcceleration}`;
      if (await works(config, options)) return new WebCodecsEncoder(config, options, description);
      tried.push(description);
    }
  }
  throw new BoothError(
    'encoder-failed',
    `The browser's encoder does not work here (tried ${tried.join('; ')}).`,
  );
}

async function works(config: VideoEncoderConfig, options: EncoderOptions): Promise<boolean> {
  const { supported } = await VideoEncoder.isConfigSupported(config).catch(() => ({ supported: false }));
  if (!supported) return false;
  let packets = 0;
  const count = ({ data }: PicturePacket) => {
    if (data.byteLength > 0) packets++;
  };
  const probe = new WebCodecsEncoder(config, { ...options, onPacket: count }, 'probe');
  const grey = new Uint8Array(options.layout.byteLength).fill(128);
  try {
    for (let index = 0; index < PROBE_PICTURES; index++) await probe.encode(grey);
    await probe.flush();
    return packets === PROBE_PICTURES;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}

class WebCodecsEncoder implements PictureEncoder {
  readonly name = 'webcodecs';
  private readonly encoder: VideoEncoder;
  private failure: unknown;
  private inFlight = 0;
  /** Pictures that the encoder may hold. */
  private room = MOST_IN_FLIGHT;
  private wake: (() => void) | null = null;
  private encoded = 0;

  constructor(
    config: VideoEncoderConfig,
    private readonly options: EncoderOptions,
    readonly description: string,
  ) {
    this.encoder = new VideoEncoder({
      output: (chunk, metadata) => this.receive(chunk, metadata),
      error: (error) => this.fail(error),
    });
    this.encoder.configure(config);
  }

  private receive(chunk: EncodedVideoChunk, metadata?: EncodedVideoChunkMetadata): void {
    const data = new Uint8Array(chunk.byteLength);
    chunk.copyTo(data);
    this.options.onPacket({ data, isKey: chunk.type === 'key', config: metadata?.decoderConfig });
    this.inFlight--;
    this.wake?.();
  }

  private fail(error: unknown): void {
    this.failure ??= error;
    this.wake?.();
  }

  async encode(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.check();
    const index = this.encoded++;
    const { layout, frameRate } = this.options;
    const frame = i420Frame(
      bytes,
      layout,
      Math.round((index * 1e6) / frameRate),
      Math.round(1e6 / frameRate),
    );
    try {
      this.encoder.encode(frame, { keyFrame: index % Math.round(KEY_FRAME_INTERVAL * frameRate) === 0 });
      this.inFlight++;
    } catch (error) {
      this.fail(error);
    } finally {
      frame.close();
    }
    while (this.inFlight >= this.room && this.failure === undefined) await this.progress();
    this.check();
  }

  async flush(): Promise<void> {
    this.check();
    const flushed = this.encoder.flush().catch((error: unknown) => this.fail(error));
    let done = false;
    void flushed.then(() => {
      done = true;
      this.wake?.();
    });
    while (!done && this.failure === undefined) await this.progress();
    this.check();
  }

  /** Waits for the encoder's next sign of life, or until it may hold more. */
  private progress(): Promise<void> {
    return new Promise((resolve) => {
      const patience = setTimeout(() => this.fail(new Error('The encoder stopped answering.')), PATIENCE_MS);
      const holding = setTimeout(() => this.letHoldMore(), HOLDING.afterMs);
      this.wake = () => {
        clearTimeout(patience);
        clearTimeout(holding);
        resolve();
      };
    });
  }

  private letHoldMore(): void {
    const hasGivenNothing = this.inFlight === this.encoded;
    if (!hasGivenNothing || this.encoder.encodeQueueSize > 0 || this.room >= HOLDING.most) return;
    this.room *= 2;
    this.wake?.();
  }

  private check(): void {
    if (this.failure === undefined) return;
    throw new BoothError('encoder-failed', `The browser's encoder failed: ${this.failure}`, {
      cause: this.failure,
    });
  }

  close(): void {
    if (this.encoder.state !== 'closed') this.encoder.close();
  }
}
