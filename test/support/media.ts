import {
  AudioBufferSource,
  BufferTarget,
  CanvasSource,
  Mp4OutputFormat,
  Output,
  Quality,
  WavOutputFormat,
} from 'mediabunny';

/** A video whose pictures are painted by `draw`, at a constant rate; with the sound of a WAV where there is one. */
export async function makeVideo(options: {
  width: number;
  height: number;
  frameRate: number;
  frames: number;
  rotation?: 0 | 90 | 180 | 270;
  sound?: Blob;
  draw: (context: OffscreenCanvasRenderingContext2D, index: number) => void;
}): Promise<Blob> {
  const { width, height, frameRate, frames, rotation = 0, sound, draw } = options;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No 2D canvas');
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const source = new CanvasSource(canvas, { codec: 'avc', quality: new Quality({ bitrate: 4e6 }) });
  output.addVideoTrack(source, { frameRate, rotation });
  const audio = new AudioBufferSource({ codec: 'opus', bitrate: 96e3 });
  if (sound !== undefined) output.addAudioTrack(audio);
  await output.start();
  if (sound !== undefined) {
    const context = new OfflineAudioContext(1, 1, 48000);
    await audio.add(await context.decodeAudioData(await sound.arrayBuffer()));
  }
  for (let index = 0; index < frames; index++) {
    draw(context, index);
    await source.add(index / frameRate, 1 / frameRate);
  }
  await output.finalize();
  return new Blob([target.buffer ?? new ArrayBuffer(0)], { type: 'video/mp4' });
}

/** A mono WAV whose sample at each time is `sample(seconds)`. */
export async function makeSound(
  duration: number,
  sample: (time: number) => number,
  sampleRate = 48000,
): Promise<Blob> {
  const buffer = new AudioBuffer({
    length: Math.round(duration * sampleRate),
    numberOfChannels: 1,
    sampleRate,
  });
  const samples = buffer.getChannelData(0);
  for (let index = 0; index < samples.length; index++) samples[index] = sample(index / sampleRate);
  const target = new BufferTarget();
  const output = new Output({ format: new WavOutputFormat(), target });
  const source = new AudioBufferSource({ codec: 'pcm-s16' });
  output.addAudioTrack(source);
  await output.start();
  await source.add(buffer);
  await output.finalize();
  return new Blob([target.buffer ?? new ArrayBuffer(0)], { type: 'audio/wav' });
}

/** Bytes that are no medium; the same in each run. */
export function makeNoise(length: number): Blob {
  let seed = 5;
  const bytes = Uint8Array.from({ length }, () => {
    seed = (seed * 48271) % 2147483647;
    return seed >> 8;
  });
  return new Blob([bytes]);
}

/** A click of a millisecond at each of these times, in silence. */
export function clicksAt(times: readonly number[]): (time: number) => number {
  return (time) =>
    times.some((start) => time >= start && time < start + 0.001)
      ? 0.9 * Math.cos(2 * Math.PI * 4000 * time)
      : 0;
}

/** Times at which a sound begins after silence, in seconds. */
export function onsets(samples: Float32Array, sampleRate: number, threshold = 0.1, rest = 0.05): number[] {
  const found: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const [index, sample] of samples.entries()) {
    if (Math.abs(sample) < threshold) continue;
    if (index - last > rest * sampleRate) found.push(index / sampleRate);
    last = index;
  }
  return found;
}

/** A number painted as eight black or white cells, so that a frame can be told after being encoded. */
export function paintNumber(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  value: number,
): void {
  const { width, height } = context.canvas;
  for (let bit = 0; bit < 8; bit++) {
    context.fillStyle = (value >> bit) & 1 ? '#fff' : '#000';
    context.fillRect(Math.floor((bit * width) / 8), 0, Math.ceil(width / 8), height);
  }
}

/** Reads what {@link paintNumber} painted. */
export function readNumber(picture: ImageData): number {
  let value = 0;
  for (let bit = 0; bit < 8; bit++) {
    const x = Math.floor(((bit + 0.5) * picture.width) / 8);
    const y = Math.floor(picture.height / 2);
    if ((picture.data[(y * picture.width + x) * 4] ?? 0) > 127) value |= 1 << bit;
  }
  return value;
}

/** A GIF of one pixel, red for 0.2 s and blue for 0.3 s, as GIF89a writes it. */
export function twoColourGif(): Blob {
  const frame = (color: number, centiseconds: number) => [
    ...[0x21, 0xf9, 4, 0, centiseconds, 0, 0, 0],
    ...[0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0],
    // LZW of one pixel: clear, the colour, end, in codes of three bits.
    ...[2, 2, 4 | (color << 3) | ((5 & 3) << 6), 5 >> 2, 0],
  ];
  const head = [...[...'GIF89a'].map((letter) => letter.charCodeAt(0)), 1, 0, 1, 0, 0x80, 0, 0];
  const colors = [255, 0, 0, 0, 0, 255];
  const loop = [0x21, 0xff, 11, ...[...'NETSCAPE2.0'].map((letter) => letter.charCodeAt(0)), 3, 1, 0, 0, 0];
  const bytes = [...head, ...colors, ...loop, ...frame(0, 20), ...frame(1, 30), 0x3b];
  return new Blob([new Uint8Array(bytes)], { type: 'image/gif' });
}
