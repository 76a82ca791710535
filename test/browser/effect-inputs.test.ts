import { describe, expect, it, onTestFinished } from 'vitest';
import { defineEffect } from '../../src/effects/define.js';
import { registerEffect } from '../../src/effects/registry.js';
import { exportClip } from '../../src/export/export.js';
import { createProject } from '../../src/project/create.js';
import { addAsset, addEffect, addTake, combine, type Edit, setTransition } from '../../src/project/edits.js';
import type { Project } from '../../src/project/project.js';
import { SceneLoader } from '../../src/stage/scene-loader.js';
import { Stage } from '../../src/stage/stage.js';
import { comparePreview } from '../support/compare.js';
import { makeVideo, paintNumber, readNumber } from '../support/media.js';
import { nativeFrames, nativeNumbers } from '../support/native.js';
import { colorAt, paintFrame, readPixels } from '../support/pictures.js';

const SIZE = { width: 144, height: 256 };

/** A card of one colour; with another below its middle. */
async function card(color: string, below = color): Promise<Blob> {
  const canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No 2D canvas');
  context.fillStyle = color;
  context.fillRect(0, 0, SIZE.width, SIZE.height);
  context.fillStyle = below;
  context.fillRect(0, SIZE.height / 2, SIZE.width, SIZE.height / 2);
  return canvas.convertToBlob({ type: 'image/png' });
}

const numbered = makeVideo({ ...SIZE, frameRate: 30, frames: 30, draw: paintNumber });
const media = (async () =>
  new Map([
    ['green', await card('#00b140', '#ffffff')],
    ['blue', await card('#2040ff')],
    ['numbered', await numbered],
  ]))();

const image = { kind: 'image', name: '', ...SIZE, duration: 0 } as const;
const video = { kind: 'video', name: '', ...SIZE, duration: 1, hasSound: false, soundOffset: 0 } as const;
const empty = combine(
  addAsset({ ...image, id: 'green' }),
  addAsset({ ...image, id: 'blue' }),
  addAsset({ ...video, id: 'numbered' }),
)(createProject({ ...SIZE, frameRate: 30 }));
const ofPhoto = addTake({ id: 'a', asset: 'green', start: 0, end: 3 })(empty);
const ofVideo = addTake({ id: 'a', asset: 'numbered', start: 0, end: 1 })(empty);

async function openStage(size = SIZE) {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const stage = await Stage.create(canvas, size);
  const loader = new SceneLoader(stage, await media);
  onTestFinished(() => {
    loader.close();
    stage.close();
  });
  return { canvas, stage, loader };
}

async function openScene(size = SIZE) {
  const { canvas, stage, loader } = await openStage(size);
  return async (project: Project, time = 0) => {
    await loader.load(project, time);
    stage.draw(project, time);
    return readPixels(canvas);
  };
}

