import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Booth } from '../../src/booth/booth.js';
import { defineEffect } from '../../src/effects/define.js';
import { registerEffect } from '../../src/effects/registry.js';
import { registerVision } from '../../src/effects/vision.js';
import { createProject } from '../../src/project/create.js';
import {
  addAsset,
  addEffect,
  addSticker,
  addTake,
  addText,
  combine,
  setLook,
  setTransition,
} from '../../src/project/edits.js';
import { SceneLoader } from '../../src/stage/scene-loader.js';
import { Stage } from '../../src/stage/stage.js';
import { exportFinely } from '../support/compare.js';
import { twoColourGif } from '../support/media.js';
import { nativeFrames } from '../support/native.js';
import { Performer } from '../support/performer.js';
import { colorAt, psnr, readPixels } from '../support/pictures.js';
import { clipOf, openStage, paintedScene, SIZE } from '../support/scene-stage.js';

/** An effect whose shader does not compile. */
const registerBroken = () =>
  registerEffect(
    defineEffect({
      name: 'test-broken',
      label: 'Broken',
      family: 'light',
      kind: 'pixel',
      params: {},
      fragment: 'vec4 effect(vec4 color, vec2 place) { return nothing; }',
    }),
  );

describe('a picture that cannot be drawn as the document says', () => {
  it.each([
    ['an effect that nobody registered', addEffect('nobody'), 'effect-unknown'],
    ['a look that nobody registered', setLook({ look: 'nobody', intensity: 1 }), 'effect-unknown'],
    ['a shader that does not compile', addEffect('test-broken'), 'effect-broken'],
  ])('is shown with stripes over it: %s', async (_name, edit, code) => {
    registerBroken();
    const { canvas, stage, show } = await openStage(SIZE.width, SIZE.height);
    onTestFinished(() => stage.close());
    const scene = paintedScene(SIZE.width, SIZE.height);
    const plain = await show(scene, (same) => same);
    await expect(show(scene, edit)).rejects.toMatchObject({ code });
    const shown = readPixels(canvas);
    expect(psnr(plain, shown)).toBeLessThan(20);
    // Pink where a stripe is, and still the picture.
    const [red, green, blue] = meanOf(shown);
    expect(red).toBeGreaterThan(green + 25);
    expect(blue).toBeGreaterThan(green);
    expect(
      await exportFinely(edit((await clipOf(1)).project), (await clipOf(1)).assets).catch(
        (error) => error.code,
      ),
    ).toBe(code);
  });
});

describe('a fault while pictures are drawn', () => {
  /** A booth that shows stripes where `test-broken` is, and what it tells of. */
  const openBooth = () => {
    registerBroken();
    const booth = new Booth(SIZE);
    document.body.append(booth.canvas);
    onTestFinished(() => {
      booth.destroy();
      booth.canvas.remove();
    });
    const told: string[] = [];
    booth.addEventListener('error', ({ detail }) => told.push(detail.error.code));
    // A canvas can be read only in the task that drew on it.
    const drawn = { faults: 0, hasStripes: false };
    const { draw } = Stage.prototype;
    const spy = vi.spyOn(Stage.prototype, 'draw').mockImplementation(function (this: Stage, ...given) {
      try {
        draw.apply(this, given);
      } catch (error) {
        drawn.faults++;
        throw error;
      } finally {
        const [red, green] = meanOf(readPixels(booth.canvas));
        drawn.hasStripes = red > green + 25;
      }
    });
    onTestFinished(() => spy.mockRestore());
    return { booth, told, drawn };
  };

  it('is told of once, and the clip plays on with a placeholder', async () => {
    const { booth, told, drawn } = openBooth();
    const { assets } = await clipOf(60);
    await booth.importVideo(assets.get('scene') ?? new Blob());
    booth.edit(addEffect('test-broken', { range: { start: 0.1, end: 1.9 } }));
    await booth.play();
    await expect.poll(() => drawn.faults).toBeGreaterThan(1);
    expect(told).toEqual(['effect-broken']);
    await booth.seek(1.95);
    await expect.poll(() => booth.playing).toBe(false);
    // It is told of again where it comes again.
    await booth.seek(0.4);
    expect(drawn.hasStripes).toBe(true);
    expect(told).toEqual(['effect-broken', 'effect-broken']);
    await booth.seek(0.5);
    expect(told).toHaveLength(2);
  });

  it('is told of once before a camera too', async () => {
    const { booth, told, drawn } = openBooth();
    const scene = paintedScene(SIZE.width, SIZE.height);
    const performer = new Performer({
      ...SIZE,
      frameRate: 30,
      draw: (context, time) => {
        context.drawImage(scene, 0, 0);
        context.fillRect(0, 0, 4 * (time % 1), 4);
      },
    });
    onTestFinished(() => performer.close());
    booth.edit(addEffect('test-broken'));
    await booth.openCamera({ stream: performer.stream });
    await expect.poll(() => drawn.faults).toBeGreaterThan(5);
    expect(told).toEqual(['effect-broken']);
    expect(drawn.hasStripes).toBe(true);
  });

  it('of a model leaves the picture with stripes', async () => {
    const { canvas, stage, show } = await openStage(SIZE.width, SIZE.height);
    onTestFinished(() => {
      stage.close();
      registerVision({});
    });
    registerVision({ findPerson: () => Promise.reject(new Error('out of memory')) });
    const scene = paintedScene(SIZE.width, SIZE.height);
    await expect(show(scene, addEffect('background'))).rejects.toMatchObject({
      code: 'effect-broken',
      message: expect.stringContaining('out of memory'),
    });
    const [red, green] = meanOf(readPixels(canvas));
    expect(red).toBeGreaterThan(green + 25);
  });
});

