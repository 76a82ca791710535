import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineEffect } from '../../src/effects/define.js';
import { registerEffect } from '../../src/effects/registry.js';
import { exportClip } from '../../src/export/export.js';
import { createProject } from '../../src/project/create.js';
import {
  addAsset,
  addEffect,
  addTake,
  addText,
  combine,
  type Edit,
  setFraming,
  setLook,
} from '../../src/project/edits.js';
import type { Project } from '../../src/project/project.js';
import { i420Frame } from '../../src/stage/i420.js';
import { Recoloring } from '../../src/stage/recoloring.js';
import { SceneLoader } from '../../src/stage/scene-loader.js';
import { Stage } from '../../src/stage/stage.js';
import { makeVideo } from '../support/media.js';
import { psnr } from '../support/pictures.js';
import { paintScene } from '../support/scene.js';

const SIZE = { width: 90, height: 160, frameRate: 30 };

let assets: Map<string, Blob>;
let stage: Stage;
let loader: SceneLoader;

beforeAll(async () => {
  const video = await makeVideo({ ...SIZE, frames: 6, draw: (context) => paintScene(context) });
  assets = new Map([['v', video]]);
  stage = await Stage.create(new OffscreenCanvas(SIZE.width, SIZE.height), SIZE);
  loader = new SceneLoader(stage, assets);
});

afterAll(() => {
  loader.close();
  stage.close();
});

const facts = { ...SIZE, duration: 0.2, hasSound: false, soundOffset: 0 };
const projectOf = (mirrored: boolean) =>
  combine(
    addAsset({ kind: 'video', id: 'v', name: 'v', ...facts }),
    addTake({ id: 'a', asset: 'v', start: 0, end: 0.2, mirrored }),
  )(createProject(SIZE));
const project = projectOf(false);

/** What a picture's bytes show. */
async function colorsOf(bytes: Uint8Array<ArrayBuffer>): Promise<ImageData> {
  const { width, height } = SIZE;
  const frame = i420Frame(bytes, stage.packedLayout, 0, 0);
  const rgb = new Uint8ClampedArray(width * height * 4);
  await frame.copyTo(rgb, { format: 'RGBX' });
  frame.close();
  return new ImageData(rgb, width, height);
}

/** The picture recoloured in memory, or null where that cannot be; and as it is drawn. */
async function bothWays(document: Project, time = 0.1) {
  const [recolored, drawn] = [0, 1].map(() => new Uint8Array(stage.packedLayout.byteLength));
  if (recolored === undefined || drawn === undefined) throw new Error('unreachable');
  const recoloring = new Recoloring(stage, loader);
  const frame = await recoloring.frameAt(document, time);
  const isRecolored = frame !== null && (await recoloring.pack(frame, document, time, recolored));
  await loader.load(document, time);
  stage.pack(document, time);
  stage.readPacked(drawn);
  return { recolored: isRecolored ? await colorsOf(recolored) : null, drawn: await colorsOf(drawn) };
}

describe('Recoloring', () => {
  it.each<[string, Edit]>([
    ['nothing', combine()],
    ['a look', setLook({ look: 'blockbuster', intensity: 1 })],
    ['another look in part', setLook({ look: 'noir', intensity: 0.5 })],
    ['an effect with parameters', addEffect('duotone', { params: { shadows: '#203080' } })],
    ['effects and a look', combine(addEffect('posterise'), setLook({ look: 'golden', intensity: 0.7 }))],
    ['a mirrored take', () => projectOf(true)],
    ['texts', combine(addText('Hi 😀', { size: 0.2, rotation: 20 }), addText('edge', { x: 0.95, y: 0.01 }))],
    [
      'a text that is seen through, over a look',
      combine(setLook({ look: 'chrome', intensity: 1 }), addText('M', { size: 0.8, opacity: 0.6 })),
    ],
  ])('makes the picture that would be drawn, with %s', async (_name, edit) => {
    const { recolored, drawn } = await bothWays(edit(project));
    expect(recolored).not.toBeNull();
    if (recolored !== null) expect(psnr(recolored, drawn)).toBeGreaterThan(36);
  });

  it('follows what changes from picture to picture', async () => {
    const animated = addText('in', { size: 0.4, animationIn: { animation: 'fade', duration: 0.2 } })(project);
    const ranged = addEffect('duotone', { range: { start: 0.1, end: 0.2 } })(animated);
    for (const time of [0, 1 / 30, 0.1, 0.15]) {
      const { recolored, drawn } = await bothWays(ranged, time);
      if (recolored === null) throw new Error('It was not recoloured.');
      expect(psnr(recolored, drawn)).toBeGreaterThan(36);
    }
  });

  it('leaves to drawing what is more than colours', async () => {
    registerEffect(
      defineEffect({
        ...{ name: 'test-place', label: '', family: 'light', kind: 'pixel', params: {} },
        fragment: 'vec4 effect(vec4 c, vec2 p) { return vec4(c.rgb * p.x, 1.0); }',
      }),
    );
    registerEffect(
      defineEffect({
        ...{ name: 'test-time', label: '', family: 'light', kind: 'pixel', params: {} },
        fragment: 'vec4 effect(vec4 c, vec2 p) { return vec4(c.rgb * fract(time), 1.0); }',
      }),
    );
    const keyframes = [
      { time: 0, value: 2 },
      { time: 0.2, value: 8 },
    ];
    for (const edit of [
      addEffect('test-place'),
      addEffect('test-time'),
      addEffect('mirror'),
      addEffect('blur'),
      addEffect('posterise', { params: { levels: { keyframes } } }),
      setFraming('a', { crop: { x: 0.5, y: 0.5, zoom: 1.5 } }),
    ]) {
      expect((await bothWays(edit(project))).recolored).toBeNull();
    }
  });

  it('is told of once for each picture, however often a clip is encoded for its size', async () => {
    // More than so few pictures can fill.
    const options = { assets, targetBytes: 100_000 };
    const { report } = await exportClip(setLook({ look: 'golden', intensity: 1 })(project), options);
    expect(report).toMatchObject({ frames: 6, recolored: 6 });
  });
});
