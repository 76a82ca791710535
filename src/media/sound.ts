import { AudioSampleSink, type Input, type InputAudioTrack } from 'mediabunny';
import { Breather, nextTask } from './breather.js';
import { findAudioTrack, openMedia } from './open.js';

/** A smaller step than this between two pieces of decoded sound is rounding of the container, not a gap. Seconds. */
const JITTER = 0.005;

/** A file's sound, which is read in parts. */
export class SoundReader {
  private constructor(
    private readonly input: Input,
    private readonly track: InputAudioTrack,
  ) {}

  /** Opens a file; null where it has no sound that can be decoded. The caller closes it. */
  static async open(blob: Blob): Promise<SoundReader | null> {
    const input = openMedia(blob);
    try {
      const track = await findAudioTrack(input);
      if (track !== null) return new SoundReader(input, track);
    } catch (error) {
      input.dispose();
      throw error;
    }
    input.dispose();
    return null;
  }

  /** Decodes the part `[start, end)` in seconds of the file's own time; what lies before or after is silence. */
  async read(start: number, end: number): Promise<AudioBuffer> {
    const { track } = this;
    // Reading a file's head and starting to decode are a turn each: together they would hold a busy page up.
    await nextTask();
    const sampleRate = await track.getSampleRate();
    const sound = new AudioBuffer({
      length: Math.max(1, Math.round((end - start) * sampleRate)),
      numberOfChannels: await track.getNumberOfChannels(),
      sampleRate,
    });
    let next = Number.NEGATIVE_INFINITY;
    const breather = new Breather();
    for await (const decoded of new AudioSampleSink(track).samples(start, end)) {
      using sample = decoded;
      const { numberOfFrames, numberOfChannels, timestamp } = sample;
      const stamped = Math.round((timestamp - start) * sampleRate);
      const position = Math.abs(stamped - next) < JITTER * sampleRate ? next : stamped;
      next = position + numberOfFrames;
      await breather.breathe();
      const frameOffset = Math.max(0, -position);
      const frameCount = Math.min(numberOfFrames, sound.length - position) - frameOffset;
      if (frameCount <= 0) continue;
      const first = position + frameOffset;
      for (let channel = 0; channel < sound.numberOfChannels; channel++) {
        const planeIndex = Math.min(channel, numberOfChannels - 1);
        const room = sound.getChannelData(channel).subarray(first, first + frameCount);
        sample.copyTo(room, { planeIndex, format: 'f32-planar', frameOffset, frameCount });
      }
    }
    return sound;
  }

  /** Closes the file. */
  close(): void {
    this.input.dispose();
  }
}

/**
 * Decodes the part `[start, end)` of a file's sound, in seconds of the file's own time. What lies before or after the
 * sound is silence; `null` where the file has no sound that can be decoded.
 */
export async function decodeSound(blob: Blob, start: number, end: number): Promise<AudioBuffer | null> {
  const reader = await SoundReader.open(blob);
  try {
    return (await reader?.read(start, end)) ?? null;
  } finally {
    reader?.close();
  }
}
