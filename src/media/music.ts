import { BoothError } from '../error.js';
import { LOUDNESS_RATE } from '../project/project.js';
import { Wave, writeWave } from './wave.js';

/** Sample rate in Hz at which music is kept: that of every mixdown. */
const MUSIC_RATE = 48_000;

/** A piece of music as it is kept, and what is to be known of it. */
export interface PreparedMusic {
  /** A plain WAV. */
  readonly blob: Blob;
  /** Seconds. */
  readonly duration: number;
  /** As in `AudioAsset.loudness`. */
  readonly loudness: number[];
}

/**
 * Decodes a piece of music once, by what every browser has for it, and measures it. It is kept decoded: so it is heard
 * while recording and in the clip to the same sample, whatever a decoder makes of a file's padding, and a part of it is
 * read at once. A minute takes 11 MB of disk.
 * @throws BoothError `music-unreadable` where this browser cannot decode it.
 */
export async function prepareMusic(file: Blob): Promise<PreparedMusic> {
  try {
    const blob = (await Wave.open(file)) === null ? await decodeWhole(file) : file;
    const wave = await Wave.open(blob);
    if (wave !== null) {
      const { duration } = wave;
      return { blob, duration, loudness: loudnessOf(await wave.read(0, duration)) };
    }
  } catch (error) {
    throw unreadableMusic(error);
  }
  throw unreadableMusic();
}

async function decodeWhole(file: Blob): Promise<Blob> {
  const context = new OfflineAudioContext(1, 1, MUSIC_RATE);
  return writeWave(await context.decodeAudioData(await file.arrayBuffer()));
}

/**
 * Decodes the part `[start, end)` of a piece of music, or of a file's sound.
 * @param decode reads a part of a file that was not prepared; by default one that is opened for it alone
 * @throws BoothError `music-unreadable` where this browser cannot decode it.
 */
export async function decodeMusic(
  blob: Blob,
  start: number,
  end: number,
  decode = decodeFile,
): Promise<AudioBuffer> {
  try {
    const wave = await Wave.open(blob);
    if (wave !== null) return await wave.read(start, end);
    const sound = await decode(blob, start, end);
    if (sound !== null) return sound;
  } catch (error) {
    throw unreadableMusic(error);
  }
  throw unreadableMusic();
}

async function decodeFile(blob: Blob, start: number, end: number): Promise<AudioBuffer | null> {
  // What reads files is large, and a booth's own music does without it.
  const { decodeSound } = await import('./sound.js');
  return decodeSound(blob, start, end);
}

/** The root mean square of the first channel in each stretch, in percent of the loudest stretch. */
function loudnessOf(sound: AudioBuffer): number[] {
  const samples = sound.getChannelData(0);
  const sums = new Float64Array(Math.ceil(sound.duration * LOUDNESS_RATE));
  for (let index = 0; index < samples.length; index++) {
    const stretch = Math.floor((index / sound.sampleRate) * LOUDNESS_RATE);
    sums[stretch] = (sums[stretch] ?? 0) + (samples[index] ?? 0) ** 2;
  }
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
