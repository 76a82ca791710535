import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clapTimes } from '../../src/capture/claps.js';
import { between } from './arbitrary.js';

const RATE = 16000;
const SECONDS = 4;

/** Noise of a level that dies away from each of the times on, in a room that hums and hisses, with echoes. */
function record(claps: readonly number[], { hum = 0.2, hiss = 0.005, seed = 1 } = {}): Float32Array {
  let state = seed * 16807 + 11;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return (state / 2147483647) * 2 - 1;
  };
  const dry = new Float32Array(SECONDS * RATE);
  for (const clap of claps) {
    for (let index = 0; index < 0.03 * RATE; index++) {
      const place = Math.round(clap * RATE) + index;
      if (place < dry.length) dry[place] = 0.6 * random() * Math.exp(-index / (0.006 * RATE));
    }
  }
  return dry.map((sample, index) => {
    const echoes = [0.011, 0.037, 0.083, 0.12].reduce(
      (sum, delay, echo) => sum + (0.4 / (1 + echo)) * (dry[index - Math.round(delay * RATE)] ?? 0),
      0,
    );
    return sample + echoes + hum * Math.sin((2 * Math.PI * 100 * index) / RATE) + hiss * random();
  });
}

describe('claps', () => {
  it('are found where they begin, in a room with echoes, hum and noise', () => {
    fc.assert(
      fc.property(
        between(0.1, 0.4),
        between(0.2, 0.6),
        fc.integer({ min: 1, max: 1000 }),
        (first, step, seed) => {
          const claps = Array.from({ length: 6 }, (_, index) => first + index * step);
          const found = clapTimes(record(claps, { seed }), RATE);
          expect(found).toHaveLength(claps.length);
          for (const [index, time] of found.entries())
            expect(Math.abs(time - (claps[index] ?? 0))).toBeLessThan(0.0025);
        },
      ),
    );
  });

  it('are none in silence, noise and humming', () => {
    expect(clapTimes(new Float32Array(0), RATE)).toEqual([]);
    expect(clapTimes(new Float32Array(RATE), RATE)).toEqual([]);
    expect(clapTimes(record([], { hum: 0, hiss: 0.3 }), RATE)).toEqual([]);
    expect(clapTimes(record([]), RATE)).toEqual([]);
  });
});
