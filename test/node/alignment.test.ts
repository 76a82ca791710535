import { describe, expect, it } from 'vitest';
import { align } from '../../src/sound/alignment.js';
import { ALIGNMENT_RATE } from '../../src/sound/alignment-messages.js';

const LENGTH = 12 * ALIGNMENT_RATE;

/** Random numbers in [-1, 1), the same in each run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return (state / 2147483647) * 2 - 1;
  };
}

/** Something like played music: a steady beat of drums and notes with overtones, of which no two are the same. */
function makeMusic(seed: number): Float32Array {
  const random = randomOf(seed * 7919 + 104729);
  const music = new Float32Array(LENGTH + ALIGNMENT_RATE);
  const beat = Math.round((0.22 + 0.05 * random()) * ALIGNMENT_RATE);
  for (let start = 0; start < music.length; start += beat) {
    const pitch = 220 * 2 ** random();
    const phases = [random(), random(), random(), random()];
    for (let index = 0; index < beat; index++) {
      const time = index / ALIGNMENT_RATE;
      const tone = [1, 2, 3, 5].reduce(
        (sum, part, overtone) =>
          sum + Math.sin(2 * Math.PI * pitch * part * time + Math.PI * (phases[overtone] ?? 0)) / part,
        0,
      );
      music[start + index] = 0.2 * tone * Math.exp(-4 * time) + 0.3 * random() * Math.exp(-40 * time);
    }
  }
  return music;
}

/** What a microphone hears of music that comes `late` samples late, with echoes, and noise 10 dB below. */
function hear(music: Float32Array, late: number, seed: number): Float32Array {
  const random = randomOf(seed);
  const heard = new Float32Array(LENGTH);
  const at = (index: number) => music[index - late + ALIGNMENT_RATE / 2] ?? 0;
  const echoes = Array.from({ length: 20 }, () =>
    Math.round((0.005 + 0.15 * Math.abs(random())) * ALIGNMENT_RATE),
  );
  let power = 0;
  for (let index = 0; index < LENGTH; index++) {
    heard[index] =
      at(index) + echoes.reduce((sum, delay, echo) => sum + (0.2 * at(index - delay)) / (1 + echo / 8), 0);
    power += (heard[index] ?? 0) ** 2;
  }
  const noise = Math.sqrt((3 * power) / LENGTH / 10);
  return heard.map((sample) => sample + noise * random());
}

const played = (music: Float32Array) => music.subarray(ALIGNMENT_RATE / 2, ALIGNMENT_RATE / 2 + LENGTH);

describe('alignment by microphone', () => {
  it.each([-1600, -333, -7, 0, 12, 640, 2400])(
    'finds a loudspeaker %i samples late, in a room with noise',
    (late) => {
      const music = makeMusic(late + 5000);
      const { offsetMs, isTrusted } = align(played(music), hear(music, late, 3));
      expect(isTrusted).toBe(true);
      expect(Math.abs(offsetMs - (late / ALIGNMENT_RATE) * 1000)).toBeLessThan(1);
    },
  );

  it('finds the middle of what the crystals of two devices drift apart', () => {
    const music = makeMusic(77);
    const heard = hear(music, 300, 3);
    // A microphone that runs 100 ppm fast: 0.6 ms in the middle of 12 s.
    const drifted = heard.map((_, index) => {
      const place = index * (1 + 100e-6);
      const before = Math.floor(place);
      const [left, right] = [heard[before] ?? 0, heard[before + 1] ?? 0];
      return left + (place - before) * (right - left);
    });
    const { offsetMs, isTrusted } = align(played(music), drifted);
    expect(isTrusted).toBe(true);
    expect(Math.abs(offsetMs - (37.5 - 0.6))).toBeLessThan(0.15);
  });

  it('does not believe other music, noise or silence', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const music = played(makeMusic(seed));
      expect(align(music, hear(makeMusic(seed + 100), 0, seed)).isTrusted).toBe(false);
    }
    const random = randomOf(9);
    const noise = Float32Array.from({ length: LENGTH }, random);
    expect(align(played(makeMusic(1)), noise).isTrusted).toBe(false);
    expect(align(played(makeMusic(1)), new Float32Array(LENGTH)).isTrusted).toBe(false);
  });

  it('does not believe two bangs, of which any match somewhere', () => {
    const bang = (time: number) => {
      const sound = new Float32Array(LENGTH);
      for (let index = 0; index < 200; index++) {
        sound[time * ALIGNMENT_RATE + index] = Math.exp(-index / 40) * Math.cos(index);
      }
      return sound;
    };
    expect(align(bang(3), bang(3.25)).isTrusted).toBe(false);
  });

  it('takes a take that is shorter than a block', () => {
    const music = makeMusic(4);
    const short = (samples: Float32Array) => samples.subarray(0, 3 * ALIGNMENT_RATE);
    const { offsetMs, isTrusted } = align(short(played(music)), short(hear(music, 400, 3)));
    expect(isTrusted).toBe(true);
    expect(offsetMs).toBeCloseTo(50, 0);
  });
});
