import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Booth } from '../../src/booth/booth.js';
import { setLevels, startOver } from '../../src/project/edits.js';
import { lastPictureTime } from '../../src/project/pictures.js';
import { Stage } from '../../src/stage/stage.js';
import { makeSound } from '../support/media.js';

let booth: Booth;

/** A booth with four seconds of a picture, to a tone. */
beforeEach(async () => {
  booth = new Booth({ width: 90, height: 160 });
  document.body.append(booth.canvas);
  const canvas = new OffscreenCanvas(90, 160);
  canvas.getContext('2d')?.fillRect(0, 0, 45, 160);
  await booth.importPhoto(await canvas.convertToBlob(), { duration: 4 });
  await booth.setMusic(await makeSound(4, (time) => 0.8 * Math.sin(2 * Math.PI * 440 * time)));
});

afterEach(() => {
  booth.destroy();
  booth.canvas.remove();
  vi.restoreAllMocks();
});

/** The largest samples of what is played from now on, piece by piece. */
function listen(): number[] {
  const peaks: number[] = [];
  const { start } = AudioBufferSourceNode.prototype;
  vi.spyOn(AudioBufferSourceNode.prototype, 'start').mockImplementation(function (
    this: AudioBufferSourceNode,
    ...when
  ) {
    if (this.context instanceof AudioContext)
      peaks.push(Math.max(...(this.buffer?.getChannelData(0).subarray(0, 48_000) ?? [])));
    start.apply(this, when);
  });
  return peaks;
}

/** Keeps the page busy with each picture, as a slow device is; gives the times of those that were drawn. */
function drawSlowly(milliseconds: number): number[] {
  const times: number[] = [];
  const { draw } = Stage.prototype;
  vi.spyOn(Stage.prototype, 'draw').mockImplementation(function (this: Stage, project, time) {
    const until = performance.now() + milliseconds;
    while (performance.now() < until);
    draw.call(this, project, time);
    times.push(time);
  });
  return times;
}

describe('playing', () => {
  it('does not begin after a pause, though the clip was still being opened', async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 90, height: 160 });
    await booth.openCamera({ stream: canvas.captureStream() });
    const begun = booth.play();
    booth.pause();
    await begun;
    expect(booth.playing).toBe(false);
    const again = booth.play();
    await expect.poll(() => booth.playing).toBe(true);
    booth.pause();
    await again;
    expect(booth.playing).toBe(false);
  });

  it('begins where it is sought to meanwhile', async () => {
    await Promise.all([booth.play(), booth.seek(1)]);
    expect(booth.playing).toBe(true);
    expect(booth.time).toBeGreaterThanOrEqual(1);
  });

  it('sounds as the document does at last, however quickly it changes', async () => {
    const peaks = listen();
    await booth.play();
    for (const music of [0.75, 0.5, 0.25]) booth.edit(setLevels({ music }), { merge: 'level' });
    expect(booth.playing).toBe(true);
    await expect.poll(() => peaks.at(-1)).toBeCloseTo(0.2, 2);
    expect(peaks[0]).toBeCloseTo(0.8, 2);
    expect(booth.playing).toBe(true);
  });

  it('ends with its last picture, and pauses with the one where it stands, also where drawing is slow', async () => {
    await booth.seek(2.5);
    const drawn = drawSlowly(300);
    await booth.play();
    await expect.poll(() => booth.time).toBeGreaterThan(2.9);
    booth.pause();
    await expect.poll(() => drawn.at(-1)).toBe(booth.time);
    await booth.play();
    await expect.poll(() => booth.playing).toBe(false);
    await expect.poll(() => drawn.at(-1)).toBe(lastPictureTime(booth.project));
  });

  it('keeps its direction where it is sought to, up to the front and the end', async () => {
    await booth.seek(4);
    await booth.play({ backwards: true });
    await booth.seek(3);
    expect(booth.playing).toBe(true);
    await expect.poll(() => booth.time).toBeLessThan(3);
    await booth.seek(0);
    await expect.poll(() => booth.playing).toBe(false);
    expect(booth.time).toBe(0);
    await booth.play();
    await booth.seek(4);
    await expect.poll(() => booth.playing).toBe(false);
    expect(booth.time).toBe(4);
  });

  it('ends where nothing is left to play', async () => {
    const failed = vi.fn();
    booth.addEventListener('error', failed);
    await booth.play();
    booth.edit(startOver());
    expect(booth.playing).toBe(false);
    booth.undo();
    await booth.seek(1);
    expect(booth.time).toBe(1);
    expect(failed).not.toHaveBeenCalled();
  });
});
