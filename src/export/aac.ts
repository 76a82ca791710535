import createModule from '../../node_modules/@mediabunny/aac-encoder/dist/modules/build/aac.js';
import type { SoundPacket } from './sound-messages.js';

/** A place in the encoder's memory. */
type Pointer = number;

/** ffmpeg's AAC encoder alone, compiled to WebAssembly: the functions of the package's `src/bridge.c`. */
interface AacModule {
  /** Another array whenever the memory grew. */
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  _init_encoder(channels: number, sampleRate: number, bitrateBps: number): Pointer;
  _get_encoder_frame_size(encoder: Pointer): number;
  _get_encoder_extradata(encoder: Pointer): Pointer;
  _get_encoder_extradata_size(encoder: Pointer): number;
  _get_encode_input_ptr(encoder: Pointer, bytes: number): Pointer;
  _send_frame(encoder: Pointer, timestamp: bigint): number;
  _flush_encoder_start(encoder: Pointer): void;
  /** Bytes of the next packet, 0 where there is none yet, less where it failed. */
  _receive_packet(encoder: Pointer): number;
  _get_encoded_data(encoder: Pointer): Pointer;
  _get_encoded_pts(encoder: Pointer): bigint;
}

const CHANNELS = 2;

/**
 * Encodes stereo sound as AAC-LC, the same in every browser and exact to the sample: the first packet is stamped before
 * zero, as it only primes the decoder, and the last lasts no longer than the sound.
 */
export class AacEncoder {
  readonly codec = 'aac';
  private readonly frameSize: number;
  /** Samples of both channels in turns, until they fill a frame. */
  private readonly frame: Float32Array<ArrayBuffer>;
  private filled = 0;
  /** Sample frames that the encoder was given. */
  private given = 0;

  private constructor(
    private readonly module: AacModule,
    private readonly encoder: Pointer,
    private readonly sampleRate: number,
  ) {
    this.frameSize = module._get_encoder_frame_size(encoder);
    this.frame = new Float32Array(CHANNELS * this.frameSize);
  }

  /** @param sampleRate in Hz */
  static async create(sampleRate: number, bitrateBps: number): Promise<AacEncoder> {
    const module = (await createModule()) as AacModule;
    const encoder = module._init_encoder(CHANNELS, sampleRate, bitrateBps);
    if (encoder === 0) throw new Error(`AAC cannot be encoded at ${sampleRate} Hz.`);
    return new AacEncoder(module, encoder, sampleRate);
  }

  /** What a decoder has to know. */
  get config(): AudioDecoderConfig {
    const { module, encoder, sampleRate } = this;
    const description = this.bytes(
      module._get_encoder_extradata(encoder),
      module._get_encoder_extradata_size(encoder),
    );
    return { codec: 'mp4a.40.2', sampleRate, numberOfChannels: CHANNELS, description };
  }

  /** Encodes what comes next; gives the packets that are ready. */
  encode(left: Float32Array, right: Float32Array): SoundPacket[] {
    const ready: SoundPacket[] = [];
    for (let index = 0; index < left.length; index++) {
      this.frame[CHANNELS * this.filled] = left[index] ?? 0;
      this.frame[CHANNELS * this.filled + 1] = right[index] ?? 0;
      this.filled++;
      if (this.filled === this.frameSize) ready.push(...this.encodeFrame());
    }
    return ready;
  }

  /** Ends the sound; gives the packets that are left. */
  flush(): SoundPacket[] {
    const end = this.given + this.filled;
    this.frame.fill(0, CHANNELS * this.filled);
    const ready = this.filled > 0 ? this.encodeFrame() : [];
    this.module._flush_encoder_start(this.encoder);
    this.given = end;
    return [...ready, ...this.takePackets()];
  }

  private encodeFrame(): SoundPacket[] {
    const { module, encoder, frame } = this;
    const input = module._get_encode_input_ptr(encoder, frame.byteLength);
    module.HEAPU8.set(new Uint8Array(frame.buffer), input);
    if (module._send_frame(encoder, BigInt(this.given)) < 0) throw new Error('The AAC encoder failed.');
    this.given += this.frameSize;
    this.filled = 0;
    return this.takePackets();
  }

  private takePackets(): SoundPacket[] {
    const { module, encoder, sampleRate, frameSize } = this;
    const packets: SoundPacket[] = [];
    for (;;) {
      const size = module._receive_packet(encoder);
      if (size < 0) throw new Error('The AAC encoder failed.');
      if (size === 0) return packets;
      const start = Number(module._get_encoded_pts(encoder));
      const data = this.bytes(module._get_encoded_data(encoder), size);
      const duration = Math.min(frameSize, this.given - start) / sampleRate;
      if (duration > 0) packets.push({ data, timestamp: start / sampleRate, duration });
    }
  }

  private bytes(start: Pointer, length: number): Uint8Array<ArrayBuffer> {
    return this.module.HEAPU8.slice(start, start + length);
  }
}
