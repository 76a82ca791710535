import { AudioBufferSink, type InputAudioTrack } from 'mediabunny';
import { BoothError } from '../error.js';
import { LOUDNESS_RATE } from '../project/project.js';
import { findAudioTrack, openMedia } from './open.js';

/** A smaller step than this between two pieces of decoded sound is rounding of the container, not a gap. Seconds. */
const JITTER = 0.005;

/**
 * Decodes the part `[start, end)` of a file's sound, in seconds of the file's own time. What lies before or after the
 * sound is silence; `null` where the file has no sound that can be decoded.
 */
export async function decodeSound(blob: Blob, start: number, end: number): Promise<AudioBuffer | null> {
  using input = openMedia(blob);
  const track = await findAudioTrack(input);
  if (track === null) return null;
  const sampleRate = await track.getSampleRate();
  const sound = new AudioBuffer({
    length: Math.max(1, Math.round((end - start) * sampleRate)),
    numberOfChannels: await track.getNumberOfChannels(),
    sampleRate,
  });
  let next = Number.NEGATIVE_INFINITY;
  for await (const { buffer, timestamp } of new AudioBufferSink(track).buffers(start, end)) {
    const stamped = Math.round((timestamp - start) * sampleRate);
    const position = Math.abs(stamped - next) < JITTER * sampleRate ? next : stamped;
    next = position + buffer.length;
    const skipped = Math.max(0, -position);
    if (skipped >= buffer.length) continue;
    for (let channel = 0; channel < sound.numberOfChannels; channel++) {
      const samples = buffer.getChannelData(Math.min(channel, buffer.numberOfChannels - 1));
      const room = sound.length - (position + skipped);
      if (room <= 0) break;
      sound.copyToChannel(samples.subarray(skipped, skipped + room), channel, position + skipped);
    }
  }
  return sound;
}

/**
 * Decodes the part `[start, end)` of a piece of music.
 * @throws BoothError `music-unreadable` where this browser cannot decode it.
 */
export async function decodeMusic(blob: Blob, start: number, end: number): Promise<AudioBuffer> {
  try {
    const sound = await decodeSound(blob, start, end);
    if (sound !== null) return sound;
  } catch (error) {
    throw unreadableMusic(error);
  }
  throw unreadableMusic();
}

/** What is to be known of a piece of music. */
export interface MusicFacts {
  /** Seconds. */
  readonly duration: number;
  /** As in `AudioAsset.loudness`. */
  readonly loudness: number[];
}

/**
 * Decodes a piece of music from end to end, and measures it.
 * @throws BoothError `music-unreadable` where this browser cannot decode it.
 */
export async function measureMusic(blob: Blob): Promise<MusicFacts> {
  using input = openMedia(blob);
  try {
    const track = await findAudioTrack(input);
    if (track !== null) {
      const duration = await track.computeDuration();
      // The head can be whole and the rest be noise: what decodes is the proof.
      if (duration > 0) return { duration, loudness: await measureLoudness(track, duration) };
    }
  } catch (error) {
    throw unreadableMusic(error);
  }
  throw unreadableMusic();
}

/** The root mean square of the first channel in each stretch, in percent of the loudest stretch. */
async function measureLoudness(track: InputAudioTrack, duration: number): Promise<number[]> {
  const sampleRate = await track.getSampleRate();
  const sums = new Float64Array(Math.ceil(duration * LOUDNESS_RATE));
  let decoded = 0;
  for await (const { buffer, timestamp } of new AudioBufferSink(track).buffers()) {
    const samples = buffer.getChannelData(0);
    for (let index = 0; index < samples.length; index++) {
      const stretch = Math.floor((timestamp + index / sampleRate) * LOUDNESS_RATE);
      if (stretch >= 0 && stretch < sums.length)
        sums[stretch] = (sums[stretch] ?? 0) + (samples[index] ?? 0) ** 2;
    }
    decoded += samples.length;
  }
  if (decoded === 0) throw new Error('Nothing of it could be decoded');
  const loudest = sums.reduce((most, sum) => Math.max(most, sum), Number.EPSILON);
  return Array.from(sums, (sum) => Math.round(Math.sqrt(sum / loudest) * 100));
}

function unreadableMusic(cause?: unknown): BoothError {
  return new BoothError(
    'music-unreadable',
    'This file is not music that the browser can play: choose an MP3, M4A, WAV, FLAC or OGG file.',
    { cause },
  );
}
