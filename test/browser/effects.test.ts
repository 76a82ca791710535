import { ColorMatrixFilter } from 'pixi.js';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { commands } from 'vitest/browser';
import tutorial from '../../docs/effects.md?raw';
import { EFFECTS, LOOKS } from '../../src/effects/catalogue.js';
import { defineEffect } from '../../src/effects/define.js';
import { mediapipeVision } from '../../src/effects/mediapipe.js';
import { registerEffect } from '../../src/effects/registry.js';
import { registerVision } from '../../src/effects/vision.js';
import { exportClip } from '../../src/export/export.js';
import { createProject } from '../../src/project/create.js';
import { addEffect, combine, type Edit, setLook } from '../../src/project/edits.js';
import { Stage } from '../../src/stage/stage.js';
import golden from '../golden/effects.json';
import { comparePreview } from '../support/compare.js';
import { nativeFrames } from '../support/native.js';
import { colorAt, psnr, readPixels } from '../support/pictures.js';
import { clipOf, openStage, paintedScene, SIZE } from '../support/scene-stage.js';
import { sceneVision } from '../support/scene-vision.js';
import { encodeSignature, signatureDistance } from '../support/signature.js';

/* Effects that see people are shown the one of the scene. */
registerVision(sceneVision);

/** Everything that changes a still picture, each as an edit, with the scene in which it shows. */
const CHANGES = [
  ...EFFECTS.filter(({ kind }) => kind !== 'time').map(({ name }) => ({
    name,
    edit: addEffect(name),
    greenScreen: name === 'chroma-key',
  })),
  ...LOOKS.map(({ name }) => ({ name, edit: setLook({ look: name, intensity: 1 }), greenScreen: false })),
];

describe('every effect and look', () => {
  const scenes = [false, true].map((greenScreen) => paintedScene(180, 320, greenScreen));
  const sceneOf = (greenScreen: boolean) => scenes[Number(greenScreen)] ?? paintedScene(180, 320);
  let isWriting = false;
  let small: Awaited<ReturnType<typeof openStage>>;
  let large: Awaited<ReturnType<typeof openStage>>;

  beforeAll(async () => {
    isWriting = await commands.writesGolden();
    small = await openStage(180, 320);
    large = await openStage(360, 640);
  });
  afterAll(async () => {
    small.stage.close();
    large.stage.close();
    if (isWriting) await commands.writeGolden('effects', written);
  });
  const written: Record<string, string> = {};
  const known: Record<string, string | undefined> = golden;

  it.each(CHANGES)('draws $name as its golden picture shows', async ({ name, edit, greenScreen }) => {
    const plain = await small.show(sceneOf(greenScreen), (same) => same);
    const changed = await small.show(sceneOf(greenScreen), edit);
    expect(psnr(plain, changed)).toBeLessThan(42);
    written[name] = encodeSignature(changed);
    if (isWriting) return;
    expect(signatureDistance(changed, known[name] ?? '')).toBeLessThan(2);
  });

  it.each(CHANGES)('draws $name alike in every size', async ({ name, edit, greenScreen }) => {
    const [one, two] = [
      await small.show(sceneOf(greenScreen), edit),
      await large.show(sceneOf(greenScreen), edit),
    ];
    expect(signatureDistance(two, encodeSignature(one)), name).toBeLessThan(7);
  });
});

describe('preview and export', () => {
  it('show the same picture with every effect', async () => {
    // Each effect for two pictures, of which the second is compared.
    const { project, assets } = await clipOf(2 * EFFECTS.length);
    const rangeOf = (index: number) => ({
      start: (2 * index) / project.frameRate,
      end: (2 * index + 2) / project.frameRate,
    });
    const all = combine(...EFFECTS.map(({ name }, index) => addEffect(name, { range: rangeOf(index) })));
    const decibels = await comparePreview(
      all(project),
      assets,
      EFFECTS.map((_effect, index) => 2 * index + 1),
    );
    const table = Object.fromEntries(EFFECTS.map(({ name }, index) => [name, decibels[index] ?? 0]));
    expect(Object.entries(table).filter(([, decibel]) => decibel < 35)).toEqual([]);
  });

  it('show the same picture with every look', async () => {
    const { project, assets } = await clipOf(1);
    const table: Record<string, number> = {};
    for (const { name } of LOOKS) {
      const [decibel = 0] = await comparePreview(setLook({ look: name, intensity: 1 })(project), assets, [0]);
      table[name] = decibel;
    }
    expect(Object.entries(table).filter(([, decibel]) => decibel < 35)).toEqual([]);
  });
});

