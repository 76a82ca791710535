import { BoothError } from '../error.js';
import type { FfmpegCore } from './core.js';
import { runExport } from './job.js';
import type { ExportReply, ExportRequest } from './messages.js';

/* The export worker: one job, then the page ends it. To cancel is to end it early. */

const post = (reply: ExportReply) => self.postMessage(reply);

let handOver: (core: FfmpegCore) => void;
const core = new Promise<FfmpegCore>((resolve) => {
  handOver = resolve;
});

self.addEventListener('message', async ({ data }: MessageEvent<ExportRequest>) => {
  if (data.type === 'core') {
    handOver(data.core);
    return;
  }
  try {
    const onProgress = (value: number) => post({ type: 'progress', value });
    const result = await runExport(data.job, { core, onProgress });
    post({ type: 'done', result });
  } catch (error) {
    const { code, message, cause } = BoothError.from(error, 'encoder-failed', `The export failed: ${error}`);
    post({ type: 'failed', code, message, cause: String(cause) });
  }
});
post({ type: 'ready' });
post({ type: 'able', canDraw: canDraw() });

function canDraw(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl !== null;
}
