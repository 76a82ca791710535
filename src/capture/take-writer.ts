import { EncodedAudioPacketSource, EncodedPacket, Mp4OutputFormat, Output } from 'mediabunny';
import { BoothError } from '../error.js';
import type { CaptureFacts, CaptureRequest, TrackSource, WrittenTake } from './messages.js';
import { type HeardSamples, SoundMemory, type SoundPiece, soundInOrder } from './microphone.js';
import type { SoundSamples } from './microphone-messages.js';
import { KEY_FRAME_INTERVAL, TakeEncoder } from './take-encoder.js';
import { TakeFile } from './take-file.js';
import { TrackClock } from './track-clock.js';

/** How long to wait, after being told to stop, for frames up to that moment. Milliseconds. */
const STOP_PATIENCE_MS = 1000;

/** Frames that show a camera's rhythm, and how long they are waited for. */
const FIRST_FRAMES = 6;
const START_PATIENCE_MS = 300;

/** The frames of a take. */
interface WrittenFrames {
  /** Their stamps, in microseconds. */
  readonly timestamps: readonly number[];
  /** Seconds from the first to the end of the last. */
  readonly duration: number;
  readonly dropped: number;
  readonly brokeOff: string | null;
}

/** Writes the frames and the sound of a camera's tracks, each with its own time, to a file until it is told to stop. */
export class TakeWriter {
  private readonly frames: ReadableStreamDefaultReader<VideoFrame>;
  private readonly sound: ReadableStreamDefaultReader<AudioData | SoundSamples> | null;
  private readonly clock = new TrackClock();
  private stopAtMs = Number.POSITIVE_INFINITY;
  /** Stamps of the first frames, in microseconds, until the page was told of them. */
  private firstStamps: number[] | null = [];

  /** @param onStart is told when the first frames were captured, in milliseconds of the page's clock */
  constructor(
    private readonly request: Extract<CaptureRequest, { type: 'start' }>,
    private readonly onStart: (frameTimesMs: readonly number[]) => void,
  ) {
    this.frames = readerOf(request.video);
    this.sound = request.audio === null ? null : readerOf(request.audio);
  }

  /** Notes that a frame was captured at a moment of the page's clock, in milliseconds. */
  observeCapture(timeMs: number): void {
    this.clock.observeCapture(timeMs);
  }

  /** Ends the take with the frame at a moment of the page's clock, in milliseconds. */
  stop(untilTimeMs: number): void {
    this.stopAtMs = untilTimeMs;
    setTimeout(() => {
      void this.frames.cancel();
      void this.sound?.cancel();
    }, STOP_PATIENCE_MS);
  }

  /**
   * Writes the take to its end.
   * @throws BoothError `camera-lost`, `unsupported-browser`, `storage-full`, `recording-failed`
   */
  async write(): Promise<WrittenTake> {
    const { request, clock, sound } = this;
    const file = await TakeFile.create(request.directory, request.id);
    let output: Output | null = null;
    let encoder: TakeEncoder | null = null;
    try {
      const first = await this.nextFrame();
      if (first === undefined) {
        throw new BoothError('camera-lost', 'The camera gave no picture: open it again.');
      }
      const { displayWidth: width, displayHeight: height } = first;
      encoder = await TakeEncoder.open(first).catch((error: unknown) => {
        first.close();
        throw error;
      });
      output = new Output({
        format: new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: KEY_FRAME_INTERVAL }),
        target: file.target,
      });
      output.addVideoTrack(encoder.source);
      const track = sound === null ? null : new EncodedAudioPacketSource('pcm-s16');
      if (track !== null) output.addAudioTrack(track);
      await output.start();
      setTimeout(() => this.tellStart(), START_PATIENCE_MS);

