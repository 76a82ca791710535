import { describe, expect, it, onTestFinished } from 'vitest';
import { LOOKS } from '../../src/effects/catalogue.js';
import { parseCube } from '../../src/effects/cube.js';
import { registerLook } from '../../src/effects/registry.js';
import { exportClip } from '../../src/export/export.js';
import { setLook } from '../../src/project/edits.js';
import { comparePreview } from '../support/compare.js';
import { cubeOf, tableOf } from '../support/look-table.js';
import { nativeFrames, nativeLut } from '../support/native.js';
import { psnr, readPixels } from '../support/pictures.js';
import { clipOf, openStage, paintedScene, SIZE } from '../support/scene-stage.js';

describe('a look', () => {
  it.each(LOOKS.map(({ name }) => name))('is the 3D LUT that native ffmpeg draws alike: %s', async (name) => {
    const { stage, show } = await openStage(SIZE.width, SIZE.height);
    onTestFinished(() => stage.close());
    const scene = paintedScene(SIZE.width, SIZE.height);
    const drawn = await show(scene, setLook({ look: name, intensity: 1 }));
    const table = await tableOf(name);
    const native = await nativeLut(readPixels(scene), cubeOf(table));
    expect(psnr(drawn, native)).toBeGreaterThan(40);
  });
});

describe('a .cube file', () => {
  it('is exported as it is previewed, and as the look of which it was made', async () => {
    const table = await tableOf('neon');
    registerLook(parseCube(cubeOf(table), { name: 'test-cube', label: 'Cube' }));
    const { project, assets } = await clipOf(3);
    const imported = setLook({ look: 'test-cube', intensity: 1 })(project);
    for (const decibel of await comparePreview(imported, assets, [0, 2])) expect(decibel).toBeGreaterThan(35);
    const clips = [
      await exportClip(imported, { assets }),
      await exportClip(setLook({ look: 'neon', intensity: 1 })(project), { assets }),
      await exportClip(project, { assets }),
    ];
    expect(clips.map(({ report }) => report.isInWorker)).toEqual([true, true, true]);
    const [cube, look, plain] = await Promise.all(
      clips.map(async ({ file }) => (await nativeFrames(file, [1], SIZE))[0] ?? new ImageData(1, 1)),
    );
    if (cube === undefined || look === undefined || plain === undefined) throw new Error('No pictures');
    expect(psnr(cube, look)).toBeGreaterThan(36);
    expect(psnr(cube, plain)).toBeLessThan(25);
  });
});
