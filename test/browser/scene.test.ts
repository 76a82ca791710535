import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TRANSITIONS } from '../../src/effects/catalogue.js';
import { ImageReader, readImage } from '../../src/media/images.js';
import { createProject } from '../../src/project/create.js';
import {
  addAsset,
  addEffect,
  addSticker,
  addTake,
  addText,
  combine,
  setCaptions,
  setDuet,
  setFraming,
  setTransition,
} from '../../src/project/edits.js';
import { slowZoom } from '../../src/project/framing.js';
import type { Framing, Project } from '../../src/project/project.js';
import { SceneLoader } from '../../src/stage/scene-loader.js';
import { Stage } from '../../src/stage/stage.js';
import { comparePreview } from '../support/compare.js';
import { makeVideo, paintNumber, readNumber, twoColourGif } from '../support/media.js';
import { colorAt, psnr, readPixels } from '../support/pictures.js';
import { paintScene } from '../support/scene.js';

const SIZE = { width: 90, height: 160 };

/** A photo of four quarters: red, green over blue, white; wide, so that covering and containing differ. */
const photo = async (width = 160, height = 90, type = 'image/png') => {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No 2D canvas');
  for (const [index, color] of ['#f00', '#0f0', '#00f', '#fff'].entries()) {
    context.fillStyle = color;
    context.fillRect((index % 2) * (width / 2), Math.floor(index / 2) * (height / 2), width / 2, height / 2);
  }
  return canvas.convertToBlob({ type });
};

const image = { kind: 'image', name: 'p', width: 160, height: 90, duration: 0 } as const;

/** Two photos, 1 s each, with no movement. */
const two = (framing: Partial<Framing> = {}): Project =>
  combine(
    addAsset({ ...image, id: 'p' }),
    addAsset({ ...image, id: 'q' }),
    addTake({ id: 'a', asset: 'p', start: 0, end: 1 }),
    addTake({ id: 'b', asset: 'q', start: 0, end: 1, mirrored: true }),
    setFraming('a', framing),
  )(createProject(SIZE));

