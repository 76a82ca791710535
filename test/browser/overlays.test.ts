import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ANIMATIONS } from '../../src/effects/catalogue.js';
import { readImage } from '../../src/media/images.js';
import { createProject } from '../../src/project/create.js';
import {
  addAsset,
  addSticker,
  addTake,
  addText,
  combine,
  type Edit,
  setCaptions,
} from '../../src/project/edits.js';
import type { Project } from '../../src/project/project.js';
import { SceneLoader } from '../../src/stage/scene-loader.js';
import { Stage } from '../../src/stage/stage.js';
import { comparePreview } from '../support/compare.js';
import { twoColourGif } from '../support/media.js';
import { nativeAnimation } from '../support/native.js';
import { colorAt, psnr, readPixels } from '../support/pictures.js';

const SIZE = { width: 90, height: 160 };

const card = async (color: string, width = 90, height = 160) => {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No 2D canvas');
  context.fillStyle = color;
  context.fillRect(0, 0, width, height);
  return canvas.convertToBlob({ type: 'image/png' });
};

const image = { kind: 'image', name: 'p', ...SIZE, duration: 0 } as const;
/** Four seconds of black. */
const base = combine(
  addAsset({ ...image, id: 'black' }),
  addAsset({ ...image, id: 'red' }),
  addAsset({ ...image, id: 'gif', duration: 0.5 }),
  addTake({ id: 'a', asset: 'black', start: 0, end: 4 }),
)(createProject(SIZE));