describe('a lost WebGL context', () => {
  const document = combine(
    addEffect('bloom'),
    addEffect('rgb-split'),
    addEffect('god-rays'),
    addText('Hello'),
    setLook({ look: 'golden', intensity: 1 }),
  );

  it('comes back with the same picture, and says when', async () => {
    const { canvas, stage, show } = await openStage(SIZE.width, SIZE.height);
    onTestFinished(() => stage.close());
    const scene = paintedScene(SIZE.width, SIZE.height);
    const before = await show(scene, document);
    const told = new Promise<void>((resolve) => {
      stage.onRestored = resolve;
    });
    await loseContext(canvas, async () => {
      // Drawing goes into the void meanwhile, and packing says so.
      await show(scene, document);
      const bytes = new Uint8Array(stage.packedLayout.byteLength);
      stage.pack(createProject(SIZE), 0);
      expect(stage.readPacked(bytes)).toBe(false);
    });
    await told;
    await stage.restored();
    expect(psnr(before, await show(scene, document))).toBeGreaterThan(50);
  });

  it('brings back stickers, media, what effects draw and both sides of a transition', async () => {
    const [scene, other] = [paintedScene(180, 320), paintedScene(180, 320, true)];
    const media = new Map([
      ['a', await scene.convertToBlob()],
      ['b', await other.convertToBlob()],
      ['s', twoColourGif()],
    ]);
    const image = { kind: 'image', name: '', duration: 0, ...SIZE } as const;
    const project = combine(
      addAsset({ ...image, id: 'a' }),
      addAsset({ ...image, id: 'b' }),
      addAsset({ ...image, id: 's', width: 1, height: 1, duration: 0.5 }),
      addTake({ id: 'first', asset: 'a', start: 0, end: 1 }),
      addTake({ id: 'second', asset: 'b', start: 0, end: 1 }),
      setTransition('second', 'crossfade', { duration: 1 }),
      addEffect('chroma-key', { params: { backdrop: { asset: 'a' } } }),
      addEffect('confetti'),
      addSticker('s', { size: 0.2, x: 0.2, y: 0.2 }),
    )(createProject(SIZE));
    const canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
    const stage = await Stage.create(canvas, SIZE);
    const loader = new SceneLoader(stage, media);
    onTestFinished(() => {
      loader.close();
      stage.close();
    });
    const show = async () => {
      await loader.load(project, 0.9);
      stage.draw(project, 0.9);
      return readPixels(canvas);
    };
    const before = await show();
    expect(colorAt(before, 0.2, 0.2)[2]).toBeGreaterThan(200);
    await loseContext(canvas, async () => {
      await show();
    });
    await stage.restored();
    expect(psnr(before, await show())).toBeGreaterThan(50);
  });

  it('leaves no trace in an export', async () => {
    const { project: bare, assets: videos } = await clipOf(12);
    const assets = new Map<string, Blob>([...videos, ['s', twoColourGif()]]);
    const project = combine(
      addAsset({ kind: 'image', id: 's', name: '', width: 1, height: 1, duration: 0.5 }),
      addSticker('s', { size: 0.2, x: 0.2, y: 0.2 }),
      addEffect('confetti'),
    )(bare);
    const whole = await exportFinely(document(project), assets);
    const getContext = vi.spyOn(HTMLCanvasElement.prototype, 'getContext');
    const { pack } = Stage.prototype;
    let lost: Promise<void> | null = null;
    const packed = vi.spyOn(Stage.prototype, 'pack').mockImplementation(function (this: Stage, ...given) {
      pack.apply(this, given);
      const canvas = getContext.mock.contexts.find((context) => context instanceof HTMLCanvasElement);
      if (packed.mock.calls.length === 4 && canvas instanceof HTMLCanvasElement) lost = loseContext(canvas);
    });
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    const broken = await exportFinely(document(project), assets);
    await lost;
    // The picture that was lost is drawn once more.
    expect(packed.mock.calls.length).toBeGreaterThan(12);
    const frames = Array.from({ length: 12 }, (_none, index) => index);
    const [expected, found] = [
      await nativeFrames(whole, frames, SIZE),
      await nativeFrames(broken, frames, SIZE),
    ];
    expect(found).toHaveLength(12);
    for (const [index, picture] of found.entries()) {
      expect(psnr(picture, expected[index] ?? picture)).toBeGreaterThan(40);
    }
  });
});

/** Takes the GPU away from a canvas for a moment. */
async function loseContext(
  canvas: HTMLCanvasElement | OffscreenCanvas,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<void> {
  const extension = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
  // Once an event is over: a context may be restored when everyone has heard that it was lost.
  const event = (name: string) =>
    new Promise((resolve) => canvas.addEventListener(name, () => setTimeout(resolve), { once: true }));
  const [lost, restored] = [event('webglcontextlost'), event('webglcontextrestored')];
  extension?.loseContext();
  await lost;
  await meanwhile();
  extension?.restoreContext();
  await restored;
}

function meanOf({ data }: ImageData): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (const [index, value] of data.entries()) {
    const channel = index % 4;
    if (channel < 3) sums[channel as 0 | 1 | 2] += value / (data.length / 4);
  }
  return sums;
}
