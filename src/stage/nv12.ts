/*
 * One colour policy for both encoders: the shader that draws a picture itself turns it into limited-range BT.709 and
 * packs it as NV12, so that what is read back is what is encoded, 1.5 bytes a pixel, and no browser's or ffmpeg's own
 * conversion comes between.
 */

/**
 * Where the planes of a packed picture lie in its bytes: rows of Y, then half as many rows of alternating Cb and Cr,
 * every row `stride` bytes long.
 */
export interface Nv12Layout {
  readonly width: number;
  readonly height: number;
  /** Bytes of a row. */
  readonly stride: number;
  readonly byteLength: number;
  /** Y, and CbCr, as `VideoFrame` takes them. */
  readonly planes: readonly [PlaneLayout, PlaneLayout];
}

/** The layout of a picture with even sides. */
export function nv12Layout(width: number, height: number): Nv12Layout {
  // A fragment packs blocks of that width.
  const stride = Math.ceil(width / NV12_BLOCK.width) * NV12_BLOCK.width;
  return {
    width,
    height,
    stride,
    byteLength: stride * height * 1.5,
    planes: [
      { offset: 0, stride },
      { offset: stride * height, stride },
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

/** A frame of packed bytes, which are copied. */
export function nv12Frame(
  bytes: Uint8Array<ArrayBuffer>,
  layout: Nv12Layout,
  timestampUs: number,
  durationUs: number,
): VideoFrame {
  return new VideoFrame(bytes, {
    format: 'NV12',
    codedWidth: layout.width,
    codedHeight: layout.height,
    layout: [...layout.planes],
    timestamp: timestampUs,
    duration: durationUs,
    colorSpace: BT709,
  });
}

/** Copies packed bytes without gaps, as `-f rawvideo -pix_fmt nv12` reads them. */
export function tightNv12(
  bytes: Uint8Array,
  { width, height, stride }: Nv12Layout,
  target: Uint8Array,
): void {
  if (stride === width) {
    target.set(bytes);
    return;
  }
  for (let row = 0; row < height * 1.5; row++) {
    target.set(bytes.subarray(row * stride, row * stride + width), row * width);
  }
}

/** The pixels that one fragment packs: four of each of two rows, which make two chroma samples. */
export const NV12_BLOCK = { width: 4, height: 2 } as const;

/** What a packing program draws to at once: the even rows of Y, the odd ones, and CbCr; a texel is four bytes. */
export const NV12_OUTPUTS = `
layout(location = 0) out vec4 evenRow;
layout(location = 1) out vec4 oddRow;
layout(location = 2) out vec4 chromaRow;
`;

/**
 * The main function of a packing program, for which \`vec3 colorAt(vec2 place)\` gives the picture. The coefficients are
 * those of ITU-R BT.709-6, items 3.2 to 3.5: Y spans 16 to 235, Cb and Cr 16 to 240 about 128. Chroma is the mean of
 * two by two pixels. It is written out rather than looped over: software GL is three times slower with a loop.
 */
export const NV12_MAIN = `
const vec3 LUMA = vec3(0.2126, 0.7152, 0.0722);
float lumaByte(vec3 color) { return (16.0 + 219.0 * dot(color, LUMA)) / 255.0; }
vec2 chromaBytes(vec3 color) {
  float luma = dot(color, LUMA);
  return (128.0 + 224.0 * vec2((color.b - luma) / 1.8556, (color.r - luma) / 1.5748)) / 255.0;
}
void main() {
  vec2 corner = floor(gl_FragCoord.xy) * vec2(4.0, 2.0) + 0.5;
${[0, 1].map((row) => [0, 1, 2, 3].map((x) => `  vec3 color${row}${x} = colorAt((corner + vec2(${x}, ${row})) / frameSize);\n`).join('')).join('')}
  evenRow = vec4(${[0, 1, 2, 3].map((x) => `lumaByte(color0${x})`).join(', ')});
  oddRow = vec4(${[0, 1, 2, 3].map((x) => `lumaByte(color1${x})`).join(', ')});
  chromaRow = vec4(
    chromaBytes((color00 + color01 + color10 + color11) / 4.0),
    chromaBytes((color02 + color03 + color12 + color13) / 4.0));
}
`;
