import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny';
import { BoothError } from '../error.js';
import { openMedia } from '../media/open.js';
import { BT709 } from '../stage/i420.js';
import type { Ffmpeg } from './ffmpeg.js';
import type { DecoderSetup } from './packets.js';

/*
 * The decoder's set-up in an MP4 of H.264: an AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1) with the sequence
 * and picture parameter sets.
 */

/**
 * One set-up for the pictures of all the encoders that a clip had, tagged as what they are: limited-range BT.709 (the
 * ones of H.273). Each encoder's parameter sets have a number of their own, so they stand side by side.
 */
export async function joinSetups(
  ffmpeg: Ffmpeg,
  setups: readonly DecoderSetup[],
): Promise<VideoDecoderConfig> {
  const tagged: { config: VideoDecoderConfig; record: AvcRecord }[] = [];
  for (const setup of setups) {
    const config = await tag(ffmpeg, setup);
    tagged.push({ config, record: readRecord(config) });
  }
  const [first, ...others] = tagged;
  if (first === undefined) throw new BoothError('encoder-failed', 'The encoder gave no pictures.');
  const record = others.reduce((joined, { record: next }) => joinRecords(joined, next), first.record);
  return { ...first.config, colorSpace: BT709, description: writeRecord(record) };
}

/** ffmpeg writes the colours into the sequence parameter set; it does so in a file of a single picture. */
async function tag(ffmpeg: Ffmpeg, { config, packet }: DecoderSetup): Promise<VideoDecoderConfig> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const source = new EncodedVideoPacketSource('avc');
  output.addVideoTrack(source);
  await output.start();
  await source.add(new EncodedPacket(packet, 'key', 0, 1), { decoderConfig: config });
  await output.finalize();
  const file = await ffmpeg.run(
    [
      ...['-f', 'mov', '-i', 'picture.mp4', '-c', 'copy', '-bsf:v'],
      'h264_metadata=colour_primaries=1:transfer_characteristics=1:matrix_coefficients=1:video_full_range_flag=0',
      ...['-f', 'mp4'],
    ],
    [{ name: 'picture.mp4', data: new Uint8Array(target.buffer ?? new ArrayBuffer(0)) }],
    'tagged.mp4',
  );
  using input = openMedia(new Blob([file]));
  const result = await (await input.getPrimaryVideoTrack())?.getDecoderConfig();
  if (!result) throw new BoothError('encoder-failed', 'The encoded pictures cannot be described.');
  return result;
}

interface AvcRecord {
  /** Version, profile, compatibility, level, and the length of a packet's length fields. */
  readonly head: Uint8Array;
  readonly sequenceSets: readonly Uint8Array[];
  readonly pictureSets: readonly Uint8Array[];
  /** What High and later profiles add: the format of chroma and the bit depths. */
  readonly tail: Uint8Array;
}

function readRecord({ description }: VideoDecoderConfig): AvcRecord {
  if (description === undefined) throw new BoothError('encoder-failed', 'The encoder gave no description.');
  const bytes = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  let position = 5;
  const readSets = (count: number) =>
    Array.from({ length: count }, () => {
      const length = ((bytes[position] ?? 0) << 8) | (bytes[position + 1] ?? 0);
      position += 2 + length;
      return bytes.slice(position - length, position);
    });
  const sequenceSets = readSets((bytes[position++] ?? 0) & 31);
  const pictureSets = readSets(bytes[position++] ?? 0);
  return { head: bytes.slice(0, 5), sequenceSets, pictureSets, tail: bytes.slice(position) };
}

function writeRecord({ head, sequenceSets, pictureSets, tail }: AvcRecord): Uint8Array<ArrayBuffer> {
  const sets = (list: readonly Uint8Array[]) =>
    list.flatMap((set) => [set.length >> 8, set.length & 255, ...set]);
  return new Uint8Array([
    ...head,
    // The three bits before the count are reserved and set.
    0xe0 | sequenceSets.length,
    ...sets(sequenceSets),
    pictureSets.length,
    ...sets(pictureSets),
    ...tail,
  ]);
}

/** The sets of both, and the higher of their levels. */
function joinRecords(a: AvcRecord, b: AvcRecord): AvcRecord {
  const head = new Uint8Array(a.head);
  head[LEVEL] = Math.max(a.head[LEVEL] ?? 0, b.head[LEVEL] ?? 0);
  return {
    head,
    sequenceSets: [...a.sequenceSets, ...b.sequenceSets],
    pictureSets: [...a.pictureSets, ...b.pictureSets],
    tail: a.tail,
  };
}

/** Where a record says its level. */
const LEVEL = 3;
