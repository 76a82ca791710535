import { failureOf } from '../media/failure.js';
import { fetchChecked } from '../media/runtime.js';
import type { CoreReply, CoreRequest } from './core-messages.js';

/* The core worker: loads ffmpeg's core, checks and compiles it, once, apart from the page. */

const post = (reply: CoreReply) => self.postMessage(reply);

self.addEventListener('message', async ({ data: { url, facts } }: MessageEvent<CoreRequest>) => {
  try {
    const bytes = await fetchChecked(url, facts, (value) => post({ type: 'progress', value }));
    post({ type: 'compiled', module: await WebAssembly.compile(bytes) });
  } catch (error) {
    const then = 'ffmpeg could not be started: close other pages, or try another browser.';
    post(failureOf(error, 'runtime-missing', then));
  }
});
post({ type: 'ready' });
