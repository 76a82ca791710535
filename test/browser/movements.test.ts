import bangers from '@fontsource/bangers/files/bangers-latin-400-normal.woff2?url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import { ANIMATIONS, TRANSITIONS } from '../../src/effects/catalogue.js';
import { createProject } from '../../src/project/create.js';
import {
  addAsset,
  addTake,
  addText,
  combine,
  type Edit,
  setCaptions,
  setTransition,
} from '../../src/project/edits.js';
import { SceneLoader } from '../../src/stage/scene-loader.js';
import { Stage } from '../../src/stage/stage.js';
import goldenAnimations from '../golden/animations.json';
import goldenTransitions from '../golden/transitions.json';
import { comparePreview } from '../support/compare.js';
import { readPixels } from '../support/pictures.js';
import { paintedScene, SIZE } from '../support/scene-stage.js';
import { encodeSignature, signatureDistance } from '../support/signature.js';

const media = (async () =>
  new Map<string, Blob>([
    ['day', await paintedScene(SIZE.width, SIZE.height).convertToBlob()],
    ['studio', await paintedScene(SIZE.width, SIZE.height, true).convertToBlob()],
    // The same letters on every machine.
    ['font', await (await fetch(bangers)).blob()],
  ]))();
const image = { kind: 'image', name: '', duration: 0, ...SIZE } as const;
const two = combine(
  addAsset({ ...image, id: 'day' }),
  addAsset({ ...image, id: 'studio' }),
  addAsset({ kind: 'font', id: 'font', name: 'Bangers' }),
  addTake({ id: 'a', asset: 'day', start: 0, end: 1 }),
  addTake({ id: 'b', asset: 'studio', start: 0, end: 1, mirrored: true }),
)(createProject({ ...SIZE, frameRate: 30 }));

describe('every transition and animation', () => {
  let isWriting = false;
  let canvas: OffscreenCanvas;
  let stage: Stage;
  let loader: SceneLoader;
  const written = { transitions: {} as Record<string, string>, animations: {} as Record<string, string> };

  beforeAll(async () => {
    isWriting = await commands.writesGolden();
    canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
    stage = await Stage.create(canvas, SIZE);
    loader = new SceneLoader(stage, await media);
  });
  afterAll(async () => {
    loader.close();
    stage.close();
    if (!isWriting) return;
    await commands.writeGolden('transitions', written.transitions);
    await commands.writeGolden('animations', written.animations);
  });

  const check = async (
    kind: keyof typeof written,
    name: string,
    edit: Edit,
    time: number,
    known: Record<string, string | undefined>,
  ) => {
    const project = edit(two);
    await loader.load(project, time);
    stage.draw(project, time);
    const picture = readPixels(canvas);
    written[kind][name] = encodeSignature(picture);
    if (!isWriting) expect(signatureDistance(picture, known[name] ?? '')).toBeLessThan(2);
  };

  it.each(TRANSITIONS.map(({ name }) => name))(
    'looks as its golden picture shows: the transition %s',
    (name) => check('transitions', name, setTransition('b', name, { duration: 1 }), 0.9, goldenTransitions),
  );

  it.each(ANIMATIONS.map(({ name }) => name))('looks as its golden picture shows: the animation %s', (name) =>
    check(
      'animations',
      name,
      addText('Hello\nthere', {
        font: 'Bangers',
        size: 0.2,
        animationIn: { animation: name, duration: 1 },
      }),
      0.45,
      goldenAnimations,
    ),
  );
});

describe('preview and export', () => {
  it('show the same picture in every animation, coming and going, of texts and captions', async () => {
    // Each for eight pictures: four to come and four to go.
    const length = 8 / 30;
    const ranges = ANIMATIONS.map((_animation, index) => ({
      start: index * length,
      end: (index + 1) * length,
    }));
    const texts = ANIMATIONS.map(({ name }, index) => {
      const animation = { animation: name, duration: length / 2 };
      return addText(`${name} ✨`, {
        font: 'Bangers',
        size: 0.12,
        y: 0.3,
        rotation: 10,
        range: ranges[index] ?? null,
        animationIn: animation,
        animationOut: animation,
      });
    });
    const captions = setCaptions(
      ranges.map((range) => ({ ...range, text: 'one two three' })),
      {
        font: 'Bangers',
        animationIn: { animation: 'pop', duration: length / 2 },
        animationOut: { animation: 'slide', duration: length / 2 },
      },
    );
    const project = combine(...texts, captions)({ ...two, maxDuration: 60 });
    const lasting = addTake({ asset: 'day', start: 0, end: ANIMATIONS.length * length })({
      ...project,
      takes: [],
    });
    const indexes = ANIMATIONS.flatMap((_animation, index) => [8 * index + 2, 8 * index + 6]);
    const decibels = await comparePreview(lasting, await media, indexes);
    const table = indexes.map((index, row) => [
      `${ANIMATIONS[Math.floor(index / 8)]?.name} at ${index}`,
      decibels[row] ?? 0,
    ]);
    expect(table.filter(([, decibel]) => Number(decibel) < 35)).toEqual([]);
  });
});
