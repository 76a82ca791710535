import { expect, it } from 'vitest';
import { DEFAULT_ASSET_BASE } from '../../src/media/runtime.js';
import { findAlignment } from '../../src/sound/find-alignment.js';

const RATE = 48000;
const SECONDS = 3.3;

/** Cymbals, and ever new notes well below them. */
function makeMusic(): Float32Array {
  let seed = 11;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  let [pitch, phase, previous] = [0, 0, 0];
  return Float32Array.from({ length: SECONDS * RATE }, (_, index) => {
    if (index % 9600 === 0) pitch = 300 + 1200 * random();
    phase += (2 * Math.PI * pitch) / RATE;
    const noise = random() - 0.5;
    const treble = noise - previous;
    previous = noise;
    const sinceNote = (index % 9600) / RATE;
    return 0.1 * Math.exp(-10 * sinceNote) * (Math.sin(phase) + Math.sin(2 * phase)) + 0.3 * treble;
  });
}

function bufferOf(samples: Float32Array, late: number): AudioBuffer {
  const buffer = new AudioBuffer({ length: samples.length, numberOfChannels: 1, sampleRate: RATE });
  buffer.copyToChannel(samples.slice(0, samples.length - late), 0, late);
  return buffer;
}

it.each([0, 1, 2, 3, 4, 5])(
  'finds how late a loudspeaker is in music whose treble drowns what is compared, 120 ms and %i samples',
  async (samples) => {
    const music = makeMusic();
    const late = 5760 + samples;
    const { offsetMs, isTrusted } = await findAlignment(
      bufferOf(music, 0),
      bufferOf(music, late),
      DEFAULT_ASSET_BASE,
    );
    expect(offsetMs).toBeCloseTo((late / RATE) * 1000, 0);
    expect(isTrusted).toBe(true);
  },
);
