import type { StretchNode } from 'signalsmith-stretch';
import { BoothError } from '../error.js';
import { scriptUrl } from '../media/runtime.js';

/** Rendered before the sound begins and thrown away: the stretcher needs some to be up to speed. Seconds. */
const PRE_ROLL = 0.25;
/**
 * The stretcher works on blocks of sound that begin a hop apart. Web Audio has it work 128 samples at a time, and a hop
 * that begins within those takes its sound from their beginning, up to 2.7 ms too early: so both are multiples of that.
 * Where music goes by faster it would lose beats between two hops: so they come closer together.
 */
const QUANTUM = 128;
const blocksAt = (rate: number) => (rate > 1 ? { block: 24, hop: 2 } : { block: 44, hop: 11 });

/**
 * The same sound at another rate with its pitch kept: 0.5 takes twice as long. What was at time t is at t / rate.
 * Rendered ahead and not while it plays, so that its own delay is cut off to the sample.
 * @throws BoothError `runtime-missing`
 */
export async function stretch(buffer: AudioBuffer, rate: number, assetBase: string): Promise<AudioBuffer> {
  const { sampleRate, numberOfChannels } = buffer;
  const length = Math.max(1, Math.round(buffer.length / rate));
  const preRoll = Math.round(PRE_ROLL * sampleRate);
  const context = new OfflineAudioContext(numberOfChannels, preRoll + length, sampleRate);
  const node = await createNode(context, numberOfChannels, await scriptUrl(assetBase, 'stretch-worklet.js'));
  const channels = Array.from({ length: numberOfChannels }, (_, index) =>
    buffer.getChannelData(index).slice(),
  );
  const { block, hop } = blocksAt(rate);
  const quantumMs = (QUANTUM / sampleRate) * 1000;
  await node.configure({ blockMs: block * quantumMs, intervalMs: hop * quantumMs });
  await node.addBuffers(channels);
  await node.schedule({ output: preRoll / sampleRate, input: 0, rate, active: true });
  node.connect(context.destination);
  const rendered = await context.startRendering();
  const stretched = new AudioBuffer({ length, numberOfChannels, sampleRate });
  for (let channel = 0; channel < numberOfChannels; channel++) {
    stretched.copyToChannel(rendered.getChannelData(channel).subarray(preRoll), channel);
  }
  return stretched;
}

async function createNode(
  context: BaseAudioContext,
  numberOfChannels: number,
  moduleUrl: string,
): Promise<StretchNode> {
  try {
    const { default: SignalsmithStretch } = await import('signalsmith-stretch');
    // By itself it makes its worklet from a blob, which a strict content policy forbids.
    SignalsmithStretch.moduleUrl = moduleUrl;
    return await SignalsmithStretch(context, {
      numberOfInputs: 1,
      numberOfOutputs: 1,
      outputChannelCount: [numberOfChannels],
    });
  } catch (error) {
    throw new BoothError(
      'runtime-missing',
      'The time-stretcher does not start, so only takes at normal speed can be recorded: update or change the browser.',
      { cause: error },
    );
  }
}
