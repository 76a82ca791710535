import {
  AudioSample,
  AudioSampleSource,
  BufferTarget,
  type EncodedPacket,
  EncodedPacketSink,
  Output,
  Quality,
  WebMOutputFormat,
} from 'mediabunny';
import { BoothError } from '../error.js';
import { openMedia } from '../media/open.js';
import type { Ffmpeg } from './ffmpeg.js';

/** A clip's sound. */
export interface StereoSound {
  readonly left: Float32Array<ArrayBuffer>;
  readonly right: Float32Array<ArrayBuffer>;
  /** Hz. */
  readonly sampleRate: number;
}

/** Encoded sound. */
export interface SoundTrack {
  readonly config: AudioDecoderConfig;
  /** Those before zero only prime the decoder. */
  readonly packets: readonly EncodedPacket[];
}

/** Bits per second of the sound in each codec. */
export const SOUND_BITRATE_BPS = { aac: 192_000, opus: 128_000 } as const;

/** Encodes sound as AAC-LC to an MP4 with `moov` first. */
export function encodeAac(ffmpeg: Ffmpeg, sound: StereoSound): Promise<Uint8Array<ArrayBuffer>> {
  const args = [
    ...['-f', 's16le', '-ar', `${sound.sampleRate}`, '-ac', '2', '-i', 'sound.pcm'],
    ...['-c:a', 'aac', '-b:a', `${SOUND_BITRATE_BPS.aac}`],
    ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'],
    // At the usual thousandth of a second the edit lists would cut up to a millisecond off.
    ...['-movie_timescale', `${sound.sampleRate}`, '-movflags', '+faststart', '-f', 'mp4'],
  ];
  return ffmpeg.run(args, [{ name: 'sound.pcm', data: interleave(sound) }], 'sound.m4a');
}

/**
 * Encodes sound as Opus to a WebM, with the browser's encoder: where pictures can be encoded for WebM, so can sound.
 * @throws BoothError `encoder-failed`
 */
export async function encodeOpus({ left, right, sampleRate }: StereoSound): Promise<Uint8Array<ArrayBuffer>> {
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new AudioSampleSource({
    codec: 'opus',
    quality: new Quality({ bitrate: SOUND_BITRATE_BPS.opus }),
  });
  output.addAudioTrack(source);
  try {
    await output.start();
    for (let start = 0; start < left.length; start += sampleRate) {
      const part = left.subarray(start, start + sampleRate);
      const data = new Float32Array(2 * part.length);
      data.set(part);
      data.set(right.subarray(start, start + sampleRate), part.length);
      const sample = new AudioSample({
        ...{ data, format: 'f32-planar', numberOfChannels: 2, sampleRate },
        timestamp: start / sampleRate,
      });
      await source.add(sample);
      sample.close();
    }
    await output.finalize();
  } catch (error) {
    throw new BoothError('encoder-failed', 'This browser cannot encode sound for WebM: export an MP4.', {
      cause: error,
    });
  }
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
}

/** The packets of a file of sound. */
export async function readSoundTrack(file: Uint8Array<ArrayBuffer>): Promise<SoundTrack> {
  using input = openMedia(new Blob([file]));
  const track = await input.getPrimaryAudioTrack();
  const config = await track?.getDecoderConfig();
  if (!track || !config) throw new BoothError('encoder-failed', 'The sound could not be encoded.');
  const packets: EncodedPacket[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  return { config, packets };
}

/** Samples of 16 bits that alternate between left and right: half the memory of what they come as. */
function interleave({ left, right }: StereoSound): Uint8Array<ArrayBuffer> {
  const samples = new Int16Array(left.length * 2);
  for (let index = 0; index < left.length; index++) {
    samples[index * 2] = Math.round((left[index] ?? 0) * 32767);
    samples[index * 2 + 1] = Math.round((right[index] ?? 0) * 32767);
  }
  return new Uint8Array(samples.buffer);
}
