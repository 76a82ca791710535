import {
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  StreamTarget,
  type StreamTargetChunk,
  WebMOutputFormat,
} from 'mediabunny';
import { BoothError } from '../error.js';
import type { PacketStore } from './packets.js';
import type { SoundTrack } from './sound-messages.js';

/** What goes into a movie. */
export interface MovieParts {
  readonly container: 'mp4' | 'webm';
  /** Null where it is sound alone. */
  readonly pictures: MoviePictures | null;
  readonly sound: SoundTrack | null;
}

/** The pictures of a movie. */
export interface MoviePictures {
  readonly store: PacketStore;
  readonly config: VideoDecoderConfig;
  readonly frameRate: number;
}

/**
 * Writes pictures and sound into one file: an MP4 has \`moov\` first, and nothing in it tells when and by what it was made.
 * It is written piece by piece into Blobs, so that it is never in memory whole.
 */
export async function writeMovie(parts: MovieParts): Promise<Blob> {
  const { container, pictures, sound } = parts;
  const file = new BlobFile();
  const output = new Output({
    format: container === 'mp4' ? new Mp4OutputFormat({ fastStart: 'reserve' }) : new WebMOutputFormat(),
    target: new StreamTarget(new WritableStream({ write: (chunk) => file.write(chunk) }), { chunked: true }),
  });
  const addPictures = pictures === null ? null : pictureAdder(output, pictures);
  const addSound = sound === null ? null : await soundAdder(output, sound);
  try {
    await output.start();
    await addPictures?.((timestamp) => addSound?.(timestamp));
    await addSound?.(Number.POSITIVE_INFINITY);
    await output.finalize();
  } catch (error) {
    throw new BoothError('encoder-failed', 'The encoded pictures could not be put into a file.', {
      cause: error,
    });
  }
  return container === 'mp4' ? withoutOrigin(file.blob()) : file.blob();
}

/** Adds a track for the pictures; what it gives adds them, and calls before each with its timestamp. */
function pictureAdder(output: Output, { store, config, frameRate }: MoviePictures) {
  const codec = config.codec.startsWith('avc') ? 'avc' : config.codec === 'vp8' ? 'vp8' : 'vp9';
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source, { frameRate, maximumPacketCount: store.count });
  return async (before: (timestamp: number) => Promise<void> | undefined) => {
    let isFirst = true;
    for await (const packet of store.packets(frameRate)) {
      await before(packet.timestamp);
      await source.add(packet, isFirst ? { decoderConfig: config } : undefined);
      isFirst = false;
    }
  };
}

/** Adds a track for the sound; what it gives adds the packets up to a timestamp. */
async function soundAdder(output: Output, { codec, config, data, ...packets }: SoundTrack) {
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source, { maximumPacketCount: packets.lengths.length });
  const bytes = new Uint8Array(await data.arrayBuffer());
  let [added, position] = [0, 0];
  return async (until: number) => {
    for (;;) {
      const length = packets.lengths[added];
      const timestamp = packets.timestamps[added];
      if (length === undefined || timestamp === undefined || timestamp > until) return;
      const packetBytes = bytes.subarray(position, position + length);
      const packet = new EncodedPacket(packetBytes, 'key', timestamp, packets.durations[added] ?? 0);
      await source.add(packet, added === 0 ? { decoderConfig: config } : undefined);
      position += length;
      added++;
    }
  };
}

/** A file in pieces, of which later ones may lie over earlier ones. */
class BlobFile {
  private pieces: { start: number; blob: Blob }[] = [];

  write({ data, position }: StreamTargetChunk): void {
    const end = position + data.byteLength;
    const kept = this.pieces.flatMap(({ start, blob }) => {
      if (start + blob.size <= position || start >= end) return [{ start, blob }];
      return [
        { start, blob: blob.slice(0, Math.max(0, position - start)) },
        { start: end, blob: blob.slice(Math.min(blob.size, end - start)) },
      ].filter((rest) => rest.blob.size > 0);
    });
    this.pieces = [...kept, { start: position, blob: new Blob([data]) }].sort((a, b) => a.start - b.start);
  }

  blob(): Blob {
    return new Blob(this.pieces.map(({ blob }) => blob));
  }
}

/** Boxes that hold others, and after how many bytes. */
const PARENTS: Record<string, number> = { moov: 8, trak: 8, mdia: 8, minf: 8, stbl: 8, stsd: 16 };
/** Boxes that say when they were made and changed (ISO/IEC 14496-12, 8.2.2, 8.3.2 and 8.4.2). */
const DATED = ['mvhd', 'tkhd', 'mdhd'];
/** Where a box of pictures names what compressed them (12.1.3.2). */
const COMPRESSOR_NAME = { start: 50, length: 32 };

/** An MP4 that does not say when and by what it was made. */
async function withoutOrigin(file: Blob): Promise<Blob> {
  const moov = await findMoov(file);
  const bytes = new Uint8Array(await file.slice(moov.start, moov.end).arrayBuffer());
  const view = new DataView(bytes.buffer);
  const clear = (start: number, end: number) => {
    for (let position = start; position < end; ) {
      const length = Math.max(8, view.getUint32(position));
      const type = String.fromCharCode(...bytes.subarray(position + 4, position + 8));
      const head = PARENTS[type];
      if (head !== undefined) clear(position + head, position + length);
      // Two dates, of eight bytes each in version 1, else of four.
      if (DATED.includes(type))
        bytes.fill(0, position + 12, position + 12 + (bytes[position + 8] === 1 ? 16 : 8));
      if (type === 'avc1') {
        const name = position + COMPRESSOR_NAME.start;
        bytes.fill(0, name, name + COMPRESSOR_NAME.length);
      }
      position += length;
    }
  };
  clear(0, bytes.length);
  return new Blob([file.slice(0, moov.start), bytes, file.slice(moov.end)]);
}

async function findMoov(file: Blob): Promise<{ start: number; end: number }> {
  for (let start = 0; start < file.size; ) {
    const head = new DataView(await file.slice(start, start + 8).arrayBuffer());
    const end = start + head.getUint32(0);
    if (head.getUint32(4) === 0x6d6f6f76) return { start, end };
    if (end <= start) break;
    start = end;
  }
  throw new BoothError('encoder-failed', 'The file was written without its head.');
}
