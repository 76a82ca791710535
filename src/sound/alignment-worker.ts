import { type Alignment, align } from './alignment.js';

/** What the page asks of the alignment worker, once: two sounds at `ALIGNMENT_RATE`. */
export interface AlignmentRequest {
  readonly played: Float32Array<ArrayBuffer>;
  readonly heard: Float32Array<ArrayBuffer>;
}

/** What it answers, after a first message that says that it runs. */
export type AlignmentReply =
  | { readonly type: 'ready' }
  | { readonly type: 'aligned'; readonly result: Alignment };

const post = (reply: AlignmentReply) => self.postMessage(reply);

self.addEventListener('message', ({ data }: MessageEvent<AlignmentRequest>) => {
  post({ type: 'aligned', result: align(data.played, data.heard) });
});
post({ type: 'ready' });