describe('a scene', () => {
  let canvas: OffscreenCanvas;
  let stage: Stage;
  let loader: SceneLoader;

  beforeEach(async () => {
    canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
    stage = await Stage.create(canvas, SIZE);
    const media = new Map([
      ['p', await photo()],
      ['q', await photo(320, 180, 'image/webp')],
    ]);
    loader = new SceneLoader(stage, media);
  });
  afterEach(() => {
    loader.close();
    stage.close();
  });

  const show = async (project: Project, time = 0) => {
    await loader.load(project, time);
    stage.draw(project, time);
    return readPixels(canvas);
  };
  const nameAt = (picture: ImageData, x: number, y: number) => {
    const [red, green, blue] = colorAt(picture, x, y).map((channel) => channel > 127);
    if (red) return green && blue ? 'white' : 'red';
    return green ? 'green' : blue ? 'blue' : 'black';
  };
  const corners = (picture: ImageData) =>
    [
      nameAt(picture, 0.1, 0.1),
      nameAt(picture, 0.9, 0.1),
      nameAt(picture, 0.1, 0.9),
      nameAt(picture, 0.9, 0.9),
    ].join(' ');

  it('shows a photo covering the frame, contained, turned, cropped and mirrored', async () => {
    expect(corners(await show(two()))).toBe('red green blue white');
    expect(corners(await show(two(), 1))).toBe('green red white blue');
    const contained = await show(two({ fit: 'contain', background: '#ff00ff' }));
    expect(colorAt(contained, 0.5, 0.1)).toEqual([255, 0, 255]);
    expect(nameAt(contained, 0.2, 0.45)).toBe('red');
    expect(nameAt(contained, 0.8, 0.55)).toBe('white');
    // Turned clockwise by a quarter it covers exactly.
    expect(corners(await show(two({ rotation: 90 })))).toBe('blue red white green');
    expect(corners(await show(two({ fit: 'contain', rotation: 90 })))).toBe('blue red white green');
    expect(corners(await show(two({ crop: { x: 1, y: 1, zoom: 2 } })))).toBe('white white white white');
    expect(corners(await show(two({ crop: { x: 0, y: 0, zoom: 2 } })))).toBe('red red red red');
    // Turned by any angle a covering picture leaves no corner empty.
    expect(corners(await show(two({ rotation: 30 })))).not.toContain('black');
  });

  it('fills what a contained picture leaves with the picture out of focus', async () => {
    const picture = await show(two({ fit: 'contain', background: 'blur' }));
    const [red, green, blue] = colorAt(picture, 0.15, 0.1);
    expect(red).toBeGreaterThan(100);
    expect(red).toBeGreaterThan(2 * Math.max(green, blue));
    expect(nameAt(picture, 0.8, 0.55)).toBe('white');
  });

  it('slowly pans and zooms from one crop to another', async () => {
    const moving = two({ crop: { x: 0.5, y: 0.5, zoom: 1 }, cropEnd: { x: 0, y: 0, zoom: 4 } });
    expect(corners(await show(moving, 0))).toBe('red green blue white');
    expect(corners(await show(moving, 29 / 30))).toBe('red red red red');
    const still = await show(two({ crop: { x: 0.25, y: 0.25, zoom: 2 } }), 0.5);
    expect(psnr(await show(moving, 0.5), still)).toBeGreaterThan(30);
  });

  it.each(TRANSITIONS.map(({ name }) => name))('leads from one take to the next with %s', async (name) => {
    const project = setTransition('b', name, { duration: 1 })(two());
    const [first, second] = [await show(two(), 0.2), await show(two(), 1.2)];
    expect(psnr(await show(project, 0.49), first)).toBe(Number.POSITIVE_INFINITY);
    expect(psnr(await show(project, 0.5), first)).toBeGreaterThan(30);
    expect(psnr(await show(project, 1.5), second)).toBe(Number.POSITIVE_INFINITY);
    expect(psnr(await show(project, 1.4999), second)).toBeGreaterThan(30);
    const middle = await show(project, 0.98);
    expect(psnr(middle, first)).toBeLessThan(30);
    expect(psnr(middle, second)).toBeLessThan(30);
  });

  it('names a transition that nobody registered', async () => {
    const project = setTransition('b', 'nothing')(two());
    await loader.load(project, 1);
    expect(() => stage.draw(project, 1)).toThrow(expect.objectContaining({ code: 'effect-unknown' }));
  });

  it('shows in a transition what was recorded beyond the cut, and holds the last picture where nothing was', async () => {
    const video = await makeVideo({ ...SIZE, frameRate: 30, frames: 45, draw: paintNumber });
    const asset = {
      kind: 'video',
      id: 'v',
      name: 'v',
      duration: 1.5,
      hasSound: false,
      soundOffset: 0,
      ...SIZE,
    } as const;
    const project = combine(
      addAsset(asset),
      addTake({ id: 'a', asset: 'v', start: 0, end: 1 }),
      addTake({ id: 'b', asset: 'v', start: 0.5, end: 1.5 }),
      // The first picture alone is seen until the end.
      setTransition('b', 'wipe', { duration: 1, params: { softness: 0.005 } }),
    )(createProject(SIZE));
    const media = new Map([['v', video]]);
    const other = new SceneLoader(stage, media);
    const numberAt = async (time: number, part: 'right' | 'left') => {
      await other.load(project, time);
      stage.draw(project, time);
      const whole = readPixels(canvas);
      return part === 'right' ? readNumber(whole) >> 6 : readNumber(whole) & 3;
    };
    // The wipe runs from left to right: at the cut the right half is still the first take.
    expect(await numberAt(1.1, 'right')).toBe(33 >> 6);
    expect(await numberAt(0.9, 'left')).toBe(12 & 3);
    expect(await numberAt(1.1, 'left')).toBe(18 & 3);
    other.close();
  });

  it('lays out a duet, effects on the performer alone', async () => {
    const green = { kind: 'image', id: 'q', name: 'q', width: 320, height: 180, duration: 0 } as const;
    const video = await makeVideo({
      ...SIZE,
      frameRate: 30,
      frames: 10,
      draw: (context) => {
        context.fillStyle = '#ff8000';
        context.fillRect(0, 0, SIZE.width, SIZE.height);
      },
    });
    const media = new Map([
      ['p', await photo()],
      ['q', await photo(320, 180)],
      ['v', video],
    ]);
    const other = new SceneLoader(stage, media);
    const base = combine(
      addAsset(green),
      addAsset({
        kind: 'video',
        id: 'v',
        name: 'v',
        duration: 1 / 3,
        hasSound: false,
        soundOffset: 0,
        ...SIZE,
      }),
    )(two());
    const orange = (picture: ImageData, x: number, y: number) => {
      const [red, g, blue] = colorAt(picture, x, y);
      return red > 200 && g > 80 && g < 180 && blue < 60;
    };
    const draw = async (project: Project) => {
      await other.load(project, 0.1);
      stage.draw(project, 0.1);
      return readPixels(canvas);
    };
    const beside = await draw(setDuet({ asset: 'v' })(base));
    expect([orange(beside, 0.25, 0.5), orange(beside, 0.75, 0.5)]).toEqual([false, true]);
    expect([nameAt(beside, 0.05, 0.1), nameAt(beside, 0.45, 0.1)]).toEqual(['red', 'green']);
    const swapped = await draw(setDuet({ asset: 'v', swapped: true })(base));
    expect([orange(swapped, 0.25, 0.5), orange(swapped, 0.75, 0.5)]).toEqual([true, false]);
    const over = await draw(setDuet({ asset: 'v', layout: 'top-bottom' })(base));
    expect([orange(over, 0.5, 0.25), orange(over, 0.5, 0.75)]).toEqual([false, true]);
    const inset = await draw(setDuet({ asset: 'v', layout: 'picture-in-picture' })(base));
    expect([orange(inset, 0.2, 0.2), orange(inset, 0.8, 0.8)]).toEqual([false, true]);
    const keyed = await draw(setDuet({ asset: 'v', layout: 'green-screen', keyColor: '#00ff00' })(base));
    expect([orange(keyed, 0.9, 0.1), orange(keyed, 0.1, 0.1)]).toEqual([true, false]);
    const dressed = await draw(
      combine(setDuet({ asset: 'v' }), addEffect('posterise'), addEffect('mirror'))(base),
    );
    expect(orange(dressed, 0.75, 0.5)).toBe(true);
    other.close();
  });
});