describe('an effect that draws', () => {
  /** A red bar from the left edge, as long as the clip has run, see-through in its lower half. */
  const bar = () =>
    registerEffect(
      defineEffect({
        name: 'test-bar',
        label: 'Bar',
        family: 'drawing',
        kind: 'draw',
        params: { tint: { kind: 'color', label: '', default: '#ff0000' } },
        draw: (context, { params, time, width }) => {
          context.fillStyle = params.tint;
          context.fillRect(0, 250, width * time, 125);
          context.globalAlpha = 0.5;
          context.fillRect(0, 375, width * time, 125);
        },
      }),
    );

  it('is laid over the picture, alike in every size, and under what comes after it', async () => {
    bar();
    for (const size of [SIZE, { width: 288, height: 512 }]) {
      const show = await openScene(size);
      const project = combine(addEffect('test-bar'))(addTake({ asset: 'blue', start: 0, end: 3 })(empty));
      const drawn = await show(project, 0.5);
      expect(colorAt(drawn, 0.45, 0.3)).toEqual([255, 0, 0]);
      expect(colorAt(drawn, 0.55, 0.3)).toEqual([32, 64, 255]);
      expect(colorAt(drawn, 0.45, 0.24)).toEqual([32, 64, 255]);
      const [red, green, blue] = colorAt(drawn, 0.45, 0.45);
      for (const [found, expected] of [
        [red, 144],
        [green, 32],
        [blue, 128],
      ] as const)
        expect(Math.abs(found - expected)).toBeLessThan(3);
      // An effect after it changes what was drawn too.
      const mirrored = await show(addEffect('mirror')(project), 0.9);
      expect(colorAt(mirrored, 0.95, 0.3)).toEqual(colorAt(mirrored, 0.05, 0.3));
      const tinted = combine(addEffect('test-bar', { params: { tint: '#00ff00' } }))(project);
      expect(colorAt(await show(tinted, 0.5), 0.45, 0.3)).toEqual([0, 255, 0]);
    }
  });

  it('is exported as it is previewed, on the page where no worker knows it', async () => {
    bar();
    const assets = await media;
    const project = addEffect('test-bar')(ofVideo);
    for (const decibel of await comparePreview(project, assets, [3, 20])) expect(decibel).toBeGreaterThan(35);
    const clip = await exportClip(project, { assets });
    expect(clip.report.isInWorker).toBe(false);
    const [picture = new ImageData(1, 1)] = await nativeFrames(clip.file, [24], SIZE);
    expect(colorAt(picture, 0.3, 0.3)[0]).toBeGreaterThan(200);
    expect((await exportClip(addEffect('confetti')(ofVideo), { assets })).report.isInWorker).toBe(true);
  });

  it('is named where its function fails, and the picture is shown with stripes', async () => {
    registerEffect(
      defineEffect({
        name: 'test-failing',
        label: 'Failing',
        family: 'drawing',
        kind: 'draw',
        params: {},
        draw: () => {
          throw new Error('out of paint');
        },
      }),
    );
    const show = await openScene();
    await expect(show(addEffect('test-failing')(ofPhoto))).rejects.toMatchObject({
      code: 'effect-broken',
      message: expect.stringContaining('out of paint'),
    });
  });
});

describe('a medium of an effect', () => {
  const key = (backdrop?: { asset: string }, range: { start: number; end: number } | null = null): Edit =>
    addEffect('chroma-key', { range, params: { softness: 0.01, ...(backdrop && { backdrop }) } });

  it('is a picture behind a green screen, or a colour where there is none', async () => {
    const show = await openScene();
    expect(colorAt(await show(key()(ofPhoto)), 0.5, 0.2)).toEqual([0x2b, 0x2d, 0x6e]);
    const keyed = await show(key({ asset: 'blue' })(ofPhoto));
    expect(colorAt(keyed, 0.5, 0.2)).toEqual([0x20, 0x40, 0xff]);
    expect(colorAt(keyed, 0.5, 0.8)).toEqual([255, 255, 255]);
    // Taken away again, the colour is there.
    expect(colorAt(await show(key()(ofPhoto)), 0.5, 0.2)).toEqual([0x2b, 0x2d, 0x6e]);
  });

  it('is a video that begins with the effect and repeats, each with its own', async () => {
    const show = await openScene();
    const ranged = key({ asset: 'numbered' }, { start: 0.5, end: 3 })(ofPhoto);
    const numberAt = async (project: Project, time: number) => {
      const picture = await show(project, time);
      const upper = new OffscreenCanvas(SIZE.width, 2);
      upper.getContext('2d')?.putImageData(picture, 0, -20);
      return readNumber(readPixels(upper));
    };
    expect(await numberAt(ranged, 0.6)).toBe(3);
    expect(await numberAt(ranged, 1.4)).toBe(27);
    expect(await numberAt(ranged, 1.6)).toBe(3);
    const both = combine(
      key({ asset: 'blue' }, { start: 0, end: 1 }),
      key({ asset: 'numbered' }, { start: 1, end: 2 }),
    )(ofPhoto);
    expect(colorAt(await show(both, 0.5), 0.5, 0.2)).toEqual([0x20, 0x40, 0xff]);
    expect(await numberAt(both, 1.2)).toBe(6);
  });

  it('is exported as it is previewed, in a worker', async () => {
    const assets = await media;
    const project = {
      ...key({ asset: 'numbered' })(ofPhoto),
      maxDuration: 0.5,
    };
    for (const decibel of await comparePreview(project, assets, [0, 7, 14])) {
      expect(decibel).toBeGreaterThan(35);
    }
    const clip = await exportClip(project, { assets });
    expect(clip.report.isInWorker).toBe(true);
    const [picture = new ImageData(1, 1)] = await nativeFrames(clip.file, [5], SIZE);
    expect(colorAt(picture, 1 / 16, 0.2)[0]).toBeGreaterThan(200);
    expect(colorAt(picture, 3 / 16, 0.2)[0]).toBeLessThan(60);
  });
});

