import type { I420Layout } from '../../stage/i420.js';
import type { EncoderName } from '../report.js';

/** What an encoder is opened with. */
export interface EncoderOptions {
  /** Size and layout of every picture. */
  readonly layout: I420Layout;
  /** Pictures per second. */
  readonly frameRate: number;
  /** Bits per second. */
  readonly bitrateBps: number;
  /** Whether the bitrate is what pictures may need at most, or what they shall have on average. */
  readonly bitrateIs: 'most' | 'average';
  /** Takes each packet in decoding order. */
  readonly onPacket: (packet: PicturePacket) => void;
}

/** An encoded picture. No pictures are reordered, so that the packets' order is that of the pictures. */
export interface PicturePacket {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly isKey: boolean;
  /** How a decoder is to be set up: with the first packet of an encoder at least. */
  readonly config?: VideoDecoderConfig | undefined;
}

/** Encodes packed pictures. */
export interface PictureEncoder {
  readonly name: EncoderName;
  /** How it was set up, for the report. */
  readonly description: string;
  /**
   * Encodes the next picture; its bytes may be changed as soon as the call resolves, which it does when the encoder
   * has room for another.
   * @throws BoothError `encoder-failed`
   */
  encode(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Waits until every packet is out. */
  flush(): Promise<void>;
  /** Frees the encoder. Safe to call twice. */
  close(): void;
}

/** Seconds between key frames: players seek to them. */
export const KEY_FRAME_INTERVAL = 2;
