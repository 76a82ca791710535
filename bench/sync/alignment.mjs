import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { makeSong } from '../../examples/demo/song.mjs';
import { runFfmpeg } from '../../scripts/ffmpeg.mjs';

/*
 * How well alignment finds a loudspeaker in a microphone's sound, and whether it ever finds one that is not there.
 * A room is made up: a loudspeaker without bass, echoes that die away in a third of a second, noise 10 dB below the
 * music, and a microphone whose crystal runs 100 ppm fast.
 *
 *   npm run bench:alignment -- song.ogg other.mp3 speech.wav
 *
 * Without files the demo's song stands in for music, and noise for everything else.
 */

const RESULTS = fileURLToPath(new URL('../../out/bench-alignment.json', import.meta.url));
const RATE = 16000;
const DECIMATION = 2;
const SECONDS = 15;
const TRIES = 200;
const NOISE_DB = -10;
const ROOM_SECONDS = 0.33;
const DRIFT = 100e-6;
const LARGEST_OFFSET = 0.2;

let seed = 1;
const random = () => {
  seed = (seed * 48271) % 2147483647;
  return seed / 2147483647;
};

async function load(file) {
  const decode = ['-ac', '1', '-ar', `${RATE}`, '-t', '180', '-f', 'f32le', '-'];
  const { stdout } = await runFfmpeg('ffmpeg', ['-v', 'error', '-i', file, ...decode]);
  return new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.byteLength));
}

const level = (samples) =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);

/** Low-passed and decimated to the rate at which sounds are compared, as the library has the browser do it. */
const lowPass = (() => {
  const [taps, cutoff] = [63, 0.45 / DECIMATION];
  const middle = (taps - 1) / 2;
  const sinc = (x) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
  return Float64Array.from(
    { length: taps },
    (_, i) =>
      2 * cutoff * sinc(2 * cutoff * (i - middle)) * (0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (taps - 1))),
  );
})();

function decimate(samples) {
  const middle = (lowPass.length - 1) / 2;
  const result = new Float32Array(Math.floor(samples.length / DECIMATION));
  for (let index = 0; index < result.length; index++) {
    let sum = 0;
    for (let tap = 0; tap < lowPass.length; tap++) {
      sum += lowPass[tap] * (samples[index * DECIMATION + tap - middle] ?? 0);
    }
    result[index] = sum;
  }
  return result;
}

/** Echoes at random times, which die away by 60 dB. */
function makeRoom() {
  return Array.from({ length: 30 }, () => {
    const time = 0.003 + random() * ROOM_SECONDS;
    return {
      delay: Math.round(time * RATE),
      gain: (random() < 0.5 ? -1 : 1) * 0.5 * 10 ** ((-3 * time) / ROOM_SECONDS),
    };
  });
}

/** What a microphone hears of a piece of sound that is played `offset` seconds late. */
function hear(source, start, offset) {
  const length = SECONDS * RATE;
  const first = Math.round((start - offset) * RATE);
  const room = makeRoom();
  const heard = new Float32Array(length);
  let [low, previous] = [0, 0];
  const loudspeaker = new Float32Array(length + ROOM_SECONDS * RATE + 1);
  for (let index = 0; index < loudspeaker.length; index++) {
    const sample = source[Math.round(first - ROOM_SECONDS * RATE) + index] ?? 0;
    // One pole against the bass.
    low += 0.08 * (sample - low);
    loudspeaker[index] = sample - low;
  }
  const lead = loudspeaker.length - length - 1;
  for (let index = 0; index < length; index++) {
    const position = index * (1 + DRIFT);
    const whole = Math.floor(position);
    const sampleAt = (at) => loudspeaker[lead + at] ?? 0;
    let sum = sampleAt(whole) + (position - whole) * (sampleAt(whole + 1) - sampleAt(whole));
    for (const { delay, gain } of room) sum += gain * (loudspeaker[lead + whole - delay] ?? 0);
    heard[index] = sum;
  }
  const loudness = level(heard) * 10 ** (NOISE_DB / 20);
  // Noise as rooms have it, falling towards the treble.
  const noise = Float32Array.from(heard, () => {
    previous += 0.1 * (2 * random() - 1 - previous);
    return previous;
  });
  const scale = loudness / (level(noise) || 1);
  return heard.map((sample, index) => sample + scale * noise[index]);
}

const part = (source, start) =>
  source.subarray(Math.round(start * RATE), Math.round((start + SECONDS) * RATE));
const anywhere = (source) => random() * Math.max(0, source.length / RATE - SECONDS - 1) + 0.5;

async function main() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../src/sound/alignment.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  const { align } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  );
  const files = process.argv.slice(2);
  const songs = await Promise.all(files.map(load));
  if (songs.length === 0) {
    const song = makeSong().subarray(44);
    const samples = new Int16Array(song.buffer.slice(song.byteOffset, song.byteOffset + song.length));
    // At 44.1 kHz; a song is a song at another pitch.
    songs.push(Float32Array.from(samples, (sample) => sample / 32768));
    songs.push(Float32Array.from({ length: 40 * RATE }, () => 0.5 * (2 * random() - 1)));
  }
  const music = songs.filter((samples) => samples.length > (SECONDS + 2) * RATE);
  const related = [];
  for (let index = 0; index < TRIES; index++) {
    const song = music[index % music.length];
    const [start, offset] = [anywhere(song), LARGEST_OFFSET * (2 * random() - 1)];
    const [played, heard] = [decimate(part(song, start)), decimate(hear(song, start, offset))];
    const from = performance.now();
    const { offsetMs, confidence, isTrusted } = align(played, heard);
    // Over its length the drift moves the truth by 1.5 ms; in the middle it is half of that.
    const truth = offset * 1000 - (DRIFT * SECONDS * 1000) / 2;
    related.push({ error: Math.abs(offsetMs - truth), confidence, isTrusted, ms: performance.now() - from });
  }
  const unrelated = [];
  for (let index = 0; index < TRIES; index++) {
    const song = music[index % music.length];
    const others = songs.filter((other) => other !== song);
    const other = others[Math.floor(random() * others.length)];
    const [start, elsewhere] = [anywhere(song), anywhere(other)];
    unrelated.push(align(decimate(part(song, start)), decimate(hear(other, elsewhere, 0))));
  }
  const sorted = (values) => values.toSorted((a, b) => a - b);
  const at = (values, place) =>
    sorted(values)[Math.min(values.length - 1, Math.floor(place * values.length))];
  const trusted = related.filter(({ isTrusted }) => isTrusted);
  const result = {
    tries: TRIES,
    trusted: trusted.length,
    errorMs: {
      median: at(
        trusted.map(({ error }) => error),
        0.5,
      ),
      p95: at(
        trusted.map(({ error }) => error),
        0.95,
      ),
      max: Math.max(...trusted.map(({ error }) => error)),
    },
    confidence: {
      lowest: at(
        related.map(({ confidence }) => confidence),
        0,
      ),
      median: at(
        related.map(({ confidence }) => confidence),
        0.5,
      ),
    },
    falseAlignments: unrelated.filter(({ isTrusted }) => isTrusted).length,
    highestUnrelated: Math.max(...unrelated.map(({ confidence }) => confidence)),
    workMs: at(
      related.map(({ ms }) => ms),
      0.5,
    ),
  };
  await mkdir(dirname(RESULTS), { recursive: true });
  await writeFile(RESULTS, `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify(result, null, 2));
}

await main();
