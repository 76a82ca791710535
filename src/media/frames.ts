import { type Input, type InputVideoTrack, type VideoSample, VideoSampleSink } from 'mediabunny';
import { BoothError } from '../error.js';
import { openMedia, requireVideoTrack } from './open.js';

/** Turn of a picture in degrees, clockwise, to be applied when it is drawn. */
export type Rotation = 0 | 90 | 180 | 270;

/** A decoded frame of a take. It belongs to the reader and stays open until the reader is asked for another one. */
export interface TakeFrame {
  readonly frame: VideoFrame;
  /** Take time in seconds at which it was captured. */
  readonly time: number;
  readonly rotation: Rotation;
}

/** Going forward by more than this many seconds seeks instead of decoding what lies between. */
const SEEK_FORWARD = 2;

/**
 * Reads a video's frames by take time. Asked for rising times, it decodes each frame once and a few ahead.
 *
 * @example
 * const reader = await FrameReader.open(blob);
 * const picture = await reader.nearest(1.5);
 * reader.close();
 */
export class FrameReader {
  private readonly sink: VideoSampleSink;
  private samples: AsyncGenerator<VideoSample, void, unknown> | null = null;
  private current: VideoSample | null = null;
  private upcoming: VideoSample | null = null;
  private borrowed: VideoFrame | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private closed = false;

  private constructor(
    private readonly input: Input,
    track: InputVideoTrack,
    private readonly firstTimestamp: number,
    private readonly rotation: Rotation,
  ) {
    this.sink = new VideoSampleSink(track);
  }

  /**
   * Opens a video.
   * @throws BoothError `media-unreadable`
   */
  static async open(blob: Blob): Promise<FrameReader> {
    const input = openMedia(blob);
    try {
      const track = await requireVideoTrack(input);
      return new FrameReader(input, track, await track.getFirstTimestamp(), await track.getRotation());
    } catch (error) {
      input.dispose();
      throw BoothError.from(error, 'media-unreadable', 'The video cannot be read: choose another file.');
    }
  }

  /**
   * The frame captured nearest to a take time: the error is at most half a frame either way, and none on average.
   * Calls are answered in order; the frame stays open until the next call.
   * @throws BoothError `media-unreadable` where the file breaks off or cannot be decoded.
   */
  nearest(takeTime: number): Promise<TakeFrame> {
    const answer = this.queue.then(() => this.find(takeTime));
    this.queue = answer.catch(() => undefined);
    return answer;
  }

  private async find(takeTime: number): Promise<TakeFrame> {
    const time = takeTime + this.firstTimestamp;
    try {
      if (
        this.current === null ||
        time < this.current.timestamp ||
        time > this.current.timestamp + SEEK_FORWARD
      ) {
        await this.seek(time);
      }
      while (this.current !== null && this.upcoming !== null) {
        if (Math.abs(this.upcoming.timestamp - time) > Math.abs(this.current.timestamp - time)) break;
        this.current.close();
        this.current = this.upcoming;
        this.upcoming = await this.pull();
      }
    } catch (error) {
      throw BoothError.from(
        error,
        'media-unreadable',
        'The video cannot be decoded: record or import it again.',
      );
    }
    if (this.current === null) {
      throw new BoothError('media-unreadable', 'The video has no frames: record or import it again.');
    }
    this.borrowed?.close();
    this.borrowed = this.current.toVideoFrame();
    return {
      frame: this.borrowed,
      time: this.current.timestamp - this.firstTimestamp,
      rotation: this.rotation,
    };
  }

  private async seek(time: number): Promise<void> {
    await this.release();
    // From the frame before, so that the nearest of two can be chosen; at the front, from the first.
    this.samples = this.sink.samples(Math.max(time, this.firstTimestamp));
    this.current = await this.pull();
    if (this.current === null) {
      // Past the last frame's end.
      this.current = await this.sink.getSample(time);
    }
    this.upcoming = await this.pull();
  }

  private async pull(): Promise<VideoSample | null> {
    const next = await this.samples?.next();
    if (next === undefined || next.done) return null;
    if (this.closed) {
      next.value.close();
      return null;
    }
    return next.value;
  }

  private async release(): Promise<void> {
    this.borrowed?.close();
    this.current?.close();
    this.upcoming?.close();
    this.borrowed = this.current = this.upcoming = null;
    await this.samples?.return();
    this.samples = null;
  }

  /** Closes the file and every frame. Safe to call twice. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.queue = this.queue.then(() => this.release()).finally(() => this.input.dispose());
  }
}
