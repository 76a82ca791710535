import { runFfmpeg } from '../../scripts/ffmpeg.mjs';
import { numberIn, onsets } from './rig.js';

/** The clicks and numbers of a file as native ffmpeg decodes it. */
export async function readNative(path) {
  const decode = (...args) => runFfmpeg('ffmpeg', ['-v', 'error', '-i', path, ...args, '-']);
  const sound = await decode('-vn', '-ac', '1', '-ar', '48000', '-f', 's16le');
  const pictures = await decode('-an', '-vf', 'scale=8:8:flags=area,format=gray', '-f', 'rawvideo');
  const samples = new Int16Array(
    sound.stdout.buffer.slice(sound.stdout.byteOffset, sound.stdout.byteOffset + sound.stdout.length),
  );
  const numbers = [];
  for (let start = 0; start < pictures.stdout.length; start += 64) {
    numbers.push(numberIn(pictures.stdout.subarray(start, start + 64)));
  }
  return {
    clicks: onsets(
      Float32Array.from(samples, (sample) => sample / 32768),
      48000,
    ),
    numbers,
  };
}
