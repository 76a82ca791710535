import {
  AudioSample,
  AudioSampleSource,
  BufferTarget,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  Quality,
  StreamTarget,
  type StreamTargetChunk,
  VideoSample,
  VideoSampleSource,
} from 'mediabunny';
import { BoothError } from '../error.js';
import { storageError } from '../media/assets.js';
import type { CaptureFacts, CaptureReply, CaptureRequest } from './messages.js';
import { SOUND_GAP, soundInOrder } from './microphone.js';
import { TrackClock } from './track-clock.js';

/*
 * The capture worker: takes frames and sound from the camera's tracks and writes them, each with its own time, to a
 * fragmented MP4 that a crash leaves readable. It runs apart from the page, whose work cannot delay it.
 */

/** Bits per pixel and frame: a take is an intermediate, so it is kept well above what the clip will have. */
const BITS_PER_PIXEL = 0.2;
const KEY_FRAME_INTERVAL = 1;
/** Frames waiting for the encoder before new ones are dropped. */
const MOST_IN_FLIGHT = 8;
/** How long to wait, after being told to stop, for frames up to that moment. Milliseconds. */
const STOP_PATIENCE_MS = 1000;

/** Frames that show a camera's rhythm, and how long they are waited for. */
const FIRST_FRAMES = 6;
const START_PATIENCE_MS = 300;

const post = (reply: CaptureReply) => self.postMessage(reply);

let stopAtMs = Number.POSITIVE_INFINITY;
let stopReading: (() => void) | null = null;
const videoClock = new TrackClock();
let noteFrame: (timestampUs: number) => void = () => undefined;

self.addEventListener('message', ({ data }: MessageEvent<CaptureRequest>) => {
  switch (data.type) {
    case 'start':
      record(data).catch((error: unknown) => {
        const { code, message, cause } = BoothError.from(
          error,
          'recording-failed',
          `The take could not be recorded: ${error}`,
        );
        post({ type: 'failed', code, message, cause: String(cause) });
      });
      break;
    case 'captured':
      videoClock.observeCapture(data.timeMs);
      break;
    case 'stop':
      stopAtMs = data.untilTimeMs;
      setTimeout(() => stopReading?.(), STOP_PATIENCE_MS);
      break;
  }
});
post({ type: 'ready' });

async function record(request: Extract<CaptureRequest, { type: 'start' }>): Promise<void> {
  const pageNow = () => performance.timeOrigin + performance.now() - request.pageTimeOrigin;
  const file = await TakeFile.create(request.directory, request.id);
  let output: Output | null = null;
  try {
    const videoReader = request.video.getReader();
    const audioReader = request.audio?.getReader() ?? null;
    stopReading = () => {
      void videoReader.cancel();
      void audioReader?.cancel();
    };
    const first = await videoReader.read();
    if (first.done) throw new BoothError('camera-lost', 'The camera gave no picture: open it again.');
    const audioClock = new TrackClock();
    videoClock.observe(first.value.timestamp, pageNow());

    const { displayWidth: width, displayHeight: height } = first.value;
    const codec = await getFirstEncodableVideoCodec(['avc', 'vp9', 'vp8'], { width, height });
    if (codec === null) {
      first.value.close();
      throw new BoothError(
        'unsupported-browser',
        'This browser cannot encode video: update or change the browser.',
      );
    }
    const pixelsPerSecond = width * height * 30;
    output = new Output({
      format: new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: KEY_FRAME_INTERVAL }),
      target: file.target,
    });
    const video = new VideoSampleSource({
      codec,
      quality: new Quality({ bitrate: Math.round(pixelsPerSecond * BITS_PER_PIXEL) }),
      keyFrameInterval: KEY_FRAME_INTERVAL,
      sizeChangeBehavior: 'cover',
    });
    output.addVideoTrack(video);
    const audio = audioReader === null ? null : new AudioSampleSource({ codec: 'pcm-s16' });
    if (audio !== null) output.addAudioTrack(audio);
    await output.start();
    noteFrame = announceStart();

    const [frames, sound] = await Promise.all([
      storeFrames(videoReader, first.value, video, videoClock, pageNow).finally(() => {
        video.close();
        // Without pictures the take is over, whatever the microphone still says.
        void audioReader?.cancel();
      }),
      audioReader === null || audio === null
        ? null
        : storeSound(audioReader, audio, audioClock, request.audioLatency, pageNow).finally(() =>
            audio.close(),
          ),
    ]);
    await output.finalize();
    const capturedAtMs = frames.timestamps.map((timestamp) => videoClock.pageTimeMs(timestamp));
    const facts: CaptureFacts = {
      capturedAtMs,
      duration: frames.duration,
      soundOffset:
        sound === null ? null : (audioClock.pageTimeMs(sound.firstTimestamp) - (capturedAtMs[0] ?? 0)) / 1000,
      width,
      height,
      droppedFrames: frames.dropped,
      frameTimes: videoClock.source,
    };
    post({ type: 'stopped', facts, blob: file.finish() });
  } catch (error) {
    await output?.cancel().catch(() => undefined);
    file.finish();
    throw error;
  }
}

