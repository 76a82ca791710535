import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  Mp4OutputFormat,
  Output,
  StreamTarget,
  type StreamTargetChunk,
} from 'mediabunny';
import { BoothError } from '../error.js';
import { storageError } from '../media/assets.js';
import { failureOf } from '../media/failure.js';
import type { CaptureFacts, CaptureReply, CaptureRequest, TrackSource } from './messages.js';
import { type HeardSamples, SoundMemory, type SoundPiece, soundInOrder } from './microphone.js';
import type { SoundSamples } from './microphone-messages.js';
import { KEY_FRAME_INTERVAL, TakeEncoder } from './take-encoder.js';
import { TrackClock } from './track-clock.js';

/*
 * The capture worker: takes frames and sound from the camera's tracks and writes them, each with its own time, to a
 * fragmented MP4 that a crash leaves readable. It runs apart from the page, whose work cannot delay it.
 */

/** How long to wait, after being told to stop, for frames up to that moment. Milliseconds. */
const STOP_PATIENCE_MS = 1000;

/** Frames that show a camera's rhythm, and how long they are waited for. */
const FIRST_FRAMES = 6;
const START_PATIENCE_MS = 300;

const post = (reply: CaptureReply, transfer: Transferable[] = []) => self.postMessage(reply, { transfer });

let stopAtMs = Number.POSITIVE_INFINITY;
let stopReading: (() => void) | null = null;
const videoClock = new TrackClock();
let noteFrame: (timestampUs: number) => void = () => undefined;

