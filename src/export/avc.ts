import { BoothError } from '../error.js';
import { BT709 } from '../stage/i420.js';
import { withBt709 } from './sequence-set.js';

/*
 * The decoder's set-up in an MP4 of H.264: an AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1) with the sequence
 * and picture parameter sets.
 */

/**
 * One set-up for the pictures of all the encoders that a clip had, tagged as what they are: limited-range BT.709. Each
 * encoder's parameter sets have a number of their own, so they stand side by side.
 * @throws BoothError `encoder-failed` where an encoder's set-up cannot be read.
 */
export function joinSetups(setups: readonly VideoDecoderConfig[]): VideoDecoderConfig {
  const [first] = setups;
  if (first === undefined) throw new BoothError('encoder-failed', 'The encoder gave no pictures.');
  try {
    const record = setups.map(readRecord).reduce(joinRecords);
    const sequenceSets = record.sequenceSets.map(withBt709);
    return { ...first, colorSpace: BT709, description: writeRecord({ ...record, sequenceSets }) };
  } catch (error) {
    throw new BoothError('encoder-failed', 'The encoded pictures cannot be described: try another encoder.', {
      cause: error,
    });
  }
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
  if (description === undefined) throw new Error('The encoder gave no description.');
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
