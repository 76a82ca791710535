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

/**
 * What lies above this, in Hz, is taken out before the sound is brought to {@link ALIGNMENT_RATE}: browsers resample
 * without doing so, and it would come back as sound that was never there.
 */
const LOW_PASS = 3200;
/** Resonance of the four filters, in dB, that are a Butterworth filter of the eighth order one after another. */
const BUTTERWORTH_DB = [-5.85, -4.42, -0.92, 8.17];

async function toMono(sound: AudioBuffer): Promise<Float32Array<ArrayBuffer>> {
  const low = await render(sound, sound.sampleRate, (context) =>
    BUTTERWORTH_DB.map((Q) => new BiquadFilterNode(context, { type: 'lowpass', frequency: LOW_PASS, Q })),
  );
  return (await render(low, ALIGNMENT_RATE)).getChannelData(0);
}

/** The sound in mono at some rate, filtered. */
function render(
  sound: AudioBuffer,
  sampleRate: number,
  filtersIn: (context: BaseAudioContext) => readonly AudioNode[] = () => [],
): Promise<AudioBuffer> {
  const context = new OfflineAudioContext(1, Math.ceil(sound.duration * sampleRate), sampleRate);
  const source = new AudioBufferSourceNode(context, { buffer: sound });
  const last = filtersIn(context).reduce((node, filter) => node.connect(filter), source as AudioNode);
  last.connect(context.destination);
  source.start();
  return context.startRendering();
}
