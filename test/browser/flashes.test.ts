import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EFFECTS, TRANSITIONS } from '../../src/effects/catalogue.js';
import type { EffectDefinition } from '../../src/effects/define.js';
import { FlashCounter, lightOfPacked, MOST_FLASHES } from '../../src/effects/flashes.js';
import { registerVision } from '../../src/effects/vision.js';
import { exportClip } from '../../src/export/export.js';
import { createProject } from '../../src/project/create.js';
import { addAsset, addEffect, addTake, combine, type Edit, setTransition } from '../../src/project/edits.js';
import { SceneLoader } from '../../src/stage/scene-loader.js';
import { Stage } from '../../src/stage/stage.js';
import { clipOf, paintedScene } from '../support/scene-stage.js';
import { sceneVision } from '../support/scene-vision.js';

registerVision(sceneVision);

const SIZE = { width: 90, height: 160 };
const FRAME_RATE = 30;
const SECONDS = 1.1;

/** All that makes an effect stronger or faster, as far as its controls go without a warning. */
function strongest({ params }: EffectDefinition): Record<string, number> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, param]) =>
      param.kind === 'number' ? [[name, param.safeMax ?? param.max]] : [],
    ),
  );
}

describe('flashes', () => {
  let stage: Stage;
  let loader: SceneLoader;
  const image = { kind: 'image', name: '', duration: 0, ...SIZE } as const;
  /** A dark picture and a light one. */
  const base = combine(
    addAsset({ ...image, id: 'dark' }),
    addAsset({ ...image, id: 'light' }),
    addTake({ id: 'a', asset: 'dark', start: 0, end: SECONDS / 2 }),
    addTake({ id: 'b', asset: 'light', start: 0, end: SECONDS / 2 }),
  )(createProject({ ...SIZE, frameRate: FRAME_RATE }));

  beforeAll(async () => {
    stage = await Stage.create(new OffscreenCanvas(SIZE.width, SIZE.height), SIZE);
    const light = new OffscreenCanvas(SIZE.width, SIZE.height);
    const context = light.getContext('2d');
    if (context !== null) {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, SIZE.width, SIZE.height);
    }
    const media = new Map([
      ['dark', await paintedScene(SIZE.width, SIZE.height).convertToBlob()],
      ['light', await light.convertToBlob()],
    ]);
    loader = new SceneLoader(stage, media);
  });
  afterAll(() => {
    loader.close();
    stage.close();
  });

  async function mostFlashes(edit: Edit): Promise<number> {
    const project = edit(base);
    const counter = new FlashCounter(FRAME_RATE);
    const bytes = new Uint8Array(stage.packedLayout.byteLength);
    for (let frame = 0; frame < SECONDS * FRAME_RATE; frame++) {
      await loader.load(project, frame / FRAME_RATE);
      stage.pack(project, frame / FRAME_RATE);
      stage.readPacked(bytes);
      counter.add(lightOfPacked(bytes, stage.packedLayout));
    }
    return counter.most;
  }

  it('are no more than is safe in each effect, as far as its controls go', async () => {
    const table: Record<string, number> = {};
    for (const definition of EFFECTS) {
      const params = strongest(definition);
      table[definition.name] = await mostFlashes(addEffect(definition.name, { params }));
    }
    expect(Object.entries(table).filter(([, most]) => most > MOST_FLASHES)).toEqual([]);
    // What is counted is there to be counted.
    expect(await mostFlashes(addEffect('strobe', { params: { rate: 8 } }))).toBeGreaterThan(MOST_FLASHES);
  });

  it('are no more than is safe in each transition', async () => {
    const table: Record<string, number> = {};
    for (const { name } of TRANSITIONS)
      table[name] = await mostFlashes(setTransition('b', name, { duration: 1 }));
    expect(Object.entries(table).filter(([, most]) => most > MOST_FLASHES)).toEqual([]);
  });

  it('are told of by an export', async () => {
    const { project, assets } = await clipOf(30);
    const most = async (edit: Edit) =>
      (await exportClip(edit(project), { assets, quality: 'low' })).report.mostFlashes;
    expect(await most(addEffect('vignette'))).toBe(0);
    expect(await most(addEffect('strobe', { params: { rate: 6 } }))).toBeGreaterThan(MOST_FLASHES);
  });
});
