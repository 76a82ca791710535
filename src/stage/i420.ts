/*
 * One colour policy for both encoders: the shader itself turns the picture into limited-range BT.709 and packs it as
 * planar YUV 4:2:0, so that what is read back is what is encoded, 1.5 bytes a pixel, and no browser's or ffmpeg's own
 * conversion comes between.
 */

/**
 * Where the planes of a packed picture lie in its bytes: rows of Y, then rows that each hold two rows of U, then the
 * same of V, so that every row is `stride` bytes long.
 */
export interface I420Layout {
  readonly width: number;
  readonly height: number;
  /** Bytes of a row. */
  readonly stride: number;
  /** Rows of all planes. */
  readonly rows: number;
  readonly byteLength: number;
  /** Y, U and V, as `VideoFrame` takes them. */
  readonly planes: readonly [PlaneLayout, PlaneLayout, PlaneLayout];
}

/** The layout of a picture with even sides. */
export function i420Layout(width: number, height: number): I420Layout {
  // Half a row, which is a row of chroma, must be whole texels of four bytes.
  const stride = Math.ceil(width / 8) * 8;
  const chromaRows = Math.ceil(height / 4);
  const rows = height + 2 * chromaRows;
  return {
    width,
    height,
    stride,
    rows,
    byteLength: stride * rows,
    planes: [
      { offset: 0, stride },
      { offset: stride * height, stride: stride / 2 },
      { offset: stride * (height + chromaRows), stride: stride / 2 },
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

/** Copies packed bytes without gaps, plane after plane, as `-f rawvideo -pix_fmt yuv420p` reads them. */
export function tightI420(bytes: Uint8Array, layout: I420Layout, target: Uint8Array): void {
  let position = 0;
  for (const [index, { offset, stride }] of layout.planes.entries()) {
    const [width, height] =
      index === 0 ? [layout.width, layout.height] : [layout.width / 2, layout.height / 2];
    for (let row = 0; row < height; row++) {
      target.set(bytes.subarray(offset + row * stride, offset + row * stride + width), position);
      position += width;
    }
  }
}

/**
 * Draws the packed bytes of a picture, four to a texel. The coefficients are those of ITU-R BT.709-6, items 3.2 to 3.5:
 * Y spans 16 to 235, Cb and Cr 16 to 240 about 128. Chroma is the mean of two by two pixels.
 */
export const I420_FRAGMENT = `#version 300 es
precision highp float;
in vec2 vPlace;
out vec4 finalColor;
uniform sampler2D uInput;
uniform vec2 frameSize;
uniform float stride;

float luma(vec3 color) { return dot(color, vec3(0.2126, 0.7152, 0.0722)); }

float lumaByte(float x, float y) {
  vec3 color = texture(uInput, (vec2(x, y) + 0.5) / frameSize).rgb;
  return (16.0 + 219.0 * luma(color)) / 255.0;
}

float chromaByte(vec2 pixel, bool isV) {
  // The corner shared by four pixels: linear sampling gives their mean.
  vec3 color = texture(uInput, (2.0 * pixel + 1.0) / frameSize).rgb;
  float difference = isV ? (color.r - luma(color)) / 1.5748 : (color.b - luma(color)) / 1.8556;
  return (128.0 + 224.0 * difference) / 255.0;
}

void main() {
  float chromaRows = ceil(frameSize.y / 4.0);
  vec2 texel = floor(vPlace * vec2(stride / 4.0, frameSize.y + 2.0 * chromaRows));
  float x = texel.x * 4.0;
  float y = texel.y - frameSize.y;
  if (y < 0.0) {
    finalColor = vec4(
      lumaByte(x, texel.y), lumaByte(x + 1.0, texel.y), lumaByte(x + 2.0, texel.y), lumaByte(x + 3.0, texel.y));
    return;
  }
  bool isV = y >= chromaRows;
  if (isV) y -= chromaRows;
  bool isSecond = x >= stride / 2.0;
  vec2 pixel = vec2(isSecond ? x - stride / 2.0 : x, 2.0 * y + (isSecond ? 1.0 : 0.0));
  finalColor = vec4(
    chromaByte(pixel, isV), chromaByte(pixel + vec2(1.0, 0.0), isV),
    chromaByte(pixel + vec2(2.0, 0.0), isV), chromaByte(pixel + vec2(3.0, 0.0), isV));
}
`;
