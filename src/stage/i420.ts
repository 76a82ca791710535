/*
 * One colour policy for both encoders: the program that draws a picture itself turns it into limited-range BT.709 and
 * packs it, so that what is read back is what is encoded, as I420, 1.5 bytes a pixel, and no browser's or ffmpeg's own
 * conversion comes between.
 */

/**
 * Where the planes of a picture with even sides lie in its bytes: rows of Y, then half as many rows of Cb, then of Cr,
 * half as long.
 */
export interface I420Layout {
  readonly width: number;
  readonly height: number;
  /** Bytes of a row of Y; twice those of a row of Cb or Cr. */
  readonly stride: number;
  readonly byteLength: number;
  /** Y, Cb and Cr, as `VideoFrame` takes them. */
  readonly planes: readonly [PlaneLayout, PlaneLayout, PlaneLayout];
}

/** The layout of a picture with even sides. */
export function i420Layout(width: number, height: number): I420Layout {
  const stride = Math.ceil(width / BLOCK.width) * BLOCK.width;
  const luma = stride * height;
  // Shifted, not divided, so that engines know them to be whole: `recolor` counts on from them millions of times.
  const [half, chroma] = [stride >> 1, luma >> 2];
  return {
    width,
    height,
    stride,
    byteLength: luma + 2 * chroma,
    planes: [
      { offset: 0, stride },
      { offset: luma, stride: half },
      { offset: luma + chroma, stride: half },
    ],
  };
}

/** Limited-range BT.709, as ITU-R BT.709-6 and H.273 number it. */
export const BT709: VideoColorSpaceInit = {
  primaries: 'bt709',
  transfer: 'bt709',
  matrix: 'bt709',
  fullRange: false,
};

/** A frame of a picture's bytes, which are copied. */
export function i420Frame(
  bytes: Uint8Array<ArrayBuffer>,
  layout: I420Layout,
  timestampUs: number,
  durationUs: number,
): VideoFrame {
  return new VideoFrame(bytes, {
    format: 'I420',
    codedWidth: layout.width,
    codedHeight: layout.height,
    layout: [...layout.planes],
    timestamp: timestampUs,
    duration: durationUs,
    colorSpace: BT709,
  });
}

/** The pixels that one fragment packs: four of each of two rows, which make two samples of Cb and two of Cr. */
export const BLOCK = { width: 4, height: 2 } as const;

/**
 * Puts blocks, of which each is four words as {@link PACKED_MAIN} gives them, where their bytes belong.
 */
export function unpackBlocks(blocks: Uint32Array, { height, stride, planes }: I420Layout, to: Uint8Array) {
  const across = stride / BLOCK.width;
  const luma = new Uint32Array(to.buffer, to.byteOffset, across * height);
  const chroma = (plane: PlaneLayout) =>
    new Uint16Array(to.buffer, to.byteOffset + plane.offset, (across * height) / BLOCK.height);
  const [blue, red] = [chroma(planes[1]), chroma(planes[2])];
  let block = 0;
  for (let row = 0; row < height / BLOCK.height; row++) {
    const even = row * 2 * across;
    const odd = even + across;
    const half = row * across;
    for (let x = 0; x < across; x++, block += 4) {
      luma[even + x] = blocks[block] ?? 0;
      luma[odd + x] = blocks[block + 1] ?? 0;
      const samples = blocks[block + 2] ?? 0;
      blue[half + x] = samples;
      red[half + x] = samples >>> 16;
    }
  }
}

/** What a packing program gives for a block. */
export const PACKED_OUTPUT = 'layout(location = 0) out highp uvec4 packedBlock;\n';

/**
 * From display-referred RGB to bytes of limited-range BT.709, by the coefficients of ITU-R BT.709-6, items 3.2 to 3.5:
 * Y spans 16 to 235, Cb and Cr 16 to 240 about 128.
 */
export const TO_BYTES = `
const vec3 LUMA = vec3(0.2126, 0.7152, 0.0722);
float lumaByte(vec3 color) { return dot(color, 219.0 * LUMA) + 16.0; }
vec2 chromaBytes(vec3 color) {
  return (color.br - dot(color, LUMA)) * vec2(224.0 / 1.8556, 224.0 / 1.5748) + 128.0;
}
`;

/**
 * The main function of a packing program, for which \`vec3 colorAt(vec2 place)\` gives the picture: two rows of four Y,
 * two Cb and two Cr, a byte each. Chroma is the mean of two by two pixels. It is written out rather than looped over:
 * software GL is three times slower with a loop.
 */
export const PACKED_MAIN = `${TO_BYTES}
uint packBytes(vec4 bytes) {
  // By way of signed numbers, which processors turn into quicker.
  uvec4 whole = uvec4(ivec4(bytes + 0.5));
  return whole.x | whole.y << 8 | whole.z << 16 | whole.w << 24;
}
void main() {
  vec2 toPlace = 1.0 / frameSize;
  vec2 corner = (floor(gl_FragCoord.xy) * vec2(4.0, 2.0) + 0.5) * toPlace;
  vec4 evenRow, oddRow, chroma;
  vec3 color, sum;
${[0, 1]
  .map(
    (half) => `${[0, 1, 2, 3]
      .map((pixel) => {
        const [x, row] = [half * 2 + (pixel % 2), Math.floor(pixel / 2)];
        return `  color = colorAt(corner + vec2(${x}, ${row}) * toPlace);
  ${row === 0 ? 'evenRow' : 'oddRow'}[${x}] = lumaByte(color);
  sum ${pixel === 0 ? '=' : '+='} color;
`;
      })
      .join('')}  chroma.${half === 0 ? 'xz' : 'yw'} = chromaBytes(sum * 0.25);
`,
  )
  .join('')}
  packedBlock = uvec4(packBytes(evenRow), packBytes(oddRow), packBytes(chroma), 0u);
}
`;
