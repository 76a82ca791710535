import type { I420Layout } from './i420.js';
import type { Uniforms } from './shaders.js';

/*
 * Where effects and a look change nothing but colours, wherever and whenever they are, all that they do is a table from
 * the colours of a decoded frame to those of the encoded one. The GPU draws the table once, with the very program that
 * would have drawn the picture; each frame then goes through it in memory, and is neither brought to the GPU nor read
 * back. On software GL that is several times cheaper; on a GPU it saves the way there.
 */

/** Every Y, by every fourth Cb and every fourth Cr: a cell for each pixel of a square target of this side. */
export const TABLE_SIDE = 1024;

/** The highest Cb or Cr that has a cell of its own. */
const MOST_CHROMA = 252;

/** Stands for reading the picture in the program that draws a table: each cell shows its own colour. */
export const TABLE_SOURCE = `uniform mat3 toRgb;
uniform vec3 blackBytes;
vec4 sampleAt(vec2 place) {
  ivec2 cell = ivec2(gl_FragCoord.xy);
  vec3 bytes = vec3(cell.x & 255, (cell.y >> 4) * 4, (((cell.y & 15) << 2) | (cell.x >> 8)) * 4);
  return vec4(clamp(toRgb * (bytes - blackBytes), 0.0, 1.0), 1.0);
}
`;

/** The main function of the program: Y, Cb, nothing and Cr, so that sums of Cb and Cr have room. */
export const TABLE_MAIN = `
void main() {
  vec3 color = colorAt(vec2(0.5));
  vec2 chroma = chromaBytes(color);
  finalColor = vec4(lumaByte(color), chroma.x, 0.0, chroma.y) / 255.0;
}
`;

/** Weights of red and blue in luma, of BT.709 and BT.601 (H.273, table 4). */
const WEIGHTS: Partial<Record<string, readonly [red: number, blue: number]>> = {
  bt709: [0.2126, 0.0722],
  smpte170m: [0.299, 0.114],
  bt470bg: [0.299, 0.114],
};

/** What {@link TABLE_SOURCE} needs to read a frame's colours; null where its colour space is another one or unknown. */
export function tableUniforms({ matrix, fullRange }: VideoColorSpace): Uniforms | null {
  const weights = WEIGHTS[matrix ?? ''];
  if (weights === undefined || fullRange === null) return null;
  const [red, blue] = weights;
  const green = 1 - red - blue;
  const [luma, chroma] = fullRange ? [255, 255] : [219, 224];
  const [fromBlue, fromRed] = [(2 * (1 - blue)) / chroma, (2 * (1 - red)) / chroma];
  const toRgb = [
    ...[1 / luma, 1 / luma, 1 / luma],
    ...[0, (-fromBlue * blue) / green, fromBlue],
    ...[fromRed, (-fromRed * red) / green, 0],
  ];
  return {
    toRgb: { type: 'mat3x3<f32>', value: new Float32Array(toRgb) },
    blackBytes: { type: 'vec3<f32>', value: new Float32Array([fullRange ? 0 : 16, 128, 128]) },
  };
}

/** A frame's own bytes. */
export interface FramePlanes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly luma: PlaneLayout;
  readonly blue: PlaneLayout;
  readonly red: PlaneLayout;
  /** Bytes from one sample of Cb or Cr to the next. */
  readonly step: 1 | 2;
}

/** Copies a frame's bytes into `bytes`, which is made anew where it does not fit; null where they are no 4:2:0. */
export async function readPlanes(
  frame: VideoFrame,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<FramePlanes | null> {
  if (frame.format !== 'I420' && frame.format !== 'NV12') return null;
  const size = frame.allocationSize();
  const target = bytes.byteLength === size ? bytes : new Uint8Array(size);
  const [luma, blue, red] = await frame.copyTo(target);
  if (luma === undefined || blue === undefined) return null;
  return red === undefined
    ? { bytes: target, luma, blue, red: { ...blue, offset: blue.offset + 1 }, step: 2 }
    : { bytes: target, luma, blue, red, step: 1 };
}

/**
 * Sends each pixel of a frame through a table. Cb and Cr lie between the table's cells: of the four pixels that share
 * them, as many take the upper cell as they are quarters above the lower one, so that the mean of the four is the table
 * interpolated.
 */
export function recolor(
  { bytes, luma, blue, red, step }: FramePlanes,
  table: Uint32Array,
  isMirrored: boolean,
  { width, height, planes: [toLuma, toBlue, toRed] }: I420Layout,
  to: Uint8Array,
): void {
  // Written out, and in whole numbers as the engine knows them: this runs for each of millions of pixels, whose Y are
  // read and written in pairs.
  const across = width >> 1;
  const down = height >> 1;
  const direction = isMirrored ? -1 : 1;
  const first = isMirrored ? across - 1 : 0;
  const left = isMirrored ? 8 : 0;
  const right = 8 - left;
  const stride = luma.stride >> 1;
  const toStride = toLuma.stride >> 1;
  const pairs = new Uint16Array(bytes.buffer, luma.offset, stride * height);
  const toPairs = new Uint16Array(to.buffer, to.byteOffset + toLuma.offset, toStride * height);
  for (let row = 0; row < down; row++) {
    let above = 2 * row * stride + first;
    let blueAt = blue.offset + row * blue.stride + first * step;
    let redAt = red.offset + row * red.stride + first * step;
    let toAbove = 2 * row * toStride;
    let toBlueAt = toBlue.offset + row * toBlue.stride;
    let toRedAt = toRed.offset + row * toRed.stride;
    for (let x = 0; x < across; x++) {
      const cb = capped(bytes[blueAt] ?? 0);
      const cr = capped(bytes[redAt] ?? 0);
      const upper = pairs[above] ?? 0;
      const lower = pairs[above + stride] ?? 0;
      const a = table[cellAt(cb, cr + 1) | ((upper >>> left) & 0xff)] ?? 0;
      const b = table[cellAt(cb + 2, cr + 3) | ((upper >>> right) & 0xff)] ?? 0;
      const c = table[cellAt(cb + 3, cr) | ((lower >>> left) & 0xff)] ?? 0;
      const d = table[cellAt(cb + 1, cr + 2) | ((lower >>> right) & 0xff)] ?? 0;
      toPairs[toAbove] = (a & 0xff) | (b << 8);
      toPairs[toAbove + toStride] = (c & 0xff) | (d << 8);
      const sums = chromaOf(a) + chromaOf(b) + chromaOf(c) + chromaOf(d) + 0x2_0002;
      to[toBlueAt++] = sums >>> 2;
      to[toRedAt++] = sums >>> 18;
      above += direction;
      blueAt += step * direction;
      redAt += step * direction;
      toAbove++;
    }
  }
}

/** Not `Math.min`, which takes this loop half as long again. */
function capped(chroma: number): number {
  if (chroma > MOST_CHROMA) return MOST_CHROMA;
  return chroma;
}

/** Cb and Cr of a cell's colour, sixteen bits apart. */
function chromaOf(color: number): number {
  return (color >>> 8) & 0xff_00ff;
}

/** The first of the cells of a Cb and a Cr: one for each Y follows. */
function cellAt(cb: number, cr: number): number {
  return ((cb & 0xfc) << 12) | ((cr & 0xfc) << 6);
}