describe('overlays', () => {
  let canvas: OffscreenCanvas;
  let stage: Stage;
  let loader: SceneLoader;
  const media = (async () =>
    new Map([
      ['black', await card('#000')],
      ['red', await card('#f00', 40, 20)],
      ['gif', twoColourGif()],
    ]))();

  beforeEach(async () => {
    canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
    stage = await Stage.create(canvas, SIZE);
    loader = new SceneLoader(stage, await media);
  });
  afterEach(() => {
    loader.close();
    stage.close();
  });

  const show = async (edit: Edit, time = 1, project: Project = base) => {
    const document = edit(project);
    await loader.load(document, time);
    stage.draw(document, time);
    return readPixels(canvas);
  };
  /** The part of the frame whose pixels are as bright as this in red. */
  const redPart = (picture: ImageData, least = 128) => {
    let count = 0;
    for (let index = 0; index < picture.data.length; index += 4) {
      if ((picture.data[index] ?? 0) >= least) count++;
    }
    return count / (picture.width * picture.height);
  };

  it('show a sticker where it lies, as large, turned and see-through as it says', async () => {
    const plain = await show(addSticker('red', { x: 0.25, y: 0.25, size: 0.1 }));
    // 16 pixels high and 32 wide.
    expect(redPart(plain)).toBeCloseTo((16 * 32) / (90 * 160), 2);
    expect(colorAt(plain, 0.25, 0.25)).toEqual([255, 0, 0]);
    expect(colorAt(plain, 0.25 + 14 / 90, 0.25)).toEqual([255, 0, 0]);
    const turned = await show(addSticker('red', { x: 0.25, y: 0.25, size: 0.1, rotation: 90 }));
    expect(colorAt(turned, 0.25 + 14 / 90, 0.25)).toEqual([0, 0, 0]);
    expect(colorAt(turned, 0.25, 0.25 + 14 / 160)).toEqual([255, 0, 0]);
    const faint = await show(addSticker('red', { size: 0.1, opacity: 0.5 }));
    expect(colorAt(faint, 0.5, 0.5)[0]).toBeGreaterThan(120);
    expect(colorAt(faint, 0.5, 0.5)[0]).toBeLessThan(135);
    const ranged = addSticker('red', { range: { start: 2, end: 3 } });
    expect([redPart(await show(ranged, 1.9)), redPart(await show(ranged, 3))]).toEqual([0, 0]);
    expect(redPart(await show(ranged, 2))).toBeGreaterThan(0);
  });

  it('lie in layers', async () => {
    const green = addText('■', { size: 0.3, color: '#00ff00', outline: null });
    const under = await show(combine(addSticker('red', { size: 0.5 }), green));
    const over = await show(combine(green, addSticker('red', { size: 0.5 })));
    expect(redPart(over)).toBeGreaterThan(redPart(under));
  });

  it('move an animated sticker by time alone', async () => {
    const sticker = addSticker('gif', { size: 0.5, range: { start: 1, end: 4 } });
    const colours: string[] = [];
    for (const time of [1, 1.1, 1.2, 1.4, 1.5, 3.3, 1.1]) {
      colours.push(colorAt(await show(sticker, time), 0.5, 0.5)[0] > 127 ? 'red' : 'blue');
    }
    expect(colours).toEqual(['red', 'red', 'blue', 'blue', 'red', 'blue', 'red']);
  });

  it.each(['gif', 'apng', 'webp'] as const)('move stickers of any format: %s', async (format) => {
    const sticker = await nativeAnimation(format);
    const { duration, width } = await readImage(sticker);
    expect(duration).toBeCloseTo(0.6, 2);
    expect(width).toBe(40);
    const moving = new SceneLoader(stage, new Map([...(await media), ['gif', sticker]]));
    const document = addSticker('gif', { size: 0.5 })(base);
    const colours: string[] = [];
    for (const time of [0, 0.15, 0.21, 0.55, 0.65, 0.85]) {
      await moving.load(document, time);
      stage.draw(document, time);
      const [red, green] = colorAt(readPixels(canvas), 0.5, 0.5);
      colours.push(red > green ? 'red' : 'green');
    }
    moving.close();
    expect(colours).toEqual(['red', 'red', 'green', 'green', 'red', 'green']);
    const assets = new Map([...(await media), ['gif', sticker]]);
    for (const decibel of await comparePreview({ ...document, maxDuration: 0.4 }, assets, [2, 9]))
      expect(decibel).toBeGreaterThan(35);
  });

  it.each(ANIMATIONS.map(({ name }) => name))('come and go with %s', async (name) => {
    const animation = { animation: name, duration: 1 };
    const options = { size: 0.12, color: '#ff0000', outline: null, range: { start: 0.5, end: 3.5 } };
    const still = addText('Hello there', options);
    const moving = addText('Hello there', { ...options, animationIn: animation, animationOut: animation });
    const rest = await show(still);
    expect(psnr(await show(moving, 2), rest)).toBe(Number.POSITIVE_INFINITY);
    const early = await show(moving, 0.52);
    expect(psnr(early, rest)).toBeLessThan(30);
    expect(redPart(early, 200)).toBeLessThan(redPart(rest, 200));
    // It goes as it came.
    expect(psnr(await show(moving, 3.25), await show(moving, 0.75))).toBeGreaterThan(40);
  });

  it('draw boxes behind lines, and lines to their side', async () => {
    const boxed = await show(
      addText('i\nlong line', { size: 0.08, outline: null, background: '#0000ff', align: 'end' }),
    );
    // The short line's box ends where the long one's does.
    const blueAt = (x: number, y: number) => colorAt(boxed, x, y)[2] > 200 && colorAt(boxed, x, y)[0] < 100;
    const row = (y: number) => Array.from({ length: 90 }, (_, column) => blueAt((column + 0.5) / 90, y));
    expect(row(0.44).lastIndexOf(true)).toBe(row(0.56).lastIndexOf(true));
    expect(row(0.44).indexOf(true)).toBeGreaterThan(row(0.56).indexOf(true));
  });

  it('are drawn also where they are larger than any texture', async () => {
    const huge = await show(
      addText('a b c d e f g h i j k l', { size: 1.5, color: '#ff0000', outline: null }),
    );
    expect(redPart(huge)).toBeGreaterThan(0.02);
  });

  it('light up the word that is said', async () => {
    const cues = [{ start: 0, end: 2, text: '■ ■', wordTimes: [0, 1] }];
    const captions = setCaptions(cues, {
      y: 0.5,
      size: 0.2,
      outline: null,
      color: '#0000ff',
      highlight: '#ff0000',
    });
    const sides = (picture: ImageData) => [0.35, 0.65].map((x) => colorAt(picture, x, 0.5)[0] > 127);
    const first = await show(captions, 0.5);
    const second = await show(captions, 1.5);
    expect(redPart(first)).toBeGreaterThan(0.01);
    expect(redPart(second)).toBeCloseTo(redPart(first), 2);
    expect(sides(first)).not.toEqual(sides(second));
    expect(redPart(await show(captions, 2))).toBe(0);
  });

  it('come and go as captions too, the spoken word lit up meanwhile', async () => {
    const cues = [{ start: 0, end: 2, text: '■■ ■■', wordTimes: [0, 0.2] }];
    const style = { y: 0.5, size: 0.1, outline: null, color: '#0000ff', highlight: '#ff0000' };
    const typed = setCaptions(cues, { ...style, animationIn: { animation: 'typewriter', duration: 1 } });
    const still = setCaptions(cues, style);
    expect(redPart(await show(typed, 0.1))).toBe(0);
    // Half of the letters: the first word, while the second is said.
    const half = await show(typed, 0.55);
    expect(redPart(half)).toBe(0);
    expect([0.36, 0.64].map((x) => colorAt(half, x, 0.5)[2] > 127)).toEqual([true, false]);
    expect(psnr(await show(typed, 1.2), await show(still, 1.2))).toBe(Number.POSITIVE_INFINITY);
    const fading = setCaptions(cues, { ...style, animationOut: { animation: 'fade', duration: 1 } });
    expect(redPart(await show(fading, 1.9), 200)).toBe(0);
    expect(redPart(await show(fading, 1.9), 10)).toBeGreaterThan(0.01);
  });

  it('name what cannot be shown, and show a placeholder where somebody listens', async () => {
    const broken = addAsset({ ...image, id: 'broken' })(base);
    const other = new SceneLoader(stage, new Map([...(await media), ['broken', new Blob(['no picture'])]]));
    await expect(other.load(addSticker('broken')(broken), 1)).rejects.toMatchObject({
      code: 'media-unreadable',
    });
    await expect(
      other.load(addSticker('missing')(addAsset({ ...image, id: 'missing' })(base)), 1),
    ).rejects.toMatchObject({ code: 'asset-missing' });
    other.close();
    const problem = vi.fn();
    const listening = new SceneLoader(stage, new Map(), problem);
    const font = addAsset({ kind: 'font', id: 'f', name: 'Nothing' });
    const document = combine(
      font,
      addSticker('red', { size: 0.3 }),
      addText('Hi', { font: 'Nothing' }),
    )(base);
    for (const time of [1, 1.1]) {
      await listening.load(document, time);
      stage.draw(document, time);
    }
    listening.close();
    // The take's picture, the sticker and the font, each once.
    expect(problem.mock.calls.map(([error]) => error.code)).toEqual([
      'asset-missing',
      'asset-missing',
      'asset-missing',
    ]);
    expect(colorAt(readPixels(canvas), 0.1, 0.1)[0]).toBeGreaterThan(60);
  });
});
