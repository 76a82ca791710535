import { describe, expect, it, vi } from 'vitest';
import { faultsOf } from '../../scripts/faults.mjs';
import { loadCore } from '../../src/export/core.js';
import type { EncoderOptions, PicturePacket } from '../../src/export/encoders/encoder.js';
import { FfmpegEncoder } from '../../src/export/encoders/ffmpeg.js';
import { type Clip, exportClip } from '../../src/export/export.js';
import { FfmpegOnDemand } from '../../src/export/ffmpeg.js';
import type { ExportOptions } from '../../src/export/options.js';
import { codecLadder } from '../../src/media/codecs.js';
import { FrameReader } from '../../src/media/frames.js';
import { createProject } from '../../src/project/create.js';
import {
  addAsset,
  addEffect,
  addTake,
  addText,
  combine,
  setLook,
  setMusic,
} from '../../src/project/edits.js';
import { i420Layout } from '../../src/stage/i420.js';
import { clicksAt, makeSound, makeVideo, onsets, paintNumber } from '../support/media.js';
import { inspect, nativeNumbers, nativeSound } from '../support/native.js';
import { psnr, readPixels } from '../support/pictures.js';

const SIZE = { width: 144, height: 256, frameRate: 30 };

/** A clip whose pictures are numbered, and whose music clicks when the picture turns white. */
const material = (async () => {
  const video = await makeVideo({ width: 256, height: 144, frameRate: 30, frames: 75, draw: paintNumber });
  const song = await makeSound(6, clicksAt([1.5, 2, 2.5]), 44100);
  const assets = new Map([
    ['v', video],
    ['m', song],
  ]);
  const project = combine(
    addAsset({
      kind: 'video',
      id: 'v',
      name: 'v',
      duration: 2.5,
      width: 256,
      height: 144,
      hasSound: false,
      soundOffset: 0,
    }),
    addAsset({ kind: 'audio', id: 'm', name: 'm', duration: 6 }),
    setMusic({ asset: 'm', title: 'm', start: 1 }),
    addTake({ id: 'a', asset: 'v', start: 0.5, end: 1.5 }),
    addTake({ id: 'b', asset: 'v', start: 0, end: 1, speed: 2, mirrored: true }),
  )(createProject({ ...SIZE, maxDuration: 5 }));
  return { project, assets };
})();

const make = async (
  options: ExportOptions = {},
  edit = (project: Awaited<typeof material>['project']) => project,
) => {
  const { project, assets } = await material;
  return exportClip(edit(project), { assets, ...options });
};

/** The picture at a time of a file, as the browser decodes it. */
async function frameAt(file: Blob, time: number): Promise<ImageData> {
  const reader = await FrameReader.open(file);
  const bitmap = await createImageBitmap((await reader.nearest(time)).frame);
  reader.close();
  return readPixels(bitmap);
}

/** The middle four of the eight cells are in the portrait frame; the rest is cropped. */
const cropped = (clip: Clip) => nativeNumbers(clip.file);

