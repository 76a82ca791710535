import { BoothError } from '../error.js';
import { runExport } from './job.js';
import type { ExportReply, ExportRequest } from './messages.js';

/* The export worker: one job, then the page ends it. To cancel is to end it early. */

const post = (reply: ExportReply, transfer: Transferable[] = []) => self.postMessage(reply, { transfer });

self.addEventListener('message', async ({ data }: MessageEvent<ExportRequest>) => {
  try {
    const result = await runExport(data, { onProgress: (value) => post({ type: 'progress', value }) });
    post({ type: 'done', result }, [result.mp4.buffer]);
  } catch (error) {
    const { code, message, cause } = BoothError.from(error, 'encoder-failed', `The export failed: ${error}`);
    post({ type: 'failed', code, message, cause: String(cause) });
  }
});
post({ type: 'ready' });