describe('an effect that is code', () => {
  it('is drawn by its filter, and exported on the page where no worker knows it', async () => {
    registerEffect(
      defineEffect({
        name: 'test-negative',
        label: 'Negative',
        family: 'light',
        kind: 'filter',
        params: {},
        loadFilter: async () => {
          const filter = new ColorMatrixFilter();
          filter.negative(false);
          return { filter, update: () => undefined };
        },
      }),
    );
    const { project, assets } = await clipOf(2);
    const clip = await exportClip(addEffect('test-negative')(project), { assets });
    expect(clip.report.isInWorker).toBe(false);
    const [plain, negative] = await Promise.all(
      [await exportClip(project, { assets }), clip].map(({ file }) => nativeFrames(file, [1], SIZE)),
    );
    const at = (pictures: ImageData[] | undefined) => colorAt(pictures?.[0] ?? new ImageData(1, 1), 0.5, 0.9);
    for (const [channel, value] of at(plain).entries()) {
      expect(Math.abs(255 - value - (at(negative)[channel] ?? 0))).toBeLessThan(20);
    }
  });

  it('is named where its filter cannot be loaded', async () => {
    const { stage, show } = await openStage(SIZE.width, SIZE.height);
    onTestFinished(() => stage.close());
    registerEffect(
      defineEffect({
        name: 'test-unloadable',
        label: 'Unloadable',
        family: 'light',
        kind: 'filter',
        params: {},
        loadFilter: () => Promise.reject(new Error('no such file')),
      }),
    );
    await expect(show(paintedScene(90, 160), addEffect('test-unloadable'))).rejects.toMatchObject({
      code: 'effect-broken',
      message: expect.stringContaining('test-unloadable'),
    });
  });
});

