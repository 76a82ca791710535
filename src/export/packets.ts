import { EncodedPacket } from 'mediabunny';
import type { PicturePacket } from './encoders/encoder.js';

/** Bytes after which packets are put away. */
const CHUNK_BYTES = 2 ** 20;

/**
 * The encoded pictures of a clip in their order. They are put away into Blobs, which the browser keeps outside of the
 * page's memory: a long clip takes no more of it than a short one.
 */
export class PacketStore {
  private readonly chunks: { blob: Blob; packets: { length: number; isKey: boolean }[] }[] = [];
  private fresh: PicturePacket[] = [];
  private freshBytes = 0;
  private stored = 0;
  /** The set-ups of the encoders, in the order in which they were used. */
  readonly setups: VideoDecoderConfig[] = [];

  /** How many pictures there are. */
  get count(): number {
    return this.stored + this.fresh.length;
  }

  /** Adds the next picture. */
  add(packet: PicturePacket, encoder: unknown): void {
    if (packet.config !== undefined && this.encoder !== encoder) {
      this.encoder = encoder;
      this.setups.push(packet.config);
    }
    this.fresh.push(packet);
    this.freshBytes += packet.data.byteLength;
    if (this.freshBytes >= CHUNK_BYTES) this.putAway();
  }
  private encoder: unknown = null;

  private putAway(): void {
    const blob = new Blob(this.fresh.map(({ data }) => data));
    const packets = this.fresh.map(({ data, isKey }) => ({ length: data.byteLength, isKey }));
    this.chunks.push({ blob, packets });
    this.stored += packets.length;
    this.fresh = [];
    this.freshBytes = 0;
  }

  /** The pictures, each stamped with its place at a constant rate. */
  async *packets(frameRate: number): AsyncGenerator<EncodedPacket> {
    this.putAway();
    let index = 0;
    for (const { blob, packets } of this.chunks) {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let position = 0;
      for (const { length, isKey } of packets) {
        const data = bytes.subarray(position, position + length);
        yield new EncodedPacket(data, isKey ? 'key' : 'delta', index / frameRate, 1 / frameRate);
        position += length;
        index++;
      }
    }
  }
}
