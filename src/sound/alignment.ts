import FFT from 'fft.js';
import { ALIGNMENT_RATE } from './alignment-messages.js';

/** How far the loudspeaker is from where its clock puts it, as the microphone heard it. */
export interface Alignment {
  /** Milliseconds by which the sound was heard later than was reckoned. */
  readonly offsetMs: number;
  /**
   * By how many standard deviations the best match stands out of all others. What has nothing to do with the music
   * stays below 6.
   */
  readonly confidence: number;
  /** Whether that is enough to believe it, which nothing but the same sound reaches. */
  readonly isTrusted: boolean;
}

/** An alignment is believed from this confidence on. */
const TRUSTED_CONFIDENCE = 10;

/** Offsets that are looked for, in seconds: more than any clock is off. */
const REACH = 0.5;
const REACH_SAMPLES = REACH * ALIGNMENT_RATE;
/** Samples compared at a time: 4 seconds, long against the reach, short against what two crystals drift apart. */
const BLOCK = 32768;
/** What is compared, in Hz: below it rooms rumble, above it the low-pass begins. */
const BAND = { low: 150, high: 3600 };
/** What is heard at a frequency, as a part of what was played there, from which on it counts. */
const LEAK = 1e-9;
/** Matches this close to the best one, in seconds, are its own flanks and the room's first echoes. */
const FLANK = 0.02;

/** Each half of the sound must have the match too, within this many seconds and with this confidence. */
const HALVES = { reach: 0.002, confidence: 5 };
/** Sound shorter than this many seconds says nothing. */
const SHORTEST = 2;

/**
 * Finds by how much a recording of a loudspeaker lies beside what was played, both at {@link ALIGNMENT_RATE} and from
 * the moment on at which the playing was reckoned to be heard.
 *
 * It is the generalized cross-correlation with phase transform (Knapp and Carter, 1976): only the phases of the two
 * spectra are compared, so that neither the room's colour nor the music's own rhythm blurs the match. Over the whole
 * reach at once, it needs no coarser search before. Any two bangs match somewhere, so both halves must say the same.
 */
export function align(played: Float32Array, heard: Float32Array): Alignment {
  const length = Math.min(played.length, heard.length);
  const fft = new FFT(BLOCK);
  const middle = Math.floor(length / 2);
  const halves = [
    correlate(fft, played.subarray(0, middle), heard.subarray(0, middle)),
    correlate(fft, played.subarray(middle, length), heard.subarray(middle, length)),
  ];
  const whole = new Float64Array(2 * REACH_SAMPLES + 1);
  for (const half of halves)
    for (const [index, value] of half.entries()) whole[index] = (whole[index] ?? 0) + value;
  // Two crystals drift apart by a millisecond or so, and each half has its own place: the clearer one tells where to look.
  const tops = halves.map((half) => {
    const place = indexOfHighest(half, 0, half.length);
    return { place, clearness: standingOut(half, place) };
  });
  const { place: clearest } = tops.reduce((best, top) => (top.clearness > best.clearness ? top : best));
  const near = Math.round(HALVES.reach * ALIGNMENT_RATE);
  const nearIn = (matches: Float64Array) => indexOfHighest(matches, clearest - near, clearest + near + 1);
  const confidence = standingOut(whole, nearIn(whole));
  const doHalvesAgree = halves.every((half) => standingOut(half, nearIn(half)) >= HALVES.confidence);
  const lag =
    halves.reduce((sum, half) => sum + summit(half, nearIn(half)), 0) / halves.length - REACH_SAMPLES;
  return {
    offsetMs: (lag / ALIGNMENT_RATE) * 1000,
    confidence,
    isTrusted: length >= SHORTEST * ALIGNMENT_RATE && confidence >= TRUSTED_CONFIDENCE && doHalvesAgree,
  };
}