describe('preview and export', () => {
  it('show the same picture in every transition, framing and overlay', async () => {
    const scene = new OffscreenCanvas(180, 320);
    const context = scene.getContext('2d');
    if (context === null) throw new Error('No 2D canvas');
    paintScene(context);
    const assets = new Map([
      ['p', await scene.convertToBlob()],
      ['q', await photo()],
      ['s', twoColourGif()],
    ]);
    const length = 6 / 30;
    const takes = TRANSITIONS.flatMap(({ name }, index) => [
      addTake({ id: `${index}`, asset: index % 2 === 0 ? 'p' : 'q', start: 0, end: length }),
      setTransition(`${index}`, name, { duration: length }),
      setFraming(
        `${index}`,
        index % 3 === 0 ? { fit: 'contain', background: 'blur', rotation: 20 } : slowZoom(),
      ),
    ]);
    const document = combine(
      addAsset({ ...image, id: 'p', width: 180, height: 320 }),
      addAsset({ ...image, id: 'q' }),
      addAsset({ ...image, id: 's', width: 1, height: 1, duration: 0.5 }),
      addTake({ id: 'first', asset: 'q', start: 0, end: length }),
      ...takes,
      addSticker('s', { x: 0.2, y: 0.8, size: 0.06, rotation: 20 }),
      addText('Hello', { y: 0.3, animationIn: { animation: 'swing', duration: 1 } }),
      addText('there', { y: 0.4, animationOut: { animation: 'typewriter', duration: 1 } }),
      setCaptions([{ start: 0, end: 2.5, text: 'one two three four' }]),
    )(createProject({ width: 180, height: 320 }));
    // A little after each cut both takes are seen.
    const indexes = TRANSITIONS.map((_transition, index) => 6 * (index + 1) + 1);
    const decibels = await comparePreview(document, assets, indexes);
    const table = TRANSITIONS.map(({ name }, index) => [name, decibels[index] ?? 0] as const);
    expect(table.filter(([, decibel]) => decibel < 35)).toEqual([]);
  });
});

describe('a picture that a person brings', () => {
  it('is kept as it is, or made smaller; an SVG becomes a bitmap', async () => {
    const png = await photo();
    expect(await readImage(png)).toMatchObject({ picture: png, width: 160, height: 90, duration: 0 });
    expect(await readImage(await photo(4000, 1000))).toMatchObject({ width: 2048, height: 512 });
    const svg = new Blob(
      [
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" onload="globalThis.ran = true">
          <script>globalThis.ran = true</script><rect width="20" height="10" fill="#f00"/></svg>`,
      ],
      { type: 'image/svg+xml' },
    );
    const drawn = await readImage(svg);
    expect(drawn).toMatchObject({ width: 1024, height: 512 });
    expect(drawn.picture.type).toBe('image/png');
    expect('ran' in globalThis).toBe(false);
  });

  it('is named where it cannot be decoded', async () => {
    for (const type of ['image/png', 'image/heic', 'image/svg+xml']) {
      await expect(readImage(new Blob(['no picture'], { type }))).rejects.toMatchObject({
        code: 'media-unreadable',
      });
    }
  });

  it('is animated by time alone', async () => {
    const reader = await ImageReader.open(twoColourGif());
    expect(reader.duration).toBeCloseTo(0.5, 6);
    const colours: string[] = [];
    for (const time of [0, 0.19, 0.2, 0.49, 0.5, 0.7, 0.1]) {
      const bitmap = await reader.bitmapAt(time);
      colours.push(colorAt(readPixels(bitmap), 0.5, 0.5)[0] > 127 ? 'red' : 'blue');
    }
    expect(colours).toEqual(['red', 'red', 'blue', 'blue', 'red', 'blue', 'red']);
    reader.close();
    reader.close();
  });
});
