import { BoothError } from '../error.js';
import type { ImageAsset } from '../project/project.js';
import type { TakeFrame } from './frames.js';

/** Larger pictures are made smaller when they are opened: no clip shows more, and a GPU may not take them. */
const LONGEST_SIDE = 2048;
/** How long a picture of an animation is shown that does not say so, in microseconds; as browsers do. */
const DEFAULT_FRAME_US = 100_000;

/**
 * Reads a still or animated picture by time. An animation begins anew when it is over; its picture at a time is always
 * the same one.
 */
export class ImageReader {
  private current: { readonly index: number; readonly bitmap: ImageBitmap } | null = null;
  private borrowed: VideoFrame | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private closed = false;

  private constructor(
    private readonly blob: Blob,
    private readonly decoder: ImageDecoder | null,
    /** When each picture of an animation ends, in seconds. */
    private readonly ends: readonly number[],
  ) {}

  /**
   * Opens a picture.
   * @throws BoothError `media-unreadable`
   */
  static async open(blob: Blob): Promise<ImageReader> {
    try {
      const decoder = await openAnimation(blob);
      if (decoder === null) return new ImageReader(blob, null, []);
      const ends: number[] = [];
      const count = decoder.tracks.selectedTrack?.frameCount ?? 0;
      for (let index = 0; index < count; index++) {
        const { image } = await decoder.decode({ frameIndex: index });
        ends.push((ends.at(-1) ?? 0) + (image.duration || DEFAULT_FRAME_US) / 1e6);
        image.close();
      }
      return new ImageReader(blob, decoder, ends);
    } catch (error) {
      throw unreadable(error);
    }
  }

  /** Length of an animation in seconds, 0 for a still. */
  get duration(): number {
    return this.ends.at(-1) ?? 0;
  }

  /**
   * The picture at a time. It belongs to the reader and stays open until it is asked for another.
   * @throws BoothError `media-unreadable`
   */
  bitmapAt(time: number): Promise<ImageBitmap> {
    const answer = this.queue.then(() => this.decode(time));
    this.queue = answer.catch(() => undefined);
    return answer;
  }

  /**
   * The picture at a time, as a reader of videos gives it.
   * @throws BoothError `media-unreadable`
   */
  async nearest(time: number): Promise<TakeFrame> {
    const bitmap = await this.bitmapAt(time);
    this.borrowed?.close();
    this.borrowed = new VideoFrame(bitmap, { timestamp: 0 });
    return { frame: this.borrowed, time: this.current?.index ?? 0, rotation: 0 };
  }

  private async decode(time: number): Promise<ImageBitmap> {
    const index = this.indexAt(time);
    if (this.current?.index === index) return this.current.bitmap;
    try {
      const bitmap = this.decoder === null ? await decodeStill(this.blob) : await this.decodeFrame(index);
      this.current?.bitmap.close();
      this.current = { index, bitmap };
      return bitmap;
    } catch (error) {
      throw unreadable(error);
    }
  }

  private async decodeFrame(index: number): Promise<ImageBitmap> {
    if (this.decoder === null) throw new Error('The picture is a still');
    const { image } = await this.decoder.decode({ frameIndex: index });
    try {
      return await createImageBitmap(image);
    } finally {
      image.close();
    }
  }

  private indexAt(time: number): number {
    if (this.duration === 0) return 0;
    // A picture that begins at a frame of the clip is shown there, whatever the last bits of its time.
    const inRound = (Math.max(0, time) + 1e-6) % this.duration;
    return Math.max(
      0,
      this.ends.findIndex((end) => inRound < end),
    );
  }

  /** Frees the picture. Safe to call twice. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.queue = this.queue.then(() => {
      this.borrowed?.close();
      this.current?.bitmap.close();
      this.decoder?.close();
    });
  }
}

/** A picture as a document and its store keep it. */
export interface ImportedImage extends Pick<ImageAsset, 'width' | 'height' | 'duration'> {
  readonly picture: Blob;
}

/**
 * Reads a picture that a person brings. Of an SVG a bitmap is made: an image runs no script and loads nothing, and what
 * is kept cannot either.
 * @throws BoothError `media-unreadable` where this browser cannot decode it.
 */
export async function readImage(blob: Blob): Promise<ImportedImage> {
  const picture = blob.type === 'image/svg+xml' ? await rasterise(blob) : blob;
  const reader = await ImageReader.open(picture);
  try {
    const { width, height } = await reader.bitmapAt(0);
    return { picture, width, height, duration: reader.duration };
  } finally {
    reader.close();
  }
}

/** Longer side of the bitmap that is made of an SVG, in pixels. */
const SVG_SIDE = 1024;

async function rasterise(svg: Blob): Promise<Blob> {
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    // An SVG without a size of its own has that of its view box, or none.
    const [width, height] = [image.naturalWidth || 1, image.naturalHeight || 1];
    const scale = SVG_SIDE / Math.max(width, height);
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(width * scale)),
      Math.max(1, Math.round(height * scale)),
    );
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/png' });
  } catch (error) {
    throw unreadable(error);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A decoder of the file's pictures, where there are several and the browser can tell them apart. */
async function openAnimation(blob: Blob): Promise<ImageDecoder | null> {
  if (typeof ImageDecoder === 'undefined' || !(await ImageDecoder.isTypeSupported(blob.type))) return null;
  const decoder = new ImageDecoder({ data: await blob.arrayBuffer(), type: blob.type });
  await decoder.tracks.ready;
  await decoder.completed;
  if ((decoder.tracks.selectedTrack?.frameCount ?? 1) > 1) return decoder;
  decoder.close();
  return null;
}

async function decodeStill(blob: Blob): Promise<ImageBitmap> {
  const whole = await createImageBitmap(blob);
  const scale = LONGEST_SIDE / Math.max(whole.width, whole.height);
  if (scale >= 1) return whole;
  const size = {
    resizeWidth: Math.max(1, Math.round(whole.width * scale)),
    resizeHeight: Math.max(1, Math.round(whole.height * scale)),
  };
  whole.close();
  return createImageBitmap(blob, { ...size, resizeQuality: 'high' });
}

function unreadable(error: unknown): BoothError {
  return BoothError.from(
    error,
    'media-unreadable',
    'The picture cannot be decoded: choose a JPEG, PNG, WebP, GIF, AVIF or SVG file.',
  );
}
