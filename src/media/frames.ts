import { type Input, type InputVideoTrack, type VideoSample, VideoSampleSink } from 'mediabunny';
import { BoothError } from '../error.js';
import { FramesBehind } from './frames-behind.js';
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
/** Going back by less than this many seconds is playing backwards, by more a jump. */
const STEP_BACK = 0.25;

/**
 * Reads a video's frames by take time. Asked for rising times, it decodes each frame once and a few ahead; asked for
 * falling times, it decodes a stretch at a time.
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
  private readonly behind: FramesBehind;
  private borrowed: VideoFrame | null = null;
  private lastTime = Number.NEGATIVE_INFINITY;
  private queue: Promise<unknown> = Promise.resolve();
  private closed = false;

  private constructor(
    private readonly input: Input,
    track: InputVideoTrack,
    private readonly firstTimestamp: number,
    private readonly rotation: Rotation,
  ) {
    this.sink = new VideoSampleSink(track);
    this.behind = new FramesBehind(this.sink);
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
      const { frame, timestamp } = (await this.findBehind(time)) ?? (await this.findAhead(time));
      this.borrowed?.close();
      this.borrowed = frame;
      return { frame, time: timestamp - this.firstTimestamp, rotation: this.rotation };
    } catch (error) {
      throw BoothError.from(
        error,
        'media-unreadable',
        'The video cannot be decoded: record or import it again.',
      );
    }
  }

  /** A frame of the stretch that is played backwards, or null where time runs forwards or jumps. */
  private async findBehind(time: number): Promise<{ frame: VideoFrame; timestamp: number } | null> {
    const isStepBack = time < this.lastTime && time > this.lastTime - STEP_BACK;
    this.lastTime = time;
    if (isStepBack && this.behind.nearest(time) === null) await this.behind.fill(time);
    const kept = this.behind.nearest(time);
    if (kept === null) {
      this.behind.clear();
      return null;
    }
    return { frame: kept.frame.clone(), timestamp: kept.timestamp };
  }

  private async findAhead(time: number): Promise<{ frame: VideoFrame; timestamp: number }> {
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
    if (this.current === null) {
      throw new BoothError('media-unreadable', 'The video has no frames: record or import it again.');
    }
    return { frame: this.current.toVideoFrame(), timestamp: this.current.timestamp };
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
    this.queue = this.queue
      .then(() => {
        this.behind.clear();
        return this.release();
      })
      .finally(() => this.input.dispose());
  }
}
