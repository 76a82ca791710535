import type { AssetStore } from '../media/assets.js';
import { errorOf } from '../media/failure.js';
import { startWorker } from '../media/runtime.js';
import type { VideoAsset } from '../project/project.js';
import type { Camera } from './camera.js';
import type { CaptureFacts, CaptureReply, CaptureRequest, FrameTimes } from './messages.js';
import { soundOf } from './microphone.js';
import { type Tap, tapFrames, tapSound } from './taps.js';

/** A take on the device's disk, or what is there of it so far, with what the clip needs to know of its time. */
export interface StoredTake {
  readonly asset: VideoAsset;
  /** Moment of the page's clock, in milliseconds, at which the first frame was captured. */
  readonly firstFrameTimeMs: number;
  /** The same of all frames, in order; none where they are not known. */
  readonly capturedAtMs: readonly number[];
  readonly report: CaptureReport;
}

/** A take that was recorded to its end. */
export interface RecordedTake extends StoredTake {
  /**
   * What the microphone heard in the part `[start, end)` of the file's sound, in seconds; null where it heard nothing,
   * or nobody said before that they would ask.
   */
  heard(start: number, end: number): Promise<AudioBuffer | null>;
}

/** How a take was recorded. */
export interface CaptureReport {
  /** `frames` keeps each frame's own time; `media-recorder` only knows about when it began. */
  readonly method: 'frames' | 'media-recorder';
  readonly frames: number;
  /** Frames that came faster than they could be encoded. They leave a gap and shift nothing. */
  readonly droppedFrames: number;
  /** Where the frames' times come from; `start-event` is off by some tens of milliseconds. */
  readonly frameTimes: FrameTimes | 'start-event';
  /** Why the recording ended early, in the browser's words; what came before is kept. Null where it did not. */
  readonly brokeOff: string | null;
}

/** A take being recorded. */
export interface Recording {
  /** When the first frames were captured, in milliseconds of the page's clock; none where it is not known. */
  readonly firstFrameTimesMs: readonly number[];
  /** What is on the disk so far, and would outlast a crash; null while that is nothing. */
  readonly stored: StoredTake | null;
  /** Resolves once the recording has ended, also by itself, as where the encoder breaks. */
  readonly ended: Promise<void>;
  /** Notes that a frame was captured at a moment of the page's clock, where the recording can use it. */
  observeCapture?(captureTimeMs: number): void;
  /** Ends the take as soon as everything up to a moment of the page's clock is stored. */
  stop(untilTimeMs: number): Promise<RecordedTake>;
  /** Ends the take at once; what is stored stays on the disk. Safe to call twice and after stop. */
  cancel(): void;
}

/** What a recording needs. */
export interface RecordingOptions {
  camera: Camera;
  store: AssetStore;
  /** Id under which the take's file is kept. */
  id: string;
  /** Whether what the microphone heard will be asked for. */
  listens: boolean;
  assetBase: string;
  /** Called when more of the take is stored. */
  onStored: () => void;
}

/** Whether frames can be taken from the camera one by one, and encoded. */
export function canCaptureFrames(): boolean {
  return typeof VideoEncoder !== 'undefined';
}

/**
 * Starts to record; resolves once the first frames are there. Frames are stored one by one with the time at which the
 * camera captured them, by a worker, in a file that a crash leaves readable up to its last second.
 * @throws BoothError `recording-failed`, `storage-full`, `runtime-missing`
 */