/** How well the two match at each lag, from minus to plus the reach. */
function correlate(fft: FFT, played: Float32Array, heard: Float32Array): Float64Array {
  const cross = fft.createComplexArray();
  const blocks = Math.max(1, Math.ceil((played.length - BLOCK) / (BLOCK / 2)) + 1);
  for (let block = 0; block < blocks; block++) {
    const start = Math.max(0, Math.min(block * (BLOCK / 2), played.length - BLOCK));
    addPhases(fft, played.subarray(start, start + BLOCK), heard.subarray(start, start + BLOCK), cross);
  }
  const correlation = fft.createComplexArray();
  fft.inverseTransform(correlation, cross);
  return Float64Array.from(
    { length: 2 * REACH_SAMPLES + 1 },
    (_, index) => correlation[2 * ((index - REACH_SAMPLES + BLOCK) % BLOCK)] ?? 0,
  );
}

/** By how many standard deviations of all the others a match stands out of them. */
function standingOut(matches: Float64Array, place: number): number {
  let [sum, count] = [0, 0];
  for (const [index, match] of matches.entries()) {
    if (Math.abs(index - place) <= FLANK * ALIGNMENT_RATE) continue;
    sum += match ** 2;
    count++;
  }
  const deviation = Math.sqrt(sum / count);
  return deviation > 0 ? (matches[place] ?? 0) / deviation : 0;
}

function indexOfHighest(values: Float64Array, from: number, to: number): number {
  let best = Math.max(0, from);
  for (let index = best; index < Math.min(to, values.length); index++) {
    if ((values[index] ?? 0) > (values[best] ?? 0)) best = index;
  }
  return best;
}

/** Adds to `cross` by how much the phases of what was heard lag behind those of what was played, in one block. */
function addPhases(fft: FFT, played: Float32Array, heard: Float32Array, cross: number[]): void {
  // Two real signals in one transform: played as the real part, heard as the imaginary.
  const both = new Array<number>(2 * BLOCK).fill(0);
  for (let index = 0; index < played.length; index++) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / played.length);
    both[2 * index] = (played[index] ?? 0) * window;
    both[2 * index + 1] = (heard[index] ?? 0) * window;
  }
  const spectrum = fft.createComplexArray();
  fft.transform(spectrum, both);
  const part = (index: number) => spectrum[index] ?? 0;
  const [low, high] = [BAND.low, BAND.high].map((hertz) => Math.round((hertz * BLOCK) / ALIGNMENT_RATE));
  for (let bin = low ?? 0; bin <= (high ?? 0); bin++) {
    const mirror = BLOCK - bin;
    const [a, b, c, d] = [part(2 * bin), part(2 * bin + 1), part(2 * mirror), part(2 * mirror + 1)];
    const [playedReal, playedImaginary] = [(a + c) / 2, (b - d) / 2];
    const [heardReal, heardImaginary] = [(b + d) / 2, (c - a) / 2];
    const real = heardReal * playedReal + heardImaginary * playedImaginary;
    const imaginary = heardImaginary * playedReal - heardReal * playedImaginary;
    const magnitude = Math.hypot(real, imaginary);
    // Less is what one real signal leaks into the other by rounding.
    if (magnitude <= LEAK * (playedReal ** 2 + playedImaginary ** 2)) continue;
    cross[2 * bin] = (cross[2 * bin] ?? 0) + real / magnitude;
    cross[2 * bin + 1] = (cross[2 * bin + 1] ?? 0) + imaginary / magnitude;
    cross[2 * mirror] = (cross[2 * mirror] ?? 0) + real / magnitude;
    cross[2 * mirror + 1] = (cross[2 * mirror + 1] ?? 0) - imaginary / magnitude;
  }
}

/** Where the parabola through the sample of a top and those beside it has its own. */
function summit(matches: Float64Array, place: number): number {
  const at = (index: number) => matches[index] ?? 0;
  const [before, after] = [at(place - 1), at(place + 1)];
  const curvature = before - 2 * at(place) + after;
  return curvature === 0 ? place : place + (before - after) / (2 * curvature);
}
