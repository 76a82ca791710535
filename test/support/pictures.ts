/** The pixels of a canvas or picture, at the size of the canvas. */
export function readPixels(source: HTMLCanvasElement | OffscreenCanvas | ImageBitmap): ImageData {
  const canvas = new OffscreenCanvas(source.width, source.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('No 2D canvas');
  context.drawImage(source, 0, 0);
  return context.getImageData(0, 0, source.width, source.height);
}

/** The colour at a place of a picture, from (0, 0) at the top left to (1, 1) at the bottom right. */
export function colorAt(picture: ImageData, x: number, y: number): [number, number, number] {
  const column = Math.min(picture.width - 1, Math.floor(x * picture.width));
  const row = Math.min(picture.height - 1, Math.floor(y * picture.height));
  const index = (row * picture.width + column) * 4;
  const [red = 0, green = 0, blue = 0] = picture.data.subarray(index, index + 3);
  return [red, green, blue];
}

/** Peak signal-to-noise ratio of two pictures of one size, over red, green and blue, in dB. */
export function psnr(a: ImageData, b: ImageData): number {
  let sum = 0;
  for (let index = 0; index < a.data.length; index++) {
    if (index % 4 !== 3) sum += ((a.data[index] ?? 0) - (b.data[index] ?? 0)) ** 2;
  }
  const mean = sum / (a.width * a.height * 3);
  return mean === 0 ? Number.POSITIVE_INFINITY : 10 * Math.log10(255 ** 2 / mean);
}

/** A frame painted by `draw`. The caller closes it. */
export function paintFrame(
  width: number,
  height: number,
  draw: (context: OffscreenCanvasRenderingContext2D) => void,
): VideoFrame {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No 2D canvas');
  draw(context);
  return new VideoFrame(canvas, { timestamp: 0 });
}
