import { failureOf } from '../media/failure.js';
import type { CaptureReply, CaptureRequest } from './messages.js';
import { TakeWriter } from './take-writer.js';

/*
 * The capture worker: takes frames and sound from the camera's tracks and writes them, each with its own time, to a
 * fragmented MP4 that a crash leaves readable. It runs apart from the page, whose work cannot delay it.
 */

const post = (reply: CaptureReply, transfer: Transferable[] = []) => self.postMessage(reply, { transfer });

let writer: TakeWriter | null = null;

self.addEventListener('message', ({ data }: MessageEvent<CaptureRequest>) => {
  switch (data.type) {
    case 'start':
      writer = new TakeWriter(data, post);
      writer
        .write()
        .then((take) =>
          post({ type: 'stopped', ...take }, take.heard === null ? [] : [take.heard.samples.buffer]),
        )
        .catch((error: unknown) =>
          post(failureOf(error, 'recording-failed', `The take could not be recorded: ${error}`)),
        );
      break;
    case 'captured':
      writer?.observeCapture(data.timeMs);
      break;
    case 'stop':
      writer?.stop(data.untilTimeMs);
      break;
  }
});
post({ type: 'ready' });
