import { BoothError, cancelled } from '../error.js';
import type { AssetSource } from '../media/assets.js';
import { startWorker } from '../media/runtime.js';
import type { Project } from '../project/project.js';
import { clipDuration } from '../project/timeline.js';
import { MIXDOWN_RATE, mixdownParts } from '../sound/mixdown.js';
import type { Pace } from './pace.js';
import type { SoundCodec, SoundReply, SoundRequest, SoundTrack } from './sound-messages.js';

/** Bits per second of the sound in each codec. */
export const SOUND_BITRATE_BPS: Record<SoundCodec, number> = { aac: 192_000, opus: 128_000 };

/** How a clip's sound is encoded, and how the work is ended. */
export interface SoundOptions {
  readonly codec: SoundCodec;
  readonly assetBase: string;
  /** How far the pictures are: the sound is made with them, since what it leaves behind is only cleared away by and by. */
  readonly pictures: Pace;
  readonly signal: AbortSignal;
}

/** Seconds of the clip by which the making of the sound may run ahead of the pictures. */
const AHEAD = 6;

/**
 * Mixes a clip's sound on the page, which alone can, and encodes it in a worker, part by part.
 * @throws BoothError `runtime-missing`, `music-unreadable`, `asset-missing`, `encoder-failed`, `cancelled`
 */
export async function encodeSound(
  project: Project,
  assets: AssetSource,
  { codec, assetBase, pictures, signal }: SoundOptions,
): Promise<SoundTrack> {
  const ahead = AHEAD / clipDuration(project);
  const worker = await startWorker(assetBase, 'sound-worker.js');
  const ask = (request: SoundRequest, transfer: Transferable[] = []) =>
    new Promise<SoundReply>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(cancelled(signal)), { once: true });
      worker.addEventListener('error', ({ message }) => reject(failed(codec, message)), { once: true });
      worker.addEventListener(
        'message',
        ({ data }: MessageEvent<SoundReply>) => {
          if (data.type === 'failed') reject(failed(codec, data.message));
          else resolve(data);
        },
        { once: true },
      );
      if (signal.aborted) reject(cancelled(signal));
      else worker.postMessage(request, transfer);
    });
  try {
    await ask({ type: 'start', codec, sampleRate: MIXDOWN_RATE, bitrateBps: SOUND_BITRATE_BPS[codec] });
    const pace = (done: number) => pictures.until(done - ahead);
    for await (const { left, right } of mixdownParts(project, assets, { signal, pace })) {
      await ask({ type: 'part', left, right }, [left.buffer, right.buffer]);
    }
    const reply = await ask({ type: 'end' });
    if (reply.type !== 'done') throw failed(codec, 'it gave nothing');
    return reply.track;
  } finally {
    worker.terminate();
  }
}

function failed(codec: SoundCodec, reason: string): BoothError {
  return new BoothError(
    'encoder-failed',
    codec === 'opus'
      ? 'This browser cannot encode sound for WebM: export an MP4.'
      : 'The sound could not be encoded: close other pages, or try another browser.',
    { cause: reason },
  );
}
