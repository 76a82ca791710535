import { describe, expect, it } from 'vitest';
import { stretch } from '../../src/sound/stretch.js';

const RATE = 48000;
/** Beats of a short noise, which has an onset as music has, at these seconds. */
const BEATS = [0.5, 1.25, 2, 2.6, 3.1];

function beats(): AudioBuffer {
  const buffer = new AudioBuffer({ length: 4 * RATE, numberOfChannels: 2, sampleRate: RATE });
  for (const channel of [0, 1]) {
    const samples = buffer.getChannelData(channel);
    for (const beat of BEATS) {
      for (let index = 0; index < 0.05 * RATE; index++) {
        const time = index / RATE;
        samples[Math.round(beat * RATE) + index] =
          0.8 * Math.exp(-time / 0.01) * Math.sin(2 * Math.PI * 1000 * time);
      }
    }
  }
  return buffer;
}

/** Where the energy around a beat lies, as its centre of gravity in seconds. */
function center(samples: Float32Array, around: number, reach: number): number {
  let [sum, weighted] = [0, 0];
  for (let index = Math.round((around - reach) * RATE); index < (around + reach) * RATE; index++) {
    const energy = (samples[index] ?? 0) ** 2;
    sum += energy;
    weighted += (energy * index) / RATE;
  }
  return weighted / sum;
}

describe('the time-stretcher', () => {
  it.each([
    [1 / 3, 0.006],
    [0.5, 0.002],
    [2, 0.001],
    [1 / 0.3, 0.004],
  ])('moves each moment to its place at a rate of %f, without a delay', async (rate, most) => {
    const source = beats();
    const stretched = await stretch(source, rate, '/clipbooth/');
    expect(stretched.length).toBe(Math.round(source.length / rate));
    const errors = BEATS.map((beat) => {
      const wanted = center(source.getChannelData(0), beat, 0.1) / rate;
      return Math.abs(center(stretched.getChannelData(0), wanted, Math.min(0.25, 0.2 / rate)) - wanted);
    });
    // What it adds by its own nature: it works in blocks, and beats close together smear.
    expect(Math.max(...errors)).toBeLessThan(most);
  });
});
