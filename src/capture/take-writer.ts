import { EncodedAudioPacketSource, EncodedPacket, Mp4OutputFormat, Output } from 'mediabunny';
import { BoothError } from '../error.js';
import type { CaptureFacts, CaptureReply, CaptureRequest, TrackSource, WrittenTake } from './messages.js';
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

/** Writes the frames and the sound of a camera's tracks, each with its own time, to a file until it is told to stop. */
export class TakeWriter {
  private readonly frames: ReadableStreamDefaultReader<VideoFrame>;
  private readonly sound: ReadableStreamDefaultReader<AudioData | SoundSamples> | null;
  private readonly clock = new TrackClock();
  private stopAtMs = Number.POSITIVE_INFINITY;
  private hasToldStart = false;
  private size = { width: 0, height: 0 };
  /** Stamps of the frames that are kept, in microseconds. */
  private readonly stamps: number[] = [];
  private droppedFrames = 0;
  private brokeOff: string | null = null;
  /** Moment of the page's clock, in milliseconds, at which the sound begins; null as long as there is none. */
  private soundBeganMs: number | null = null;

  /** @param tell is told of the start, and of what is on the disk */
  constructor(
    private readonly request: Extract<CaptureRequest, { type: 'start' }>,
    private readonly tell: (reply: CaptureReply) => void,
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
    const { request, sound } = this;
    let output: Output | null = null;
    let encoder: TakeEncoder | null = null;
    const file = await TakeFile.create(request.directory, request.id, () =>
      this.tellStored(encoder?.framesBeforeKey ?? 0),
    );
    try {
      const first = await this.nextFrame();
      if (first === undefined) {
        throw new BoothError('camera-lost', 'The camera gave no picture: open it again.');
      }
      this.size = { width: first.displayWidth, height: first.displayHeight };
      encoder = await TakeEncoder.open(first).catch((error: unknown) => {
        first.close();
        throw error;
      });
      output = new Output({
        // Each key frame begins a fragment, though it comes a rounding early.
        format: new Mp4OutputFormat({
          fastStart: 'fragmented',
          minimumFragmentDuration: KEY_FRAME_INTERVAL / 2,
        }),
        target: file.target,
      });
      output.addVideoTrack(encoder.source);
      const track = sound === null ? null : new EncodedAudioPacketSource('pcm-s16');
      if (track !== null) output.addAudioTrack(track);
      await output.start();
      setTimeout(() => this.tellStart(), START_PATIENCE_MS);

      const memory = request.listens ? new SoundMemory() : null;
      const [duration] = await Promise.all([
        // Without pictures the take is over, whatever the microphone still says.
        this.storeFrames(first, encoder).finally(() => void sound?.cancel()),
        sound === null || track === null
          ? null
          : this.storeSound(sound, track, memory).finally(() => track.close()),
      ]);
      await output.finalize();
      const heard = this.soundBeganMs === null ? null : inARow(memory);
      return { facts: this.factsOf(this.stamps, duration), blob: file.finish(), heard };
    } catch (error) {
      await output?.cancel().catch(() => undefined);
      file.finish();
      throw error;
    } finally {
      encoder?.close();
    }
  }

  /** What is known of a take of frames stamped so, in microseconds, and of so many seconds. */
  private factsOf(stamps: readonly number[], duration: number): CaptureFacts {
    const { clock, soundBeganMs, size, droppedFrames, brokeOff } = this;
    const capturedAtMs = stamps.map((stamp) => clock.pageTimeMs(stamp));
    return {
      ...size,
      capturedAtMs,
      duration,
      soundOffset: soundBeganMs === null ? null : (soundBeganMs - (capturedAtMs[0] ?? 0)) / 1000,
      droppedFrames,
      brokeOff,
      frameTimes: clock.source,
    };
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

  /** Stores frames until the one at the moment of stopping; gives the seconds from the first to the end of the last. */
  private async storeFrames(first: VideoFrame, encoder: TakeEncoder): Promise<number> {
    const { stamps } = this;
    let last = first.timestamp;
    try {
      for (let frame: VideoFrame | undefined = first; frame !== undefined; frame = await this.nextFrame()) {
        const { timestamp } = frame;
        if (encoder.isBusy || timestamp < last) {
          this.droppedFrames++;
          frame.close();
        } else {
          last = timestamp;
          stamps.push(last);
          encoder.encode(frame);
        }
        if (stamps.length === FIRST_FRAMES) this.tellStart();
        if (this.clock.pageTimeMs(timestamp) >= this.stopAtMs) break;
      }
      await this.frames.cancel();
      await encoder.finish();
    } catch (error) {
      // What was encoded before the encoder broke is a take still, as where a camera's track ends.
      stamps.length = await encoder.salvage();
      if (stamps.length === 0) {
        throw BoothError.from(error, 'recording-failed', 'The take could not be recorded: record it again.');
      }
      this.brokeOff = String(error);
      last = stamps.at(-1) ?? last;
      await this.frames.cancel();
    }
    // The last frame is shown for as long as frames last on average.
    const [span, steps] = [(last - first.timestamp) / 1e6, stamps.length - 1];
    return span + (steps > 0 ? span / steps : 1 / 30);
  }

  /** Tells the page that recording has started, once there are frames that show the camera's rhythm. */
  private tellStart(): void {
    if (this.hasToldStart) return;
    this.hasToldStart = true;
    this.tell({ type: 'started', frameTimesMs: this.stamps.map((stamp) => this.clock.pageTimeMs(stamp)) });
  }

  /** Tells the page of so many frames that are on the disk, the last of which ends where the next one begins. */
  private tellStored(count: number): void {
    const { stamps } = this;
    const [first, end] = [stamps[0], stamps[count]];
    if (first === undefined || end === undefined || end === first) return;
    this.tell({ type: 'stored', facts: this.factsOf(stamps.slice(0, count), (end - first) / 1e6) });
  }

  /** Stores sound until its reader is cancelled. */
  private async storeSound(
    sound: ReadableStreamDefaultReader<AudioData | SoundSamples>,
    track: EncodedAudioPacketSource,
    memory: SoundMemory | null,
  ): Promise<void> {
    for await (const piece of soundInOrder(sound, this.request.audioLatency, this.pageNow)) {
      const { data, at, beganMs } = piece;
      this.soundBeganMs = beganMs;
      memory?.add(piece);
      const { sampleRate, channels, length } = data;
      const packet = new EncodedPacket(wholeNumbers(data), 'key', at, length / sampleRate);
      const config = { codec: 'pcm-s16', sampleRate, numberOfChannels: channels.length };
      await track.add(packet, { decoderConfig: config });
    }
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