export async function recordFrames({
  camera,
  store,
  id,
  listens,
  assetBase,
  onStored,
}: RecordingOptions): Promise<Recording> {
  const worker = await startWorker(assetBase, 'capture-worker.js');
  // Clones, so that the live view keeps its own and the end of a take ends only these.
  const videoTrack = camera.videoTrack.clone();
  // A microphone that was unplugged is none: of a track that ended nothing can be read.
  const audioTrack = camera.audioTrack?.readyState === 'live' ? camera.audioTrack.clone() : null;
  const taps: Tap<unknown>[] = [];
  const end = () => {
    worker.terminate();
    for (const tap of taps) tap.close();
    videoTrack.stop();
    audioTrack?.stop();
  };
  let stored: StoredTake | null = null;
  const replies = new Replies(worker, (facts) => {
    stored = storedTake(id, facts);
    onStored();
  });
  const send = (request: CaptureRequest, transfer: Transferable[] = []) =>
    worker.postMessage(request, transfer);
  try {
    const audio = audioTrack === null ? null : await tapSound(audioTrack, assetBase);
    if (audio !== null) taps.push(audio);
    const video = tapFrames(videoTrack);
    taps.push(video);
    send(
      {
        type: 'start',
        directory: store.directory,
        id,
        video: video.source,
        audio: audio?.source ?? null,
        listens,
        audioLatency: audioTrack?.getSettings().latency ?? 0,
        pageTimeOrigin: performance.timeOrigin,
      },
      taps.map(({ source }) => source),
    );
  } catch (error) {
    end();
    throw error;
  }
  const { frameTimesMs } = await replies.next('started').catch((error: unknown) => {
    end();
    throw error;
  });
  const stopped = replies.next('stopped');
  return {
    firstFrameTimesMs: frameTimesMs,
    ended: stopped.then(
      () => undefined,
      () => undefined,
    ),
    get stored() {
      return stored;
    },
    observeCapture: (timeMs) => send({ type: 'captured', timeMs }),
    async stop(untilTimeMs) {
      try {
        send({ type: 'stop', untilTimeMs });
        const { facts, blob, heard } = await stopped;
        if (blob !== null) await store.put(id, blob);
        return {
          ...storedTake(id, facts),
          heard: async (start, end) => (heard === null ? null : soundOf(heard, start, end)),
        };
      } catch (error) {
        // What is on the disk is a take still, as where the device has no room for more.
        if (stored === null) throw error;
        const report = { ...stored.report, brokeOff: String(error) };
        return { ...stored, report, heard: async () => null };
      } finally {
        end();
      }
    },
    cancel: end,
  };
}

/** A take of which the worker knows so much. */
function storedTake(id: string, facts: CaptureFacts): StoredTake {
  const { capturedAtMs, duration, width, height, soundOffset, droppedFrames, frameTimes, brokeOff } = facts;
  return {
    asset: {
      kind: 'video',
      id,
      name: 'Take',
      duration,
      width,
      height,
      hasSound: soundOffset !== null,
      soundOffset: soundOffset ?? 0,
    },
    firstFrameTimeMs: capturedAtMs[0] ?? 0,
    capturedAtMs,
    report: { method: 'frames', frames: capturedAtMs.length, droppedFrames, frameTimes, brokeOff },
  };
}

/** The worker's answers, awaited one by one. A failure rejects whatever is awaited, now or next. */
class Replies {
  private readonly arrived: CaptureReply[] = [];
  private wake: (() => void) | null = null;

  /** @param onStored is told of each part of a take that is stored, which nobody awaits */
  constructor(worker: Worker, onStored: (facts: CaptureFacts) => void) {
    worker.addEventListener('message', ({ data }: MessageEvent<CaptureReply>) => {
      if (data.type === 'stored') onStored(data.facts);
      else this.arrived.push(data);
      this.wake?.();
    });
    worker.addEventListener('error', (event) => {
      this.arrived.push({
        type: 'failed',
        code: 'recording-failed',
        message: 'The recorder broke down: record again.',
        cause: event.message,
      });
      this.wake?.();
    });
  }

  async next<Type extends CaptureReply['type']>(type: Type): Promise<Extract<CaptureReply, { type: Type }>> {
    for (;;) {
      const reply = this.arrived.find(
        (candidate): candidate is Extract<CaptureReply, { type: Type }> => candidate.type === type,
      );
      if (reply !== undefined) return reply;
      const failure = this.arrived.find((candidate) => candidate.type === 'failed');
      if (failure !== undefined) throw errorOf(failure);
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
}