describe('earlier pictures', () => {
  /** Shows, from left to right, the picture and the two before it, each by its own columns. */
  const strips = () =>
    registerEffect(
      defineEffect({
        name: 'test-strips',
        label: 'Strips',
        family: 'motion',
        kind: 'pass',
        params: { delay: { kind: 'number', label: '', default: 0.1, min: 0, max: 1 } },
        earlier: { count: 2, apart: 'delay' },
        fragment: `
          vec4 effect(vec2 place) {
            if (place.y < 0.33) return sampleAt(place);
            return earlierAt(place, place.y < 0.66 ? 0 : 1);
          }`,
      }),
    );
  const numbersIn = (picture: ImageData) =>
    [0.16, 0.5, 0.83].map((y) => {
      const strip = new OffscreenCanvas(SIZE.width, 2);
      strip.getContext('2d')?.putImageData(picture, 0, -Math.round(y * SIZE.height));
      return readNumber(readPixels(strip));
    });

  it('are those that were shown, in any order of seeking, and in an export', async () => {
    strips();
    const show = await openScene();
    const project = addEffect('test-strips')(ofVideo);
    for (const [frame, expected] of [
      [20, [20, 17, 14]],
      [8, [8, 5, 2]],
      [9, [9, 6, 3]],
      [1, [1, 0, 0]],
    ] as const)
      expect(numbersIn(await show(project, frame / 30))).toEqual(expected);
    const clip = await exportClip(project, { assets: await media });
    expect(clip.report.isInWorker).toBe(true);
    const pictures = await nativeFrames(clip.file, [4, 25], SIZE);
    expect(pictures.map(numbersIn)).toEqual([
      [4, 1, 0],
      [25, 22, 19],
    ]);
  });

  it('are none before a camera, whatever was shown before', async () => {
    strips();
    const { canvas, stage, loader } = await openStage();
    const project = addEffect('test-strips')(ofVideo);
    await loader.load(project, 0.5);
    const frame = paintFrame(SIZE.width, SIZE.height, (context) => paintNumber(context, 99));
    await stage.load({ frame, rotation: 0, mirrored: false });
    frame.close();
    stage.draw(project, 0.5);
    expect(numbersIn(readPixels(canvas))).toEqual([99, 99, 99]);
  });

  it('reach into the take before, and follow a frozen picture', async () => {
    strips();
    const show = await openScene();
    const later = addTake({ id: 'b', asset: 'numbered', start: 0.5, end: 1 })(ofVideo);
    expect(numbersIn(await show(addEffect('test-strips')(later), 32 / 30))).toEqual([17, 29, 26]);
    const frozen = combine(
      addEffect('freeze', { range: { start: 0.5, end: 0.9 } }),
      addEffect('test-strips'),
    )(ofVideo);
    expect(numbersIn(await show(frozen, 20 / 30))).toEqual([15, 15, 14]);
  });
});