      const memory = request.listens ? new SoundMemory() : null;
      const [frames, soundBeganMs] = await Promise.all([
        // Without pictures the take is over, whatever the microphone still says.
        this.storeFrames(first, encoder).finally(() => void sound?.cancel()),
        sound === null || track === null
          ? null
          : this.storeSound(sound, track, memory).finally(() => track.close()),
      ]);
      await output.finalize();
      const capturedAtMs = frames.timestamps.map((timestamp) => clock.pageTimeMs(timestamp));
      const facts: CaptureFacts = {
        capturedAtMs,
        duration: frames.duration,
        soundOffset: soundBeganMs === null ? null : (soundBeganMs - (capturedAtMs[0] ?? 0)) / 1000,
        width,
        height,
        droppedFrames: frames.dropped,
        brokeOff: frames.brokeOff,
        frameTimes: clock.source,
      };
      return { facts, blob: file.finish(), heard: soundBeganMs === null ? null : inARow(memory) };
    } catch (error) {
      await output?.cancel().catch(() => undefined);
      file.finish();
      throw error;
    } finally {
      encoder?.close();
    }
  }

  /** The page's clock in milliseconds. */
  private readonly pageNow = (): number =>
    performance.timeOrigin + performance.now() - this.request.pageTimeOrigin;

  /** The next frame, once its arrival is noted; undefined where the track has ended. */
  private async nextFrame(): Promise<VideoFrame | undefined> {
    const { value: frame } = await this.frames.read();
    if (frame !== undefined) this.clock.observe(frame.timestamp, this.pageNow());
    return frame;
  }

  /** Stores frames until the one at the moment of stopping. */
  private async storeFrames(first: VideoFrame, encoder: TakeEncoder): Promise<WrittenFrames> {
    const timestamps: number[] = [];
    let [dropped, last] = [0, first.timestamp];
    let brokeOff: string | null = null;
    try {
      for (let frame: VideoFrame | undefined = first; frame !== undefined; frame = await this.nextFrame()) {
        const { timestamp } = frame;
        this.noteStart(timestamp);
        if (encoder.isBusy || timestamp < last) {
          dropped++;
          frame.close();
        } else {
          last = timestamp;
          timestamps.push(last);
          encoder.encode(frame);
        }
        if (this.clock.pageTimeMs(timestamp) >= this.stopAtMs) break;
      }
      await this.frames.cancel();
      await encoder.finish();
    } catch (error) {
      // What was encoded before the encoder broke is a take still, as where a camera's track ends.
      timestamps.length = await encoder.salvage();
      if (timestamps.length === 0) {
        throw BoothError.from(error, 'recording-failed', 'The take could not be recorded: record it again.');
      }
      brokeOff = String(error);
      last = timestamps.at(-1) ?? last;
      await this.frames.cancel();
    }
    // The last frame is shown for as long as frames last on average.
    const [span, steps] = [(last - first.timestamp) / 1e6, timestamps.length - 1];
    return { timestamps, duration: span + (steps > 0 ? span / steps : 1 / 30), dropped, brokeOff };
  }

  /** Tells the page that recording has started once the first frames show the camera's rhythm. */
  private noteStart(timestampUs: number): void {
    if (this.firstStamps?.push(timestampUs) === FIRST_FRAMES) this.tellStart();
  }

  private tellStart(): void {
    if (this.firstStamps === null) return;
    this.onStart(this.firstStamps.map((stamp) => this.clock.pageTimeMs(stamp)));
    this.firstStamps = null;
  }

  /**
   * Stores sound until its reader is cancelled; gives the moment of the page's clock, in milliseconds, at which it
   * begins, or null where none came.
   */
  private async storeSound(
    sound: ReadableStreamDefaultReader<AudioData | SoundSamples>,
    track: EncodedAudioPacketSource,
    memory: SoundMemory | null,
  ): Promise<number | null> {
    let soundBeganMs: number | null = null;
    for await (const piece of soundInOrder(sound, this.request.audioLatency, this.pageNow)) {
      const { data, at, beganMs } = piece;
      soundBeganMs = beganMs;
      memory?.add(piece);
      const { sampleRate, channels, length } = data;
      const packet = new EncodedPacket(wholeNumbers(data), 'key', at, length / sampleRate);
      const config = { codec: 'pcm-s16', sampleRate, numberOfChannels: channels.length };
      await track.add(packet, { decoderConfig: config });
    }
    return soundBeganMs;
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
