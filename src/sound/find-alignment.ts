import { startWorker } from '../media/runtime.js';
import type { Alignment } from './alignment.js';
import { ALIGNMENT_RATE, type AlignmentReply, type AlignmentRequest } from './alignment-messages.js';

/**
 * Finds by how much a recording of the loudspeaker lies beside what was played, in a worker; see `align`.
 * @throws BoothError `runtime-missing`
 */
export async function findAlignment(
  played: AudioBuffer,
  heard: AudioBuffer,
  assetBase: string,
): Promise<Alignment> {
  const request: AlignmentRequest = { played: await toMono(played), heard: await toMono(heard) };
  const worker = await startWorker(assetBase, 'alignment-worker.js');
  try {
    return await new Promise<Alignment>((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<AlignmentReply>) => {
        if (data.type === 'aligned') resolve(data.result);
      });
      worker.addEventListener('error', ({ message }) => reject(new Error(message)));
      worker.postMessage(request, [request.played.buffer, request.heard.buffer]);
    });
  } finally {
    worker.terminate();
  }
}

async function toMono(sound: AudioBuffer): Promise<Float32Array<ArrayBuffer>> {
  const context = new OfflineAudioContext(1, Math.ceil(sound.duration * ALIGNMENT_RATE), ALIGNMENT_RATE);
  const source = new AudioBufferSourceNode(context, { buffer: sound });
  source.connect(context.destination);
  source.start();
  return (await context.startRendering()).getChannelData(0);
}