describe('an effect that sees people', () => {
  const SCREEN = addEffect('background', { params: { behind: 'colour', tint: '#00ffff' } });
  const isScreen = (picture: ImageData, x: number, y: number) => {
    const [red, green, blue] = colorAt(picture, x, y);
    return red < 40 && green > 215 && blue > 215;
  };
  /** A picture whose left third is dark, and its model's mask: the person is there. */
  const thirds = () => {
    const canvas = new OffscreenCanvas(90, 160);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('No 2D canvas');
    context.fillStyle = '#aaaaaa';
    context.fillRect(0, 0, 90, 160);
    context.fillStyle = '#333333';
    context.fillRect(0, 0, 30, 160);
    return canvas;
  };
  /** As `@mediapipe/tasks-vision` answers; the person is the left third, the face on its eyes' height. */
  const tasks = {
    FilesetResolver: { forVisionTasks: async (url: string) => url },
    ImageSegmenter: {
      createFromOptions: async (_files: unknown, options: { baseOptions: { modelAssetPath: string } }) => ({
        segment: () => {
          expect(options.baseOptions.modelAssetPath).toBe('/models/person.tflite');
          const mask = {
            width: 6,
            height: 2,
            getAsFloat32Array: () => new Float32Array([1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0]),
          };
          return { confidenceMasks: [mask], close: () => undefined };
        },
      }),
    },
    FaceLandmarker: {
      createFromOptions: async () => ({
        detect: () => ({
          faceLandmarks: [
            Array.from({ length: 478 }, (_none, point) => ({ x: point === 468 ? 0.3 : 0.7, y: 0.25 })),
          ],
        }),
      }),
    },
  };

  it('knows where they are in the picture, however it is turned', async () => {
    registerVision(
      await mediapipeVision(tasks, {
        wasmUrl: '/mediapipe',
        segmenterUrl: '/models/person.tflite',
        faceUrl: '/models/face.task',
      }),
    );
    const canvas = new OffscreenCanvas(90, 160);
    const stage = await Stage.create(canvas, { width: 90, height: 160 });
    onTestFinished(() => {
      stage.close();
      registerVision(sceneVision);
    });
    const project = SCREEN(createProject({ width: 90, height: 160 }));
    await stage.loadEffects(project);
    const show = async (rotation: 0 | 180, mirrored: boolean) => {
      const frame = new VideoFrame(thirds(), { timestamp: 0 });
      await stage.load({ frame, rotation, mirrored });
      frame.close();
      stage.draw(project, 0);
      return readPixels(canvas);
    };
    for (const [rotation, mirrored, person, back] of [
      [0, false, 0.1, 0.7],
      [0, true, 0.9, 0.3],
      [180, false, 0.9, 0.3],
    ] as const) {
      const picture = await show(rotation, mirrored);
      expect(isScreen(picture, person, 0.5)).toBe(false);
      expect(colorAt(picture, person, 0.5)[0]).toBeLessThan(70);
      expect(isScreen(picture, back, 0.5)).toBe(true);
    }
  });

  it('knows where the face is', async () => {
    const { stage, show } = await openStage(SIZE.width, SIZE.height);
    onTestFinished(() => stage.close());
    const scene = paintedScene(SIZE.width, SIZE.height);
    const [plain, seen] = [await show(scene, (same) => same), await show(scene, addEffect('big-eyes'))];
    const differs = (top: number, bottom: number) => {
      let most = 0;
      for (let y = Math.round(top * SIZE.height); y < bottom * SIZE.height; y++) {
        const row = (picture: ImageData) =>
          picture.data.subarray(y * SIZE.width * 4, (y + 1) * SIZE.width * 4);
        const [a, b] = [row(plain), row(seen)];
        for (const [index, value] of a.entries()) most = Math.max(most, Math.abs(value - (b[index] ?? 0)));
      }
      return most;
    };
    expect(differs(0.36, 0.5)).toBeGreaterThan(60);
    expect(differs(0, 0.3)).toBeLessThan(8);
    expect(differs(0.6, 1)).toBeLessThan(8);
  });

  it('is named without a model, and exported on the page with one', async () => {
    const { stage, show } = await openStage(SIZE.width, SIZE.height);
    onTestFinished(() => {
      stage.close();
      registerVision(sceneVision);
    });
    const { project, assets } = await clipOf(3);
    const clip = await exportClip(SCREEN(project), { assets });
    expect(clip.report.isInWorker).toBe(false);
    const [picture = new ImageData(1, 1)] = await nativeFrames(clip.file, [1], SIZE);
    expect(isScreen(picture, 0.9, 0.2)).toBe(true);
    expect(isScreen(picture, 0.5, 0.45)).toBe(false);
    registerVision({});
    await expect(show(paintedScene(90, 160), SCREEN)).rejects.toMatchObject({
      code: 'effect-broken',
      message: expect.stringContaining('registerVision'),
    });
  });
});

describe('the tutorial', () => {
  it('ends in an effect of under thirty lines that works', async () => {
    const [, code = ''] = tutorial.match(/```js\n(.*?)```/s) ?? [];
    expect(code.split('\n').length).toBeLessThan(30);
    const edits: Edit[] = [];
    const run = new Function(
      'addEffect',
      'defineEffect',
      'registerEffect',
      'document',
      code.replace(/^import .*$/m, ''),
    );
    const booth = { edit: (edit: Edit) => edits.push(edit) };
    run(addEffect, defineEffect, registerEffect, { querySelector: () => ({ booth }) });
    const { stage, show } = await openStage(SIZE.width, SIZE.height);
    onTestFinished(() => stage.close());
    const scene = paintedScene(SIZE.width, SIZE.height);
    const plain = await show(scene, (same) => same);
    expect(edits).toHaveLength(1);
    expect(psnr(plain, await show(scene, combine(...edits)))).toBeLessThan(25);
    const [, drawing = ''] = tutorial.match(/```js\n([^`]*kind: 'draw'.*?)```/s) ?? [];
    new Function('defineEffect', 'registerEffect', drawing.replace(/^import .*$/m, ''))(
      defineEffect,
      registerEffect,
    );
    expect(psnr(plain, await show(scene, addEffect('viewfinder')))).toBeLessThan(25);
  });
});