/**
 * Tells the page that recording has started, once the first frames show the camera's rhythm, or after a while where no
 * more come.
 */
function announceStart(): (timestampUs: number) => void {
  const stamps: number[] = [];
  let isTold = false;
  const tell = () => {
    if (isTold) return;
    isTold = true;
    clearTimeout(timer);
    post({ type: 'started', frameTimesMs: stamps.map((stamp) => videoClock.pageTimeMs(stamp)) });
  };
  const timer = setTimeout(tell, START_PATIENCE_MS);
  return (timestampUs) => {
    if (!isTold && stamps.push(timestampUs) === FIRST_FRAMES) tell();
  };
}

/** Stores frames until the one at the moment of stopping; gives their stamps, in microseconds, and the take's length. */
async function storeFrames(
  reader: ReadableStreamDefaultReader<VideoFrame>,
  first: VideoFrame,
  source: VideoSampleSource,
  clock: TrackClock,
  pageNow: () => number,
): Promise<{ timestamps: readonly number[]; duration: number; dropped: number }> {
  const timestamps: number[] = [];
  let [dropped, inFlight, last] = [0, 0, first.timestamp];
  let failure: unknown;
  let next: VideoFrame | undefined = first;
  while (next !== undefined) {
    const frame: VideoFrame = next;
    noteFrame(frame.timestamp);
    const isLast = clock.pageTimeMs(frame.timestamp) >= stopAtMs;
    if (inFlight >= MOST_IN_FLIGHT || frame.timestamp < last) {
      dropped++;
      frame.close();
    } else {
      last = frame.timestamp;
      timestamps.push(last);
      inFlight++;
      const sample = new VideoSample(frame, { timestamp: (last - first.timestamp) / 1e6 });
      source
        .add(sample)
        .catch((error: unknown) => {
          failure ??= error;
        })
        .finally(() => {
          sample.close();
          inFlight--;
        });
    }
    if (failure !== undefined) throw storageError(failure);
    if (isLast) break;
    const result = await reader.read();
    next = result.value;
    if (next !== undefined) clock.observe(next.timestamp, pageNow());
  }
  await reader.cancel();
  // The last frame is shown for as long as frames last on average.
  const [span, steps] = [(last - first.timestamp) / 1e6, timestamps.length - 1];
  return { timestamps, duration: span + (steps > 0 ? span / steps : 1 / 30), dropped };
}

/** Stores sound until its reader is cancelled; null where none came. */
async function storeSound(
  reader: ReadableStreamDefaultReader<AudioData>,
  source: AudioSampleSource,
  clock: TrackClock,
  latency: number,
  pageNow: () => number,
): Promise<{ firstTimestamp: number } | null> {
  let firstTimestamp: number | null = null;
  let end = 0;
  for await (const { data, heardMs } of soundInOrder(reader, latency, pageNow)) {
    using sample = new AudioSample(data);
    firstTimestamp ??= data.timestamp;
    const stamped = (data.timestamp - firstTimestamp) / 1e6;
    if (stamped > end - SOUND_GAP) clock.observe(data.timestamp, heardMs);
    // Stamps jitter by whole milliseconds; samples in a row follow each other exactly.
    sample.setTimestamp(stamped > end + SOUND_GAP ? stamped : end);
    end = sample.timestamp + sample.duration;
    await source.add(sample);
  }
  return firstTimestamp === null ? null : { firstTimestamp };
}

/** The file that a take is written to: in the origin private file system, else in memory. */
class TakeFile {
  private constructor(
    readonly target: StreamTarget | BufferTarget,
    private readonly handle: FileSystemSyncAccessHandle | null,
  ) {}

  static async create(directory: FileSystemDirectoryHandle | null, id: string): Promise<TakeFile> {
    if (directory === null) return new TakeFile(new BufferTarget(), null);
    const file = await directory.getFileHandle(id, { create: true });
    const handle = await file.createSyncAccessHandle();
    const writable = new WritableStream<StreamTargetChunk>({
      write({ data, position }) {
        try {
          const written = handle.write(data, { at: position });
          if (written < data.byteLength) throw new DOMException('No room left', 'QuotaExceededError');
          handle.flush();
        } catch (error) {
          throw storageError(error);
        }
      },
    });
    return new TakeFile(new StreamTarget(writable), handle);
  }

  /** Closes the file; gives its content where it is in memory. Safe to call twice. */
  finish(): Blob | null {
    this.handle?.close();
    const { target } = this;
    return target instanceof BufferTarget && target.buffer !== null
      ? new Blob([target.buffer], { type: 'video/mp4' })
      : null;
  }
}
