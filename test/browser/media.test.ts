import { AudioBufferSource, BufferTarget, OggOutputFormat, Output } from 'mediabunny';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AssetStore, requireAsset } from '../../src/media/assets.js';
import { FrameReader } from '../../src/media/frames.js';
import { decodeMusic, prepareMusic } from '../../src/media/music.js';
import { probeVideo } from '../../src/media/probe.js';
import { decodeSound } from '../../src/media/sound.js';
import { LOUDNESS_RATE } from '../../src/project/project.js';
import {
  clicksAt,
  makeNoise,
  makeSound,
  makeVideo,
  onsets,
  paintNumber,
  readNumber,
} from '../support/media.js';
import { readPixels } from '../support/pictures.js';

const noise = makeNoise(5000);

describe('a reader of frames', () => {
  const numbered = makeVideo({ width: 160, height: 96, frameRate: 25, frames: 60, draw: paintNumber });
  let reader: FrameReader;
  afterEach(() => reader.close());

  const numberAt = async (time: number) => {
    const { frame } = await reader.nearest(time);
    const canvas = new OffscreenCanvas(160, 96);
    canvas.getContext('2d')?.drawImage(frame, 0, 0);
    return readNumber(readPixels(canvas));
  };

  it('gives the frame nearest to each time, forward, backward and by leaps', async () => {
    reader = await FrameReader.open(await numbered);
    const times = [0, 0.019, 0.021, 0.04, 0.059, 0.061, 0.5, 2.29, 2.36, 0.1, 0.02, 1.98, 5, -1];
    const expected = times.map((time) => Math.min(59, Math.max(0, Math.round(time * 25))));
    const seen: number[] = [];
    for (const time of times) seen.push(await numberAt(time));
    expect(seen).toEqual(expected);
  });

  it('plays backwards without decoding a stretch anew for each frame', async () => {
    reader = await FrameReader.open(await numbered);
    const decode = vi.spyOn(VideoDecoder.prototype, 'decode');
    const seen: number[] = [];
    for (let frame = 59; frame >= 0; frame--) seen.push(await numberAt(frame / 25));
    for (let frame = 0; frame < 60; frame++) seen.push(await numberAt(frame / 25));
    const numbers = Array.from({ length: 60 }, (_, index) => index);
    expect(seen).toEqual([...numbers.toReversed(), ...numbers]);
    expect(decode.mock.calls.length).toBeLessThan(60 * 5);
    decode.mockRestore();
  });

  it('answers calls in their order', async () => {
    reader = await FrameReader.open(await numbered);
    const times = await Promise.all([1.2, 0.4, 2, 0].map(async (time) => (await reader.nearest(time)).time));
    for (const [index, time] of [1.2, 0.4, 2, 0].entries()) expect(times[index]).toBeCloseTo(time, 3);
  });

  it('tells how the picture is to be turned', async () => {
    const turned = await makeVideo({
      width: 160,
      height: 96,
      frameRate: 25,
      frames: 3,
      rotation: 90,
      draw: paintNumber,
    });
    reader = await FrameReader.open(turned);
    expect((await reader.nearest(0)).rotation).toBe(90);
    expect(await probeVideo(turned)).toMatchObject({ width: 96, height: 160, hasSound: false });
  });

  it('closes frames and file', async () => {
    reader = await FrameReader.open(await numbered);
    const { frame } = await reader.nearest(1);
    reader.close();
    reader.close();
    await expect.poll(() => frame.format).toBeNull();
  });

  it.each([
    ['noise', noise],
    ['nothing', new Blob([])],
  ])('refuses %s', async (_name, blob) => {
    await expect(FrameReader.open(blob)).rejects.toMatchObject({
      name: 'BoothError',
      code: 'media-unreadable',
    });
    await expect(probeVideo(blob)).rejects.toMatchObject({ code: 'media-unreadable' });
  });

  it('refuses sound without a picture', async () => {
    const sound = await makeSound(0.2, () => 0);
    await expect(FrameReader.open(sound)).rejects.toMatchObject({ code: 'media-unreadable' });
  });
});

