import { AudioBufferSink } from 'mediabunny';
import { Breather } from './breather.js';
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
  const breather = new Breather();
  for await (const { buffer, timestamp } of new AudioBufferSink(track).buffers(start, end)) {
    const stamped = Math.round((timestamp - start) * sampleRate);
    const position = Math.abs(stamped - next) < JITTER * sampleRate ? next : stamped;
    next = position + buffer.length;
    await breather.breathe();
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
