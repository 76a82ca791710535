import bangers from '@fontsource/bangers/files/bangers-latin-400-normal.woff2?url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Booth } from '../../src/booth/booth.js';
import { exportClip } from '../../src/export/export.js';
import { createProject } from '../../src/project/create.js';
import {
  addAsset,
  addEffect,
  addTake,
  addText,
  changePace,
  combine,
  freezeTake,
  rampPace,
  repeatTake,
  reverseTake,
  setDuet,
  updateOverlay,
} from '../../src/project/edits.js';
import { DUET_LAYOUTS } from '../../src/project/project.js';
import { clipDuration, clipToTake, spanAt } from '../../src/project/timeline.js';
import { comparePreview } from '../support/compare.js';
import { makeSound, makeVideo, paintNumber, twoColourGif } from '../support/media.js';
import { nativeNumbers } from '../support/native.js';
import { psnr, readPixels } from '../support/pictures.js';

const SIZE = { width: 144, height: 256 };
const numbered = makeVideo({ ...SIZE, frameRate: 30, frames: 60, draw: paintNumber });
const asset = {
  kind: 'video',
  id: 'v',
  name: 'v',
  duration: 2,
  hasSound: false,
  soundOffset: 0,
  ...SIZE,
} as const;
const plain = combine(
  addAsset(asset),
  addTake({ id: 'a', asset: 'v', start: 0, end: 2 }),
)(createProject({ ...SIZE, frameRate: 30 }));

describe('time effects', () => {
  it('show in an export the very frames that the time map names', async () => {
    const project = combine(
      reverseTake('a', { start: 1, end: 1.5 }),
      freezeTake('a', 0.5, 0.2),
      repeatTake('a', 2, { start: 0.1, end: 0.3 }),
      changePace('a', 3, { start: 2, end: 2.3 }),
      rampPace('a', 0.5, 2, { start: 0, end: 0.4 }),
    )(plain);
    const clip = await exportClip(project, { assets: new Map([['v', await numbered]]) });
    const found = await nativeNumbers(clip.file);
    const expected = found.map((_number, index) => {
      const span = spanAt(project, index / 30);
      return span === null ? -1 : clipToTake(span, index / 30) * 30;
    });
    expect(found).toHaveLength(Math.round(clipDuration(project) * 30));
    // Where a time lies right between two frames, either is the nearest.
    const wrong = found.filter((number, index) => Math.abs(number - (expected[index] ?? 0)) > 0.51);
    expect(wrong).toEqual([]);
  });
});

describe('a duet', () => {
  it.each(DUET_LAYOUTS)('is exported as it is previewed: %s', async (layout) => {
    const partner = await makeVideo({
      ...SIZE,
      frameRate: 30,
      frames: 30,
      draw: (context, index) => {
        context.fillStyle = `hsl(${index * 12} 60% 50%)`;
        context.fillRect(0, 0, SIZE.width, SIZE.height);
        context.fillStyle = '#fff';
        context.fillRect(20, index * 6, 60, 40);
      },
    });
    const project = combine(
      addAsset({ ...asset, id: 'p', duration: 1 }),
      setDuet({ asset: 'p', layout, keyColor: '#000000' }),
      (document) => ({ ...document, maxDuration: 0.5 }),
    )(plain);
    const assets = new Map([
      ['v', await numbered],
      ['p', partner],
    ]);
    for (const decibel of await comparePreview(project, assets, [0, 5, 14]))
      expect(decibel).toBeGreaterThan(35);
  });
});

describe('a booth', () => {
  let booth: Booth;
  beforeEach(() => {
    booth = new Booth({ ...SIZE, maxDuration: 4 });
  });
  afterEach(() => booth.destroy());

  const photo = async () => {
    const canvas = new OffscreenCanvas(80, 60);
    canvas.getContext('2d')?.fillRect(0, 0, 80, 60);
    return canvas.convertToBlob();
  };

  it('imports photos, stickers, fonts and a duet, and exports them', async () => {
    const take = await booth.importPhoto(await photo(), { duration: 1 });
    expect(booth.project.assets[take.asset]).toMatchObject({ kind: 'image', width: 80, height: 60 });
    expect(take.framing.cropEnd).not.toBeNull();
    expect(booth.state).toBe('editing');
    const long = await booth.importPhoto(await photo(), { duration: 10, framing: { fit: 'contain' } });
    expect(long.end).toBe(3);
    await expect(booth.importPhoto(await photo())).rejects.toMatchObject({ code: 'wrong-state' });
    const sticker = await booth.importSticker(twoColourGif(), { x: 0.2 });
    expect(booth.project.overlays).toEqual([
      expect.objectContaining({ id: sticker.id, kind: 'sticker', x: 0.2 }),
    ]);
    await booth.importFont(bangers, 'Bangers');
    await expect(booth.importFont(new Blob(['no font']), 'None')).rejects.toMatchObject({
      code: 'media-unreadable',
    });
    await expect(booth.importFont('/nothing-here', 'None')).rejects.toMatchObject({
      code: 'media-unreadable',
    });
    await booth.importDuet(await numbered, { layout: 'top-bottom' });
    expect(booth.project).toMatchObject({ music: null, duet: { layout: 'top-bottom' } });
    booth.edit((document) => ({ ...document, maxDuration: 0.2 }));
    booth.edit(addText('Bangers', { id: 't', font: 'Bangers', size: 0.12, y: 0.25 }));
    const picture = async () => readPixels(await createImageBitmap((await booth.export()).cover));
    const bangersOn = await picture();
    booth.edit(updateOverlay('t', { font: 'sans-serif' }));
    // The worker drew with the font, too.
    expect(psnr(bangersOn, await picture())).toBeLessThan(30);
  });

  it('gives an effect a picture or video, and takes it back by an undo', async () => {
    await booth.importPhoto(await photo(), { duration: 1 });
    booth.edit(addEffect('chroma-key', { id: 'key' }));
    for (const blob of [await photo(), await numbered]) {
      const asset = await booth.importMedium(blob, 'key', 'backdrop');
      expect(booth.project.effects[0]?.params).toEqual({ backdrop: { asset: asset.id } });
      expect(booth.project.assets[asset.id]?.kind).toBe(blob.type.split('/')[0]);
    }
    booth.undo();
    expect(Object.keys(booth.project.assets)).toHaveLength(2);
    await expect(booth.importMedium(await photo(), 'nothing', 'backdrop')).rejects.toMatchObject({
      code: 'project-invalid',
    });
  });

  it('performs to the sound of a duet', async () => {
    const sound = await makeSound(1, () => 0.1);
    const withSound = await makeVideo({ ...SIZE, frameRate: 30, frames: 30, draw: paintNumber, sound });
    await booth.importDuet(withSound);
    const { duet, music, levels } = booth.project;
    expect(music?.asset).toBe(duet?.asset);
    expect(levels.camera).toBe(0);
  });
});
