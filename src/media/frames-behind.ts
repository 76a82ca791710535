import type { VideoSample, VideoSampleSink } from 'mediabunny';

/** Seconds that are decoded at a time: what a key frame is usually apart from the next. */
const STRETCH = 1;
/** Decoded a little beyond what was asked for, so that the nearest of two frames can be told. */
const BEYOND = 0.1;
/** The most bytes of frames that are kept. */
const MOST_BYTES = 64 * 2 ** 20;

/** A frame, copied out of the decoder. */
interface KeptFrame {
  readonly timestamp: number;
  readonly frame: VideoFrame;
}

/**
 * Frames of a stretch of video, for playing backwards: a decoder only goes forwards, so a stretch is decoded at a time
 * and its last frames are kept. They are copied, because a decoder has only a few frames to lend.
 */
export class FramesBehind {
  private kept: KeptFrame[] = [];

  constructor(private readonly sink: VideoSampleSink) {}

  /** The frame nearest to a time of the file, or null where the frames that are kept do not reach so far. */
  nearest(time: number): KeptFrame | null {
    const [first, last] = [this.kept[0], this.kept.at(-1)];
    if (first === undefined || last === undefined) return null;
    if (time < first.timestamp || time > last.timestamp) return null;
    return this.kept.reduce((best, frame) =>
      Math.abs(frame.timestamp - time) <= Math.abs(best.timestamp - time) ? frame : best,
    );
  }

  /** Decodes the stretch that ends at a time of the file. */
  async fill(time: number): Promise<void> {
    this.clear();
    for await (const sample of this.sink.samples(Math.max(0, time - STRETCH), time + BEYOND)) {
      this.kept.push(await copyOf(sample));
      const most = Math.max(4, Math.floor(MOST_BYTES / (sample.codedWidth * sample.codedHeight * 1.5)));
      if (this.kept.length > most) this.kept.shift()?.frame.close();
    }
  }

  /** Frees the frames. */
  clear(): void {
    for (const { frame } of this.kept) frame.close();
    this.kept = [];
  }
}

async function copyOf(sample: VideoSample): Promise<KeptFrame> {
  const { timestamp } = sample;
  const frame = sample.toVideoFrame();
  sample.close();
  const { format } = frame;
  if (format === null) return { timestamp, frame };
  try {
    const bytes = new Uint8Array(frame.allocationSize());
    const layout = await frame.copyTo(bytes);
    const { displayWidth, displayHeight, colorSpace, visibleRect } = frame;
    const copy = new VideoFrame(bytes, {
      format,
      layout,
      codedWidth: visibleRect?.width ?? frame.codedWidth,
      codedHeight: visibleRect?.height ?? frame.codedHeight,
      displayWidth,
      displayHeight,
      timestamp: frame.timestamp,
      colorSpace: colorSpace.toJSON(),
    });
    return { timestamp, frame: copy };
  } finally {
    frame.close();
  }
}
