import { afterEach, describe, expect, it } from 'vitest';
import { Booth } from '../../src/booth/booth.js';
import { setLook } from '../../src/project/edits.js';
import { makeVideo, paintNumber, readNumber } from '../support/media.js';
import { Performer } from '../support/performer.js';
import { colorAt, readPixels } from '../support/pictures.js';

let booth: Booth;
afterEach(() => booth.destroy());

describe('small pictures', () => {
  it('show a take at a time, and are cancelled', async () => {
    booth = new Booth({ width: 160, height: 90 });
    const video = await makeVideo({ width: 320, height: 180, frameRate: 10, frames: 20, draw: paintNumber });
    const { asset } = await booth.importVideo(video);
    for (const [time, frame] of [
      [0.5, 5],
      [1.2, 12],
      [0.1, 1],
      // Asked for again, though the one before was closed.
      [0.5, 5],
    ] as const) {
      const picture = await booth.thumbnail(asset, time, { height: 90 });
      expect([picture.width, picture.height]).toEqual([160, 90]);
      expect(readNumber(readPixels(picture))).toBe(frame);
      picture.close();
    }
    const signal = AbortSignal.abort();
    await expect(booth.thumbnail(asset, 1, { signal })).rejects.toMatchObject({ code: 'cancelled' });
    await expect(booth.thumbnail('none', 1)).rejects.toMatchObject({ code: 'asset-missing' });
  });

  it('show what an edit would do to the clip or the camera, and leave the document alone', async () => {
    booth = new Booth({ width: 160, height: 90 });
    const red = (context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D) => {
      context.fillStyle = '#e02020';
      context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    };
    const noir = setLook({ look: 'noir', intensity: 1 });
    const isGrey = ([r, g, b]: readonly number[]) =>
      Math.max(r ?? 0, g ?? 0, b ?? 0) - Math.min(r ?? 0, g ?? 0, b ?? 0) < 12;
    const look = async (edit: Parameters<Booth['sample']>[0]) => {
      const picture = await booth.sample(edit, 64);
      expect([picture.width, picture.height]).toEqual([64, 36]);
      const color = colorAt(readPixels(picture), 0.5, 0.5);
      picture.close();
      return color;
    };
    await expect(booth.sample(noir)).rejects.toMatchObject({ code: 'wrong-state' });
    const performer = new Performer({ width: 160, height: 90, frameRate: 15, draw: red });
    document.body.append(booth.canvas);
    await booth.openCamera({ stream: performer.stream });
    await expect.poll(() => look((project) => project)).toSatisfy((color: number[]) => !isGrey(color));
    expect(isGrey(await look(noir))).toBe(true);
    booth.closeCamera();
    performer.close();
    await booth.importVideo(await makeVideo({ width: 160, height: 90, frameRate: 10, frames: 4, draw: red }));
    expect(isGrey(await look((project) => project))).toBe(false);
    expect(isGrey(await look(noir))).toBe(true);
    expect(booth.project.look).toBeNull();
    booth.canvas.remove();
  });
});

describe('setting the camera', () => {
  it('flips it, and leaves out what it does not have', async () => {
    booth = new Booth();
    await expect(booth.setCamera({ mirrored: true })).rejects.toMatchObject({ code: 'wrong-state' });
    const performer = new Performer({ width: 90, height: 160, frameRate: 15, draw: () => undefined });
    await booth.openCamera({ stream: performer.stream });
    expect(booth.camera).toMatchObject({ mirrored: false, zoom: null, torch: null });
    await booth.setCamera({ mirrored: true, zoom: 2, torch: true });
    expect(booth.camera).toMatchObject({ mirrored: true, zoom: null, torch: null });
    performer.close();
  });
});
