import type { BoothErrorCode } from '../error.js';
import type { ExportJob, ExportResult } from './job.js';

/** What the page asks of the export worker: the job, once. */
export type ExportRequest = ExportJob;

/** What the worker answers. */
export type ExportReply =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly value: number }
  | { readonly type: 'done'; readonly result: ExportResult }
  | {
      readonly type: 'failed';
      readonly code: BoothErrorCode;
      readonly message: string;
      readonly cause: string;
    };
