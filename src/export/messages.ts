import type { Failure } from '../media/failure.js';
import type { FfmpegCore } from './core.js';
import type { ExportJob, ExportResult } from './job.js';
import type { SoundTrack } from './sound-messages.js';

/** What the page sends to the export worker: the job, once, the sound as soon as it is there, and ffmpeg's core if asked. */
export type ExportRequest =
  | { readonly type: 'job'; readonly job: ExportJob }
  | { readonly type: 'core'; readonly core: FfmpegCore }
  | { readonly type: 'sound'; readonly sound: SoundTrack | null };

/** What the worker answers. */
export type ExportReply =
  | { readonly type: 'ready' }
  /** Told right after: making a WebGL context takes the page longer than it may stand still. */
  | { readonly type: 'able'; readonly canDraw: boolean }
  | { readonly type: 'core-wanted' }
  | { readonly type: 'progress'; readonly value: number }
  | { readonly type: 'done'; readonly result: ExportResult }
  | Failure;
