import { EncodedPacket, EncodedVideoPacketSource } from 'mediabunny';
import { BoothError } from '../error.js';
import { codecLadder, WEBM_CODECS } from '../media/codecs.js';

/** Bits per pixel and frame: a take is an intermediate, so it is kept well above what the clip will have. */
const BITS_PER_PIXEL = 0.2;
/** Frames per second that the bits are reckoned for. */
const USUAL_RATE = 30;
/** Seconds from one key frame to the next: as much as a crash may cost. */
export const KEY_FRAME_INTERVAL = 1;
/** Frames waiting for the encoder before it is busy. */
const MOST_IN_FLIGHT = 8;
/** An encoder that has not given its last frames after so long is dead. */
const PATIENCE_MS = 5000;
/** Chromium tells of some failures only after a flush (https://crbug.com/529852980). */
const LATE_ERRORS_MS = 25;

/** Compresses a camera's frames, each with its own time, and hands them to the track that is its source. */
export class TakeEncoder {
  private readonly encoder: VideoEncoder;
  private readonly canvas: OffscreenCanvas;
  private failure: unknown;
  /** Whether the encoder is what failed, and not the file. */
  private isBroken = false;
  /** Packets that it gave. */
  private given = 0;
  private beforeKey = 0;
  private lastKeyUs = Number.NEGATIVE_INFINITY;
  private stored: Promise<void> = Promise.resolve();

  private constructor(
    config: VideoEncoderConfig,
    readonly source: EncodedVideoPacketSource,
    private readonly firstUs: number,
  ) {
    this.canvas = new OffscreenCanvas(config.width, config.height);
    this.encoder = new VideoEncoder({
      output: (chunk, metadata) => this.store(chunk, metadata),
      error: (error) => this.break(error),
    });
    this.encoder.configure(config);
  }

  /**
   * Opens an encoder for frames like the first one, which stays the caller's to close.
   * @throws BoothError `unsupported-browser`
   */
  static async open({
    displayWidth: width,
    displayHeight: height,
    timestamp,
  }: VideoFrame): Promise<TakeEncoder> {
    const bitrate = Math.round(width * height * USUAL_RATE * BITS_PER_PIXEL);
    for (const codec of [...codecLadder(width, height, USUAL_RATE), ...WEBM_CODECS]) {
      const isH264 = codec.startsWith('avc1');
      const config: VideoEncoderConfig = { codec, width, height, bitrate };
      if (isH264) config.avc = { format: 'avc' };
      const { supported } = await VideoEncoder.isConfigSupported(config).catch(() => ({ supported: false }));
      if (!supported) continue;
      const kind = isH264 ? 'avc' : codec === 'vp8' ? 'vp8' : 'vp9';
      return new TakeEncoder(config, new EncodedVideoPacketSource(kind), timestamp);
    }
    throw new BoothError(
      'unsupported-browser',
      'This browser cannot encode video: update or change the browser.',
    );
  }

  /** How many frames it gave before the last key frame: the file has them with the fragment that this one ends. */
  get framesBeforeKey(): number {
    return this.beforeKey;
  }

  /** Whether frames come faster than they are encoded. */
  get isBusy(): boolean {
    return this.encoder.encodeQueueSize >= MOST_IN_FLIGHT;
  }

  /**
   * Encodes a frame and closes it.
   * @throws what the encoder or the file failed with, now or before
   */
  encode(frame: VideoFrame): void {
    let fitted = frame;
    try {
      this.check();
      fitted = this.fit(frame);
      const keyFrame = fitted.timestamp - this.lastKeyUs >= KEY_FRAME_INTERVAL * 1e6;
      if (keyFrame) this.lastKeyUs = fitted.timestamp;
      this.encoder.encode(fitted, { keyFrame });
    } finally {
      fitted.close();
    }
  }

  /** Waits for what is still being encoded. Throws as {@link encode} does. */
  async finish(): Promise<void> {
    this.check();
    const flushed = this.encoder.flush().then(
      () => true,
      (error: unknown) => this.break(error),
    );
    const isFlushed = await Promise.race([flushed, wait(PATIENCE_MS).then(() => false)]);
    if (isFlushed === false) this.break(new Error('The encoder stopped answering.'));
    await wait(LATE_ERRORS_MS);
    await this.stored;
    this.check();
    this.source.close();
  }

  /**
   * Ends the track after what the encoder gave before it broke, and says how many frames those are; 0 where it did not
   * break, or the file is what failed.
   */
  async salvage(): Promise<number> {
    await this.stored;
    if (!this.isBroken) return 0;
    this.source.close();
    return this.given;
  }

  /** Frees the encoder. Safe to call at any time. */
  close(): void {
    if (this.encoder.state !== 'closed') this.encoder.close();
  }

  /** The frame in the size that the take began with, which is filled by what a camera shows that was turned since. */
  private fit(frame: VideoFrame): VideoFrame {
    const { canvas } = this;
    if (frame.displayWidth === canvas.width && frame.displayHeight === canvas.height) return frame;
    const scale = Math.max(canvas.width / frame.displayWidth, canvas.height / frame.displayHeight);
    const [width, height] = [frame.displayWidth * scale, frame.displayHeight * scale];
    const [left, top] = [(canvas.width - width) / 2, (canvas.height - height) / 2];
    canvas.getContext('2d')?.drawImage(frame, left, top, width, height);
    const fitted = new VideoFrame(canvas, { timestamp: frame.timestamp });
    frame.close();
    return fitted;
  }

  private store(chunk: EncodedVideoChunk, metadata?: EncodedVideoChunkMetadata): void {
    const data = new Uint8Array(chunk.byteLength);
    chunk.copyTo(data);
    const packet = new EncodedPacket(
      data,
      chunk.type,
      (chunk.timestamp - this.firstUs) / 1e6,
      (chunk.duration ?? 0) / 1e6,
    );
    if (chunk.type === 'key') this.beforeKey = this.given;
    this.given++;
    this.stored = this.source.add(packet, metadata).catch((error: unknown) => this.fail(error));
  }

  private break(error: unknown): void {
    this.isBroken ||= this.failure === undefined;
    this.fail(error);
  }

  private fail(error: unknown): void {
    this.failure ??= error;
  }

  private check(): void {
    if (this.failure !== undefined) throw this.failure;
  }
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
