import type { BoothErrorCode } from '../error.js';
import type { FfmpegCore } from './core.js';
import type { ExportJob, ExportResult } from './job.js';
import type { StereoSound } from './sound.js';

/** What the page sends to the export worker: the job, once, and ffmpeg's core and the sound as soon as they are there. */
export type ExportRequest =
  | { readonly type: 'job'; readonly job: ExportJob }
  | { readonly type: 'core'; readonly core: FfmpegCore }
  | { readonly type: 'sound'; readonly sound: StereoSound };

/** What the worker answers. */
export type ExportReply =
  | { readonly type: 'ready' }
  /** Told right after: making a WebGL context takes the page longer than it may stand still. */
  | { readonly type: 'able'; readonly canDraw: boolean }
  | { readonly type: 'progress'; readonly value: number }
  | { readonly type: 'done'; readonly result: ExportResult }
  | {
      readonly type: 'failed';
      readonly code: BoothErrorCode;
      readonly message: string;
      readonly cause: string;
    };