self.addEventListener('message', ({ data }: MessageEvent<CaptureRequest>) => {
  switch (data.type) {
    case 'start':
      record(data).catch((error: unknown) => {
        post(failureOf(error, 'recording-failed', `The take could not be recorded: ${error}`));
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
  let video: TakeEncoder | null = null;
  try {
    const videoReader = readerOf(request.video);
    const audioReader = request.audio === null ? null : readerOf(request.audio);
    stopReading = () => {
      void videoReader.cancel();
      void audioReader?.cancel();
    };
    const first = await videoReader.read();
    if (first.done) throw new BoothError('camera-lost', 'The camera gave no picture: open it again.');
    videoClock.observe(first.value.timestamp, pageNow());

    const { displayWidth: width, displayHeight: height } = first.value;
    video = await TakeEncoder.open(first.value).catch((error: unknown) => {
      first.value.close();
      throw error;
    });
    output = new Output({
      format: new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: KEY_FRAME_INTERVAL }),
      target: file.target,
    });
    output.addVideoTrack(video.source);
    const audio = audioReader === null ? null : new EncodedAudioPacketSource('pcm-s16');
    if (audio !== null) output.addAudioTrack(audio);
    await output.start();
    noteFrame = announceStart();

    const memory = request.listens ? new SoundMemory() : null;
    const [frames, soundBeganMs] = await Promise.all([
      storeFrames(videoReader, first.value, video, pageNow).finally(() => {
        // Without pictures the take is over, whatever the microphone still says.
        void audioReader?.cancel();
      }),
      audioReader === null || audio === null
        ? null
        : storeSound(audioReader, audio, memory, request.audioLatency, pageNow).finally(() => audio.close()),
    ]);
    await output.finalize();
    const capturedAtMs = frames.timestamps.map((timestamp) => videoClock.pageTimeMs(timestamp));
    const facts: CaptureFacts = {
      capturedAtMs,
      duration: frames.duration,
      soundOffset: soundBeganMs === null ? null : (soundBeganMs - (capturedAtMs[0] ?? 0)) / 1000,
      width,
      height,
      droppedFrames: frames.dropped,
      brokeOff: frames.brokeOff,
      frameTimes: videoClock.source,
    };
    const heard = soundBeganMs === null ? null : inARow(memory);
    post(
      { type: 'stopped', facts, blob: file.finish(), heard },
      heard === null ? [] : [heard.samples.buffer],
    );
  } catch (error) {
    await output?.cancel().catch(() => undefined);
    file.finish();
    throw error;
  } finally {
    video?.close();
  }
}

/** Reads what comes out of a track. */
function readerOf<Piece>(source: TrackSource<Piece>): ReadableStreamDefaultReader<Piece> {
  if (source instanceof ReadableStream) return source.getReader();
  const stream = new ReadableStream<Piece>({
    start(controller) {
      source.onmessage = ({ data }: MessageEvent<Piece>) => controller.enqueue(data);
    },
    cancel: () => source.close(),
  });
  return stream.getReader();
}

/** What was heard, where there is memory to put it in a row: the take is whole without. */
function inARow(memory: SoundMemory | null): HeardSamples | null {
  try {
    return memory?.join() ?? null;
  } catch {
    return null;
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
  encoder: TakeEncoder,
  pageNow: () => number,
): Promise<{
  timestamps: readonly number[];
  duration: number;
  dropped: number;
  brokeOff: string | null;
}> {
  const timestamps: number[] = [];
  let [dropped, last] = [0, first.timestamp];
  let brokeOff: string | null = null;
  let next: VideoFrame | undefined = first;
  try {
    while (next !== undefined) {
      const frame: VideoFrame = next;
      noteFrame(frame.timestamp);
      const isLast = videoClock.pageTimeMs(frame.timestamp) >= stopAtMs;
      if (encoder.isBusy || frame.timestamp < last) {
        dropped++;
        frame.close();
      } else {
        last = frame.timestamp;
        timestamps.push(last);
        encoder.encode(frame);
      }
      if (isLast) break;
      const result = await reader.read();
      next = result.value;
      if (next !== undefined) videoClock.observe(next.timestamp, pageNow());
    }
    await reader.cancel();
    await encoder.finish();
  } catch (error) {
    // What was encoded before the encoder broke is a take still, as where a camera's track ends.
    timestamps.length = await encoder.salvage();
    if (timestamps.length === 0) {
      throw BoothError.from(error, 'recording-failed', 'The take could not be recorded: record it again.');
    }
    brokeOff = String(error);
    last = timestamps.at(-1) ?? last;
    await reader.cancel();
  }
  // The last frame is shown for as long as frames last on average.
  const [span, steps] = [(last - first.timestamp) / 1e6, timestamps.length - 1];
  return { timestamps, duration: span + (steps > 0 ? span / steps : 1 / 30), dropped, brokeOff };
}

/**
 * Stores sound until its reader is cancelled; gives the moment of the page's clock, in milliseconds, at which it begins,
 * or null where none came.
 */
async function storeSound(
  reader: ReadableStreamDefaultReader<AudioData | SoundSamples>,
  source: EncodedAudioPacketSource,
  memory: SoundMemory | null,
  latency: number,
  pageNow: () => number,
): Promise<number | null> {
  let soundBeganMs: number | null = null;
  for await (const piece of soundInOrder(reader, latency, pageNow)) {
    const { data, at, beganMs } = piece;
    soundBeganMs = beganMs;
    memory?.add(piece);
    const { sampleRate, channels, length } = data;
    const packet = new EncodedPacket(wholeNumbers(data), 'key', at, length / sampleRate);
    const config = { codec: 'pcm-s16', sampleRate, numberOfChannels: channels.length };
    await source.add(packet, { decoderConfig: config });
  }
  return soundBeganMs;
}

/** A piece of sound as 16-bit samples, channel beside channel. */
function wholeNumbers({ channels, length }: SoundPiece): Uint8Array {
  const samples = new Int16Array(length * channels.length);
  for (const [channel, plane] of channels.entries()) {
    for (let index = 0; index < length; index++) {
      const value = Math.round((plane[index] ?? 0) * 0x8000);
      samples[index * channels.length + channel] = Math.max(-0x8000, Math.min(0x7fff, value));
    }
  }
  return new Uint8Array(samples.buffer);
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
