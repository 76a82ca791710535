import { failureOf } from '../media/failure.js';
import type { FfmpegCore } from './core.js';
import { type ExportJob, runExport } from './job.js';
import type { ExportReply, ExportRequest } from './messages.js';
import type { SoundTrack } from './sound-messages.js';

/* The export worker: one job, then the page ends it. To cancel is to end it early. */

const post = (reply: ExportReply) => self.postMessage(reply);

const core = deferred<FfmpegCore>();
const sound = deferred<SoundTrack | null>();

self.addEventListener('message', async ({ data }: MessageEvent<ExportRequest>) => {
  switch (data.type) {
    case 'core':
      return core.resolve(data.core);
    case 'sound':
      return sound.resolve(data.sound);
    case 'job':
      return run(data.job);
  }
});

async function run(job: ExportJob): Promise<void> {
  try {
    const onProgress = (value: number) => post({ type: 'progress', value });
    const loadCore = () => {
      post({ type: 'core-wanted' });
      return core.promise;
    };
    const result = await runExport(job, { loadCore, sound: sound.promise, onProgress });
    post({ type: 'done', result });
  } catch (error) {
    post(failureOf(error, 'encoder-failed', `The export failed: ${error}`));
  }
}

post({ type: 'ready' });
post({ type: 'able', canDraw: canDraw() });

/** A promise, and what keeps it. */
function deferred<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((keep) => {
    resolve = keep;
  });
  return { promise, resolve };
}

function canDraw(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl !== null;
}
