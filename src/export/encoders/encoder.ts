import type { EncodedPacket } from 'mediabunny';
import type { Nv12Layout } from '../../stage/nv12.js';
import type { EncoderName } from '../report.js';

/** What an encoder is opened with. */
export interface EncoderOptions {
  /** Size and layout of every picture. */
  readonly layout: Nv12Layout;
  /** Pictures per second. */
  readonly frameRate: number;
  /** Average bits per second to aim at. */
  readonly bitrateBps: number;
  /** Takes each packet in decoding order; the first comes with the decoder's configuration. */
  readonly onPacket: (packet: EncodedPacket, config: VideoDecoderConfig | undefined) => void;
}

/** Turns packed pictures into H.264, each stamped with its index over the frame rate. */
export interface PictureEncoder {
  readonly name: EncoderName;
  /** How it was set up, for the report. */
  readonly description: string;
  /**
   * Encodes the next picture; its bytes may be changed as soon as the call resolves, which it does when the encoder
   * has room for another.
   * @throws BoothError `encoder-failed`
   */
  encode(bytes: Uint8Array<ArrayBuffer>, index: number): Promise<void>;
  /** Waits until every packet is out. */
  flush(): Promise<void>;
  /** Frees the encoder. Safe to call twice. */
  close(): void;
}

/** Seconds between key frames: players seek to them. */
export const KEY_FRAME_INTERVAL = 2;
