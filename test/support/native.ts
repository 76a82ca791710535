import { commands } from 'vitest/browser';
import type { inspectClip } from '../../scripts/inspect.mjs';

declare module 'vitest/browser' {
  interface BrowserCommands {
    inspect: (base64: string) => ReturnType<typeof inspectClip>;
    nativeSound: (base64: string) => Promise<string>;
    nativePictures: (base64: string) => Promise<string>;
    nativeFrames: (base64: string, indexes: number[]) => Promise<string>;
    nativeAnimation: (format: 'gif' | 'apng' | 'webp') => Promise<string>;
    nativeLut: (base64: string, cube: string, size: { width: number; height: number }) => Promise<string>;
    writesGolden: () => Promise<boolean>;
    writeGolden: (kind: string, signatures: Record<string, string>) => Promise<void>;
  }
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let start = 0; start < bytes.length; start += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(text);
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** The facts that native ffmpeg finds in a file. */
export const inspect = async (blob: Blob) => commands.inspect(await base64Of(blob));

/** The file's sound as native ffmpeg decodes it: mono, 48 kHz. */
export async function nativeSound(blob: Blob): Promise<Float32Array> {
  const bytes = bytesOf(await commands.nativeSound(await base64Of(blob)));
  return Float32Array.from(new Int16Array(bytes.buffer), (sample) => sample / 32768);
}

/** The grey values of the file's pictures as native ffmpeg decodes them, each eight by eight squares, row by row. */
export async function nativeGreys(blob: Blob): Promise<Uint8Array[]> {
  const bytes = bytesOf(await commands.nativePictures(await base64Of(blob)));
  return Array.from({ length: bytes.length / 64 }, (_, index) => bytes.subarray(index * 64, index * 64 + 64));
}

/** The file's pictures as native ffmpeg decodes them, each as the number that `paintNumber` painted, read in grey. */
export async function nativeNumbers(blob: Blob): Promise<number[]> {
  return (await nativeGreys(blob)).map((greys) =>
    greys.subarray(32, 40).reduce((value, grey, bit) => (grey > 127 ? value | (1 << bit) : value), 0),
  );
}

/** Pictures of a file as native ffmpeg decodes them, by their numbers in rising order. */
export async function nativeFrames(
  blob: Blob,
  indexes: number[],
  { width, height }: { width: number; height: number },
): Promise<ImageData[]> {
  const bytes = bytesOf(await commands.nativeFrames(await base64Of(blob), indexes));
  const length = width * height * 3;
  return indexes.map((_index, place) =>
    pictureOf(bytes.subarray(place * length, (place + 1) * length), { width, height }),
  );
}

/** A picture as native ffmpeg draws it through the table of a `.cube` file. */
export async function nativeLut(picture: ImageData, cube: string): Promise<ImageData> {
  const { width, height } = picture;
  const rgb = picture.data.filter((_value, index) => index % 4 !== 3);
  const bytes = bytesOf(await commands.nativeLut(await base64Of(new Blob([rgb])), cube, { width, height }));
  return pictureOf(bytes, picture);
}

/** A picture of RGB bytes. */
function pictureOf(bytes: Uint8Array, { width, height }: { width: number; height: number }): ImageData {
  const picture = new ImageData(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    picture.data.set(bytes.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
    picture.data[pixel * 4 + 3] = 255;
  }
  return picture;
}

/** An animated picture, red for 0.2 s and green for 0.4 s, as native ffmpeg writes it. */
export async function nativeAnimation(format: 'gif' | 'apng' | 'webp'): Promise<Blob> {
  const type = format === 'apng' ? 'image/png' : `image/${format}`;
  return new Blob([bytesOf(await commands.nativeAnimation(format))], { type });
}
