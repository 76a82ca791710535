/*
 * The sequence parameter set of H.264 (ITU-T H.264, 7.3.2.1.1), which says what the pictures of a stream are. Encoders
 * name their colours in it, each after its own fashion or not at all.
 */

/** Profiles whose sets say more of the samples (7.3.2.1.1). */
const RICH_PROFILES = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];
/** Of `chroma_format_idc`: as many samples of chroma as of luma. */
const YUV_444 = 3;
/** Of `aspect_ratio_idc`: the ratio follows in numbers. */
const EXTENDED_RATIO = 255;
/** Of `video_format`: unspecified (table E-2). */
const UNSPECIFIED_FORMAT = 5;
/** BT.709 as primaries, transfer and matrix (tables E-3 to E-5). */
const BT709 = 1;
/** How many parts of the usability information, after the colours, are each said to be missing by a bit. */
const PARTS_AFTER_COLORS = 6;

/**
 * A sequence parameter set, with its head of one byte, that says that the pictures are in limited-range BT.709; all
 * else is as before.
 * @throws Error where it is not one.
 */
export function withBt709(set: Uint8Array): Uint8Array<ArrayBuffer> {
  const bits = new BitReader(unescaped(set));
  const copy = new BitWriter();
  const keep = (count: number) => copy.write(bits.read(count), count);
  const keepNumber = () => copy.writeNumber(bits.readNumber());

  keep(8);
  const profile = keep(8);
  keep(16);
  keepNumber();
  if (RICH_PROFILES.includes(profile)) {
    const chroma = keepNumber();
    if (chroma === YUV_444) keep(1);
    keepNumber();
    keepNumber();
    keep(1);
    if (keep(1) === 1) {
      for (let list = 0; list < (chroma === YUV_444 ? 12 : 8); list++) {
        if (keep(1) === 1) keepScalingList(list < 6 ? 16 : 64, keepNumber);
      }
    }
  }
  keepNumber();
  const orderType = keepNumber();
  if (orderType === 0) keepNumber();
  if (orderType === 1) {
    keep(1);
    keepNumber();
    keepNumber();
    for (let left = keepNumber(); left > 0; left--) keepNumber();
  }
  keepNumber();
  keep(1);
  keepNumber();
  keepNumber();
  if (keep(1) === 0) keep(1);
  keep(1);
  if (keep(1) === 1) for (let side = 0; side < 4; side++) keepNumber();

  const hasUsability = bits.read(1) === 1;
  copy.write(1, 1);
  if (hasUsability) {
    if (keep(1) === 1 && keep(8) === EXTENDED_RATIO) keep(32);
    if (keep(1) === 1) keep(1);
  } else {
    copy.write(0, 2);
  }
  let format = UNSPECIFIED_FORMAT;
  if (hasUsability && bits.read(1) === 1) {
    format = bits.read(3);
    bits.read(1);
    if (bits.read(1) === 1) bits.read(24);
  }
  copy.write(1, 1);
  copy.write(format, 3);
  copy.write(0, 1);
  copy.write(1, 1);
  for (let fact = 0; fact < 3; fact++) copy.write(BT709, 8);
  if (hasUsability) while (bits.left > 0) keep(1);
  else copy.write(0, PARTS_AFTER_COLORS);
  return escaped(copy.end());
}

/** Keeps the steps from each scale to the next, of which those after a scale of zero are left out (7.3.2.1.1.1). */
function keepScalingList(length: number, keepNumber: () => number): void {
  let scale = 8;
  for (let index = 0; index < length && scale !== 0; index++) scale = (scale + signed(keepNumber())) & 255;
}

/** The signed number that an unsigned one of the stream stands for (9.1.1). */
const signed = (number: number) => (number % 2 === 1 ? (number + 1) / 2 : -number / 2);

class BitReader {
  private position = 0;
  /** Bits before the one that ends the set. */
  private readonly length: number;

  constructor(private readonly bytes: Uint8Array) {
    const last = bytes.findLastIndex((byte) => byte !== 0);
    const byte = bytes[last] ?? 0;
    this.length = 8 * last + Math.clz32(byte & -byte) - 24;
  }

  get left(): number {
    return this.length - this.position;
  }

  /** @throws Error where the set ends before. */
  read(count: number): number {
    if (!(count <= this.left)) throw new Error('The sequence parameter set ends too early.');
    let value = 0;
    for (const end = this.position + count; this.position < end; this.position++) {
      value = value * 2 + (((this.bytes[this.position >> 3] ?? 0) >> (7 - (this.position & 7))) & 1);
    }
    return value;
  }

  /** Reads a number of a length of its own: as many zeros as it has bits after its first one (9.1). */
  readNumber(): number {
    let zeros = 0;
    while (this.read(1) === 0) zeros++;
    return 2 ** zeros + this.read(zeros) - 1;
  }
}

class BitWriter {
  private readonly bits: number[] = [];

  /** Gives back what it wrote. */
  write(value: number, count: number): number {
    for (let bit = count - 1; bit >= 0; bit--) this.bits.push(Math.floor(value / 2 ** bit) & 1);
    return value;
  }

  writeNumber(value: number): number {
    const length = Math.floor(Math.log2(value + 1));
    this.write(0, length);
    this.write(value + 1, length + 1);
    return value;
  }

  /** The bytes, after the one bit that ends a set. */
  end(): Uint8Array {
    this.bits.push(1);
    const bytes = new Uint8Array(Math.ceil(this.bits.length / 8));
    for (const [index, bit] of this.bits.entries()) {
      bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (bit << (7 - (index & 7)));
    }
    return bytes;
  }
}

/** Without the bytes of three that keep two zeros from looking like the start of a unit (7.4.1). */
function unescaped(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, index) => !(byte === 3 && bytes[index - 1] === 0 && bytes[index - 2] === 0));
}

function escaped(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const result: number[] = [];
  for (const byte of bytes) {
    if (byte <= 3 && result.at(-1) === 0 && result.at(-2) === 0) result.push(3);
    result.push(byte);
  }
  return new Uint8Array(result);
}