describe('an effect of time', () => {
  it('holds the picture in its range, through transitions too, while other effects go on', async () => {
    const show = await openScene();
    const held = addEffect('freeze', { params: { hold: 0.2 }, range: { start: 0.2, end: 0.7 } })(ofVideo);
    const numbers: number[] = [];
    for (const frame of [0, 5, 6, 11, 12, 20, 21, 25]) numbers.push(readNumber(await show(held, frame / 30)));
    expect(numbers).toEqual([0, 5, 6, 6, 12, 18, 21, 25]);
    const clip = await exportClip(held, { assets: await media });
    expect(clip.report.isInWorker).toBe(true);
    const found = await nativeNumbers(clip.file);
    expect([5, 6, 11, 12, 20, 21].map((frame) => found[frame])).toEqual([5, 6, 6, 12, 18, 21]);
    const changing = combine(
      addTake({ id: 'b', asset: 'blue', start: 0, end: 1 }),
      setTransition('b', 'crossfade', { duration: 0.4 }),
      addEffect('freeze', { params: { hold: 1 }, range: { start: 1, end: 1.5 } }),
    )(ofVideo);
    const middle = await show(changing, 1);
    expect(readPixelsOf(await show(changing, 1.4))).toEqual(readPixelsOf(middle));
  });

  it('is named where its function fails, and the picture is shown with stripes', async () => {
    registerEffect(
      defineEffect({
        name: 'test-lost',
        label: 'Lost',
        family: 'motion',
        kind: 'time',
        params: {},
        momentShown: () => {
          throw new Error('no clock');
        },
      }),
    );
    const { canvas, stage, loader } = await openStage();
    const project = addEffect('test-lost')(ofPhoto);
    await loader.load(project, 0);
    expect(() => stage.draw(project, 0)).toThrow(
      expect.objectContaining({ code: 'effect-broken', message: expect.stringContaining('no clock') }),
    );
    // Green under pink.
    expect(colorAt(readPixels(canvas), 0.5, 0.2)[1]).toBeGreaterThan(50);
  });
});

function readPixelsOf({ data }: ImageData): number[] {
  return [...data.subarray(0, 4000)];
}

describe('what an effect works out once', () => {
  /** Nine colours, each worked out once, of which the fragment adds up a ninth. */
  const SHARES = Array.from({ length: 9 }, (_none, index) => `share${index}`);
  registerEffect(
    defineEffect({
      name: 'test-once',
      label: 'Once',
      family: 'light',
      kind: 'pixel',
      params: { amount: { kind: 'number', label: '', default: 0.25, min: 0, max: 1 } },
      once: `
        float twice = 2.0 * amount;
        ${SHARES.map((share) => `vec3 ${share} = vec3(twice, time, frameSize.x / 1440.0) / 9.0;`).join('\n        ')}`,
      fragment: `vec4 effect(vec4 color, vec2 place) {
        return vec4(mix(color.rgb, ${SHARES.join(' + ')}, 0.5), 1.0);
      }`,
    }),
  );
  /** Seen over blue by so many of the effects, one over the other. */
  const mixed = (count: number) =>
    [0x20, 0x40, 0xff].map((channel, index) => {
      const [target = 0] = [[0.5, 0.4, 0.1][index]];
      return target * 255 + (channel - target * 255) / 2 ** count;
    });
  const onBlue = addTake({ id: 'a', asset: 'blue', start: 0, end: 3 })(empty);

  // Eighty find no room among the varyings of any device.
  it.each([1, 2, 80])('is there for each pixel, with %i of them', async (count) => {
    const show = await openScene();
    const edits = Array.from({ length: count }, () => addEffect('test-once'));
    const picture = await show(combine(...edits)(onBlue), 0.4);
    for (const [x, y] of [
      [0.01, 0.01],
      [0.5, 0.5],
      [0.99, 0.99],
    ] as const) {
      for (const [index, channel] of colorAt(picture, x, y).slice(0, 3).entries())
        expect(Math.abs(channel - (mixed(count)[index] ?? 0))).toBeLessThan(3);
    }
  });

  it('is told of where it does not compile', async () => {
    registerEffect(
      defineEffect({
        name: 'test-once-broken',
        label: '',
        family: 'light',
        kind: 'pixel',
        params: {},
        once: 'float wrong = nowhere;',
        fragment: 'vec4 effect(vec4 color, vec2 place) { return color * wrong; }',
      }),
    );
    const show = await openScene();
    await expect(show(addEffect('test-once-broken')(onBlue))).rejects.toMatchObject({
      code: 'effect-broken',
      message: expect.stringContaining('nowhere'),
    });
  });
});
