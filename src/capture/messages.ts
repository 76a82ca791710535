import type { Failure } from '../media/failure.js';
import type { HeardSamples } from './microphone.js';
import type { SoundSamples } from './microphone-messages.js';

/** Where what comes out of a track is read: the browser's own stream, or a port on which it comes piece by piece. */
export type TrackSource<Piece> = ReadableStream<Piece> | MessagePort;

/** What the page asks of the capture worker. */
export type CaptureRequest =
  | {
      readonly type: 'start';
      /** Folder for the take's file; null keeps it in memory. */
      readonly directory: FileSystemDirectoryHandle | null;
      readonly id: string;
      readonly video: TrackSource<VideoFrame>;
      readonly audio: TrackSource<AudioData | SoundSamples> | null;
      /** Whether what the microphone heard is to be told at the end. */
      readonly listens: boolean;
      /** Seconds from a sound to its samples being there, as the system says; 0 where it does not. */
      readonly audioLatency: number;
      /** The page's `performance.timeOrigin`, so that both speak of the page's clock. */
      readonly pageTimeOrigin: number;
    }
  /** A frame was captured at this moment of the page's clock, in milliseconds. */
  | { readonly type: 'captured'; readonly timeMs: number }
  | {
      readonly type: 'stop';
      /** Moment of the page's clock, in milliseconds, up to which frames are kept. */
      readonly untilTimeMs: number;
    };

/** What the worker answers. */
export type CaptureReply =
  | { readonly type: 'ready' }
  /** The first frames are there; these are their times on the page's clock, in milliseconds. */
  | { readonly type: 'started'; readonly frameTimesMs: readonly number[] }
  /** More of the take is on the disk; the facts are those of a take that ended there. */
  | { readonly type: 'stored'; readonly facts: CaptureFacts }
  | ({ readonly type: 'stopped' } & WrittenTake)
  | Failure;

/** A take as the worker has written it. */
export interface WrittenTake {
  readonly facts: CaptureFacts;
  /** The file, where it was kept in memory. */
  readonly blob: Blob | null;
  /** What the microphone heard, where that was asked for and it heard anything. */
  readonly heard: HeardSamples | null;
}

/** What the worker knows of a take. */
export interface CaptureFacts {
  /** When each frame that was kept was captured, in order, in milliseconds of the page's clock. */
  readonly capturedAtMs: readonly number[];
  /** Seconds from the first frame to the end of the last. */
  readonly duration: number;
  /** Seconds by which the sound begins after the first frame, or null where there is none. */
  readonly soundOffset: number | null;
  /** Pixels of the first frame, turned as it is shown. */
  readonly width: number;
  readonly height: number;
  readonly droppedFrames: number;
  /** Why the recording ended early, in the browser's words; null where it did not. */
  readonly brokeOff: string | null;
  readonly frameTimes: FrameTimes;
}

/** Where the times of a take's frames come from: the browser's own account of their capture, or their arrival. */
export type FrameTimes = 'capture-time' | 'arrival';