describe('sound', () => {
  it.each([44100, 48000])('is decoded to the sample in any part of the file at %i Hz', async (sampleRate) => {
    const blob = await makeSound(3, clicksAt([0.5, 1.25, 2]), sampleRate);
    const { duration, loudness } = await prepareMusic(blob);
    expect(duration).toBeCloseTo(3, 3);
    expect(loudness).toHaveLength(3 * LOUDNESS_RATE);
    const loud = loudness.flatMap((value, index) => (value > 90 ? [index / LOUDNESS_RATE] : []));
    expect(loud).toEqual([0.5, 1.25, 2]);
    for (const [start, end, expected] of [
      [0, 3, [0.5, 1.25, 2]],
      [1, 2.5, [0.25, 1]],
      [-0.5, 1, [1]],
      [2.5, 4, []],
    ] as const) {
      const part = await decodeMusic(blob, start, end);
      expect(part.length).toBe(Math.round((end - start) * sampleRate));
      const found = onsets(part.getChannelData(0), sampleRate);
      expect(found).toHaveLength(expected.length);
      for (const [index, time] of found.entries())
        expect(Math.abs(time - (expected[index] ?? 0))).toBeLessThan(0.0001);
    }
  });

  it('is decoded once and kept, where it was compressed', async () => {
    const target = new BufferTarget();
    const output = new Output({ format: new OggOutputFormat(), target });
    const source = new AudioBufferSource({ codec: 'opus', bitrate: 128e3 });
    output.addAudioTrack(source);
    await output.start();
    const sound = await decodeMusic(await makeSound(3, clicksAt([0.5, 1.25, 2])), 0, 3);
    await source.add(sound);
    await output.finalize();
    const { blob, duration } = await prepareMusic(new Blob([target.buffer ?? new ArrayBuffer(0)]));
    expect(duration).toBeCloseTo(3, 1);
    const part = await decodeMusic(blob, 1, 2.5);
    expect(part.length).toBe(72_000);
    const found = onsets(part.getChannelData(0), 48_000);
    expect(found).toHaveLength(2);
    // As the browser's own player hears it, padding and all: what counts is that it is always the same.
    for (const [index, time] of found.entries())
      expect(Math.abs(time - (index === 0 ? 0.25 : 1))).toBeLessThan(0.001);
    // Prepared again, it stays as it is.
    expect((await prepareMusic(blob)).blob).toBe(blob);
  });

  it('is none in a video without it', async () => {
    const video = await makeVideo({ width: 64, height: 64, frameRate: 25, frames: 3, draw: paintNumber });
    expect(await decodeSound(video, 0, 1)).toBeNull();
    await expect(decodeMusic(video, 0, 1)).rejects.toMatchObject({ code: 'music-unreadable' });
  });

  it('is refused where it cannot be decoded', async () => {
    for (const blob of [noise, new Blob([]), new Blob(['<!doctype html>'], { type: 'text/html' })]) {
      await expect(prepareMusic(blob)).rejects.toMatchObject({ code: 'music-unreadable' });
      await expect(decodeMusic(blob, 0, 1)).rejects.toMatchObject({ code: 'music-unreadable' });
    }
  });
});

describe('the asset store', () => {
  it('keeps media by id until it is destroyed', async () => {
    const store = await AssetStore.open('test-store');
    await store.put('a', new Blob(['one']));
    await store.put('a', new Blob(['two']));
    expect(await (await requireAsset(store, 'a')).text()).toBe('two');
    const again = await AssetStore.open('test-store');
    expect(await (await requireAsset(again, 'a')).text()).toBe('two');
    await again.remove('a');
    await again.remove('a');
    await expect(requireAsset(store, 'a')).rejects.toMatchObject({ code: 'asset-missing' });
    await store.destroy();
    await store.destroy();
  });

  it('keeps media in memory where only workers may write on the device', async () => {
    const { createWritable } = FileSystemFileHandle.prototype;
    const store = await AssetStore.open('test-store');
    await store.put('taken', new Blob(['by a worker']));
    Reflect.deleteProperty(FileSystemFileHandle.prototype, 'createWritable');
    try {
      await store.put('brought', new Blob(['music']));
      expect(await (await requireAsset(store, 'brought')).text()).toBe('music');
      expect(await (await requireAsset(store, 'taken')).text()).toBe('by a worker');
      await store.remove('brought');
      await expect(requireAsset(store, 'brought')).rejects.toMatchObject({ code: 'asset-missing' });
    } finally {
      FileSystemFileHandle.prototype.createWritable = createWritable;
      await store.destroy();
    }
  });

  it('keeps media where a page may have neither locks nor files, as in a sandbox without an origin', async () => {
    const refused = () => Promise.reject(new DOMException('No origin.', 'SecurityError'));
    vi.spyOn(navigator.locks, 'request').mockImplementation(refused);
    vi.spyOn(navigator.storage, 'getDirectory').mockImplementation(refused);
    try {
      const store = await AssetStore.open('sandboxed');
      await store.put('a', new Blob(['one']));
      expect(await (await requireAsset(store, 'a')).text()).toBe('one');
      await store.destroy();
      await expect(requireAsset(store, 'a')).rejects.toMatchObject({ code: 'asset-missing' });
    } finally {
      vi.restoreAllMocks();
    }
  });
});