describe.each(['webcodecs', 'ffmpeg'] as const)('an export with %s', (encoder) => {
  it('is a plain MP4 with exactly the pictures and sound of the document', async () => {
    const clip = await make({ encoder, quality: 'high' });
    expect(clip).toMatchObject({ ...SIZE, duration: 1.5, encoder });
    expect(clip.report).toMatchObject({ encoder, frames: 45, fallbackReason: null, isInWorker: true });
    expect(clip.file.type).toBe('video/mp4');
    const facts = await inspect(clip.file);
    expect(faultsOf(facts, { ...SIZE, duration: 1.5 })).toEqual([]);
    expect(facts.video).toMatchObject({ blackSeconds: 0, frozenSeconds: 0 });

    // The same pictures as the source shows at each clip time, told by their numbers.
    const numbers = await cropped(clip);
    const direct = await make({ encoder }, (project) => ({ ...project, takes: project.takes.slice(0, 1) }));
    expect(numbers.slice(0, 30)).toEqual(await cropped(direct));
    expect(new Set(numbers.slice(0, 30)).size).toBeGreaterThan(4);

    const heard = onsets(await nativeSound(clip.file), 48000);
    expect(heard).toHaveLength(2);
    expect(Math.abs((heard[0] ?? 0) - 0.5)).toBeLessThan(0.001);
    expect(Math.abs((heard[1] ?? 0) - 1)).toBeLessThan(0.001);
  });

  it('reports progress that never goes back and ends at 1', async () => {
    const seen: number[] = [];
    await make({ encoder, onProgress: (value) => seen.push(value) });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
    expect(Math.min(...seen)).toBeGreaterThan(0);
  });

  it('stops when it is cancelled, and leaves no worker behind', async () => {
    const terminate = vi.spyOn(Worker.prototype, 'terminate');
    const cancel = new AbortController();
    const work = make({
      encoder,
      signal: cancel.signal,
      onProgress: (value) => {
        if (value > 0.3) cancel.abort();
      },
    });
    await expect(work).rejects.toMatchObject({ name: 'BoothError', code: 'cancelled' });
    expect(terminate).toHaveBeenCalled();
    terminate.mockRestore();
    await expect(make({ encoder, signal: cancel.signal })).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('an export', () => {
  it('shows picture and sound of the same moment within a millisecond', async () => {
    // White from the picture at which each click begins.
    const flash = await makeVideo({
      width: 144,
      height: 256,
      frameRate: 30,
      frames: 60,
      draw: (context, index) => paintNumber(context, index % 15 < 3 && index >= 15 ? 255 : 0),
    });
    const song = await makeSound(2, clicksAt([0.5, 1, 1.5]));
    const project = combine(
      addAsset({
        kind: 'video',
        id: 'v',
        name: 'v',
        duration: 2,
        width: 144,
        height: 256,
        hasSound: false,
        soundOffset: 0,
      }),
      addAsset({ kind: 'audio', id: 'm', name: 'm', duration: 2 }),
      setMusic({ asset: 'm', title: 'm', start: 0 }),
      addTake({ id: 'a', asset: 'v', start: 0, end: 2 }),
    )(createProject({ ...SIZE, maxDuration: 5 }));
    for (const encoder of ['webcodecs', 'ffmpeg'] as const) {
      const clip = await exportClip(project, {
        assets: new Map([
          ['v', flash],
          ['m', song],
        ]),
        encoder,
      });
      const numbers = await nativeNumbers(clip.file);
      const flashes = numbers.flatMap((value, index) =>
        value === 255 && numbers[index - 1] !== 255 ? [index / 30] : [],
      );
      const heard = onsets(await nativeSound(clip.file), 48000);
      expect(flashes).toEqual([0.5, 1, 1.5]);
      expect(heard).toHaveLength(3);
      for (const [index, time] of heard.entries())
        expect(Math.abs(time - (flashes[index] ?? 0))).toBeLessThan(0.001);
    }
  });

  it('draws effects, look and text, and a cover of the chosen moment', async () => {
    const plain = await make({ coverTime: 0.5 });
    const dressed = await make(
      { coverTime: 0.5 },
      combine(addEffect('rgb-split'), setLook({ look: 'noir', intensity: 1 }), addText('Hi')),
    );
    expect(dressed.cover.type).toBe('image/jpeg');
    const picture = await createImageBitmap(dressed.cover);
    expect([picture.width, picture.height]).toEqual([144, 256]);
    expect(psnr(readPixels(picture), readPixels(await createImageBitmap(plain.cover)))).toBeLessThan(35);
    expect(faultsOf(await inspect(dressed.file), { ...SIZE, duration: 1.5 })).toEqual([]);
  });

  it.each([
    [1080 / 8, 1080 / 8 + 1],
    [256, 144],
    [98, 174],
  ])('comes in any even size: %i x %i', async (width, height) => {
    const even = (side: number) => 2 * Math.round(side / 2);
    const size = { width: even(width), height: even(height) };
    const clip = await make({}, (project) => ({ ...project, ...size }));
    expect(faultsOf(await inspect(clip.file), { ...SIZE, ...size, duration: 1.5 })).toEqual([]);
  });

  /** Runs an export on the page, as where a worker cannot draw. */
  const onPage = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    vi.stubGlobal('OffscreenCanvas', undefined);
    try {
      return await work();
    } finally {
      vi.unstubAllGlobals();
    }
  };

  it('is the same on the page where a worker cannot draw', async () => {
    const clip = await onPage(() => make());
    expect(clip.report.isInWorker).toBe(false);
    expect(faultsOf(await inspect(clip.file), { ...SIZE, duration: 1.5 })).toEqual([]);
    expect(await cropped(clip)).toEqual(await cropped(await make()));
  });

  it('goes on with ffmpeg where the encoder dies half-way, and keeps what there is', async () => {
    const whole = await make({ encoder: 'webcodecs' });
    let pictures = 0;
    class DyingEncoder extends VideoEncoder {
      override encode(...[frame, options]: Parameters<VideoEncoder['encode']>): void {
        // The first three are the probe's.
        if (++pictures > 23) throw new DOMException('The encoder is gone', 'OperationError');
        super.encode(frame, options);
      }
    }
    const clip = await onPage(() => {
      vi.stubGlobal('VideoEncoder', DyingEncoder);
      return make({ encoder: 'auto' });
    });
    expect(clip.encoder).toBe('ffmpeg');
    const [, kept] = /The first (\d+) pictures are its own/.exec(clip.report.fallbackReason ?? '') ?? [];
    expect(Number(kept)).toBeGreaterThan(10);
    expect(Number(kept)).toBeLessThanOrEqual(20);
    expect(faultsOf(await inspect(clip.file), { ...SIZE, duration: 1.5 })).toEqual([]);
    expect(await cropped(clip)).toEqual(await cropped(whole));
    // Browsers decode across the change too.
    expect(psnr(await frameAt(clip.file, 1.4), await frameAt(whole.file, 1.4))).toBeGreaterThan(30);
  });

  it('gives an encoder that holds pictures back as many as it wants to see', async () => {
    const held = 30;
    class PatientEncoder extends VideoEncoder {
      private seen = 0;
      private readonly kept: (() => void)[] = [];
      private readonly giveAway: () => void;
      constructor({ output, error }: VideoEncoderInit) {
        super({
          error,
          output: (...packet) => {
            this.kept.push(() => output(...packet));
            if (this.seen > held) this.giveAway();
          },
        });
        this.giveAway = () => {
          for (const give of this.kept.splice(0)) give();
        };
      }
      override encode(...[frame, options]: Parameters<VideoEncoder['encode']>): void {
        this.seen++;
        super.encode(frame, options);
      }
      override async flush(): Promise<void> {
        await super.flush();
        this.giveAway();
      }
    }
    await material;
    const clip = await onPage(() => {
      vi.stubGlobal('VideoEncoder', PatientEncoder);
      return make({ encoder: 'webcodecs' });
    });
    expect(clip.report).toMatchObject({ encoder: 'webcodecs', frames: 45 });
    expect(faultsOf(await inspect(clip.file), { ...SIZE, duration: 1.5 })).toEqual([]);
  });

  it('falls back to ffmpeg where the browser cannot encode', async () => {
    // More macroblocks than any level of H.264 that browsers know allows.
    const size = { width: 3840, height: 3840 };
    const twoPictures = { ...SIZE, ...size, maxDuration: 2 / 30 };
    const clip = await make({ encoder: 'auto' }, (project) => ({ ...project, ...twoPictures }));
    expect(clip.encoder).toBe('ffmpeg');
    expect(clip.report.fallbackReason).toContain('encoder');
    expect(faultsOf(await inspect(clip.file), { ...twoPictures, duration: 2 / 30 })).toEqual([]);
    await expect(
      make({ encoder: 'webcodecs' }, (project) => ({ ...project, ...twoPictures })),
    ).rejects.toMatchObject({ code: 'encoder-failed' });
  });

  it('names what is wrong', async () => {
    const { project, assets } = await material;
    await expect(exportClip({ ...project, takes: [] }, { assets })).rejects.toMatchObject({
      code: 'project-empty',
    });
    await expect(exportClip(project, { assets: new Map() })).rejects.toMatchObject({ code: 'asset-missing' });
    await expect(exportClip(project, { assets, assetBase: '/nowhere/' })).rejects.toMatchObject({
      code: 'runtime-missing',
    });
    await expect(exportClip(addEffect('nobody')(project), { assets })).rejects.toMatchObject({
      code: 'effect-unknown',
    });
    const broken = new Map([...assets, ['v', new Blob(['no video'])]] as const);
    await expect(exportClip(project, { assets: broken })).rejects.toMatchObject({ code: 'media-unreadable' });
  });
});

describe('ffmpeg for the pictures', () => {
  it('gives the same side by side as alone, in order', async () => {
    const layout = i420Layout(64, 64);
    const encode = async (sideBySide: number) => {
      const packets: PicturePacket[] = [];
      const ffmpeg = new FfmpegOnDemand(() => loadCore('/clipbooth/'));
      const options: EncoderOptions = {
        ...{ layout, frameRate: 10, bitrateBps: 200_000, bitrateIs: 'most' },
        onPacket: (packet) => packets.push(packet),
      };
      const encoder = new FfmpegEncoder(ffmpeg, options, sideBySide);
      // A little more than four batches of two seconds.
      for (let index = 0; index < 85; index++) {
        const bytes = new Uint8Array(layout.byteLength);
        await encoder.encode(bytes.map((_, place) => (place * index) % 256));
      }
      await encoder.flush();
      await ffmpeg.close();
      return packets;
    };
    const [alone, together] = [await encode(1), await encode(3)];
    expect(together.map(({ isKey }) => isKey)).toEqual(alone.map((_, index) => index % 20 === 0));
    expect(together.map(({ data }) => Array.from(data))).toEqual(alone.map(({ data }) => Array.from(data)));
    expect(together.filter(({ config }) => config !== undefined)).toHaveLength(1);
  });

  it('can be as many as a long clip has', async () => {
    const ffmpeg = new FfmpegOnDemand(() => loadCore('/clipbooth/'));
    const args = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', '16x16', '-i', 'in.raw', '-f', 'rawvideo'];
    const data = new Uint8Array(256);
    // Left to itself, ffmpeg breaks at the 148th command.
    for (let index = 0; index < 160; index++) {
      data.fill(index);
      const files = [{ name: 'in.raw', data: new Uint8Array(data) }];
      const { output } = await (await ffmpeg.get()).run(args, files, 'out.raw');
      expect(output).toEqual(data);
    }
    await ffmpeg.close();
  });

  it('are lent to it and come back, with the memory that they are a part of', async () => {
    const memory = Uint8Array.from({ length: 4096 }, (_, place) => place % 251);
    const pictures = memory.subarray(0, 3 * 256);
    const ffmpeg = new FfmpegOnDemand(() => loadCore('/clipbooth/'));
    const args = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', '16x16', '-i', 'in.raw', '-f', 'rawvideo'];
    const running = (await ffmpeg.get()).run(args, [{ name: 'in.raw', data: pictures }], 'out.raw');
    await vi.waitFor(() => expect(memory.byteLength).toBe(0));
    const { output, inputs } = await running;
    await ffmpeg.close();
    const sent = Array.from({ length: 4096 }, (_, place) => place % 251);
    expect(Array.from(output)).toEqual(sent.slice(0, 3 * 256));
    expect(inputs.map((input) => Array.from(input))).toEqual([sent.slice(0, 3 * 256)]);
    expect(inputs.map(({ buffer }) => Array.from(new Uint8Array(buffer)))).toEqual([sent]);
  });
});

describe('the ladder of codecs', () => {
  it('begins with the lowest level that allows the size and rate, in High', () => {
    expect(codecLadder(720, 1280, 30)[0]).toBe('avc1.64001f');
    expect(codecLadder(1080, 1920, 30)[0]).toBe('avc1.640028');
    expect(codecLadder(1080, 1920, 60)[0]).toBe('avc1.64002a');
    expect(codecLadder(20000, 20000, 30)).toEqual([]);
  });
});

describe('the options of an export', () => {
  it('choose width and rate; the height follows', async () => {
    const clip = await make({ width: 108, frameRate: 24 });
    expect(clip).toMatchObject({ width: 108, height: 192, frameRate: 24, duration: 1.5 });
    const shape = { width: 108, height: 192, frameRate: 24, duration: 1.5 };
    expect(faultsOf(await inspect(clip.file), shape)).toEqual([]);
  });

  it.each(['webcodecs', 'ffmpeg'] as const)('hit a size in bytes with %s', async (encoder) => {
    const { project, assets } = await material;
    const noisy = addEffect('old-film', { params: { grain: 1 } })(project);
    const targetBytes = 150_000;
    const { file } = await exportClip(noisy, { assets, encoder, targetBytes });
    expect(Math.abs(file.size / targetBytes - 1)).toBeLessThan(0.15);
    expect(faultsOf(await inspect(file), { ...SIZE, duration: 1.5 })).toEqual([]);
  });

  it('make a WebM, a GIF, or the sound alone', async () => {
    const webm = await make({ format: 'webm' });
    expect(webm.file.type).toBe('video/webm');
    const movie = await inspect(webm.file);
    expect(movie.video).toMatchObject({ codec: 'vp9', width: 144, height: 256, frames: 45 });
    expect(movie.audio).toMatchObject({ codec: 'opus', sampleRate: 48000, channels: 2 });
    const heard = onsets(await nativeSound(webm.file), 48000);
    expect(Math.abs((heard[0] ?? 0) - 0.5)).toBeLessThan(0.001);

    const gif = await make({ format: 'gif', width: 72 });
    expect(gif).toMatchObject({ width: 72, height: 128, frameRate: 12, file: { type: 'image/gif' } });
    expect((await inspect(gif.file)).video).toMatchObject({
      codec: 'gif',
      width: 72,
      height: 128,
      frames: 18,
    });

    const sound = await make({ format: 'm4a' });
    expect(sound.encoder).toBeNull();
    const { audio, video, isFastStart } = await inspect(sound.file);
    expect(audio).toMatchObject({ codec: 'aac', profile: 'LC', start: 0 });
    expect(video.codec).toBeUndefined();
    expect(isFastStart).toBe(true);
    expect(onsets(await nativeSound(sound.file), 48000)).toHaveLength(2);
  });

  it('has all of its sound where that is longer than what is made ahead of the pictures', async () => {
    const video = await makeVideo({ width: 256, height: 144, frameRate: 10, frames: 200, draw: paintNumber });
    const song = await makeSound(21, clicksAt([1, 19.5]));
    const project = combine(
      addAsset({
        ...{ kind: 'video', id: 'v', name: 'v', duration: 20, width: 256, height: 144 },
        ...{ hasSound: false, soundOffset: 0 },
      }),
      addAsset({ kind: 'audio', id: 'm', name: 'm', duration: 21 }),
      setMusic({ asset: 'm', title: 'm', start: 0 }),
      addTake({ id: 'a', asset: 'v', start: 0, end: 20 }),
    )(createProject({ ...SIZE, frameRate: 10, maxDuration: 20 }));
    const assets = new Map([
      ['v', video],
      ['m', song],
    ]);
    // Beside pictures, and where there are none to wait for.
    for (const format of ['mp4', 'm4a'] as const) {
      const { file } = await exportClip(project, { assets, format });
      const heard = onsets(await nativeSound(file), 48000);
      expect(heard).toHaveLength(2);
      expect(Math.abs((heard[1] ?? 0) - 19.5)).toBeLessThan(0.001);
    }
  });

  it.each([
    { width: 101 },
    { width: 4 },
    { frameRate: 29.97 },
    { targetBytes: 1000 },
    { format: 'gif', targetBytes: 1e6 },
    { quality: 'best' as ExportOptions['quality'] },
  ] as ExportOptions[])('are refused where they cannot be: %o', async (options) => {
    await expect(make(options)).rejects.toMatchObject({ name: 'BoothError', code: 'option-invalid' });
  });
});

describe('a take that nothing changes', () => {
  const untouched = async () => {
    const { assets } = await material;
    const source = await make({}, (project) => ({ ...project, takes: project.takes.slice(0, 1) }));
    const project = combine(
      addAsset({ ...SIZE, kind: 'video', id: 't', name: 't', duration: 1, hasSound: true, soundOffset: 0 }),
      addAsset({ kind: 'audio', id: 'm', name: 'm', duration: 6 }),
      setMusic({ asset: 'm', title: 'm', start: 1 }),
      addTake({ asset: 't', start: 0, end: 0.9 }),
    )(createProject({ ...SIZE, maxDuration: 5 }));
    return { project, source, assets: new Map([...assets, ['t', source.file as Blob]] as const) };
  };

  it('is copied, with its sound replaced', async () => {
    const { project, source, assets } = await untouched();
    const clip = await exportClip(project, { assets });
    expect(clip.report).toMatchObject({ encoder: null, frames: 27, fallbackReason: null });
    expect(faultsOf(await inspect(clip.file), { ...SIZE, duration: 0.9 })).toEqual([]);
    expect(await cropped(clip)).toEqual((await cropped(source)).slice(0, 27));
    expect(onsets(await nativeSound(clip.file), 48000)).toHaveLength(1);
  });

  it.each([
    ['a look', setLook({ look: 'noir', intensity: 1 }), {}],
    ['a text', addText('Hi'), {}],
    ['another rate', combine(), { frameRate: 24 }],
    ['another size', combine(), { width: 108 }],
  ])('is encoded once it has %s', async (_name, edit, options) => {
    const { project, assets } = await untouched();
    expect((await exportClip(edit(project), { assets, ...options })).encoder).not.toBeNull();
  });
});
