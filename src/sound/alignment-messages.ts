import type { Alignment } from './alignment.js';

/** Sample rate in Hz at which sounds are compared. It holds what loudspeakers and microphones share. */
export const ALIGNMENT_RATE = 8000;

/** What the page asks of the alignment worker, once: two sounds at {@link ALIGNMENT_RATE}. */
export interface AlignmentRequest {
  readonly played: Float32Array<ArrayBuffer>;
  readonly heard: Float32Array<ArrayBuffer>;
}

/** What it answers, after a first message that says that it runs. */
export type AlignmentReply =
  | { readonly type: 'ready' }
  | { readonly type: 'aligned'; readonly result: Alignment };
