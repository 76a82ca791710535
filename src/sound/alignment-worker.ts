import { align } from './alignment.js';
import type { AlignmentReply, AlignmentRequest } from './alignment-messages.js';

/*
 * The alignment worker: it compares two sounds, once. It runs apart from the page, which stays responsive.
 */

const post = (reply: AlignmentReply) => self.postMessage(reply);

self.addEventListener('message', ({ data }: MessageEvent<AlignmentRequest>) => {
  post({ type: 'aligned', result: align(data.played, data.heard) });
});
post({ type: 'ready' });
