import { differenceCiede2000 } from 'culori';
import { describe, expect, it } from 'vitest';
import { exportClip } from '../../src/export/export.js';
import { probeVideo } from '../../src/media/probe.js';
import { createProject } from '../../src/project/create.js';
import { addAsset, addTake, combine } from '../../src/project/edits.js';
import { makeVideo } from '../support/media.js';
import { nativeFrames } from '../support/native.js';
import { readPixels } from '../support/pictures.js';

const SIZE = { width: 192, height: 256 };
const [COLUMNS, ROWS] = [4, 6];

/** Bars at full and three quarters, skin from light to dark, and greys. */
const PATCHES = [
  ...['#ff0000', '#00ff00', '#0000ff', '#bfbf00', '#00bfbf', '#bf00bf', '#bfbfbf', '#ffff00'],
  ...['#f3d4c0', '#e0ac88', '#c68863', '#a5694f', '#7d4a38', '#4a2c22', '#d99b7a', '#8d5524'],
  ...['#000000', '#202020', '#404040', '#606060', '#808080', '#a0a0a0', '#d0d0d0', '#ffffff'],
];

const paintChart = (context: OffscreenCanvasRenderingContext2D) => {
  const [width, height] = [SIZE.width / COLUMNS, SIZE.height / ROWS];
  for (const [index, color] of PATCHES.entries()) {
    context.fillStyle = color;
    const row = Math.floor(index / COLUMNS);
    context.fillRect((index % COLUMNS) * width, Math.floor(row * height), width, Math.ceil(height));
  }
};

/** The mean of what a patch shows, away from its edges, as numbers from 0 to 1. */
function patchOf(picture: ImageData, index: number): { r: number; g: number; b: number } {
  const [width, height] = [SIZE.width / COLUMNS, SIZE.height / ROWS];
  const [left, top] = [(index % COLUMNS) * width, Math.floor(index / COLUMNS) * height];
  const sums = [0, 0, 0];
  let count = 0;
  for (let y = Math.ceil(top + height / 4); y < top + (height * 3) / 4; y++) {
    for (let x = Math.ceil(left + width / 4); x < left + (width * 3) / 4; x++) {
      for (const channel of [0, 1, 2]) {
        sums[channel] = (sums[channel] ?? 0) + (picture.data[(y * SIZE.width + x) * 4 + channel] ?? 0);
      }
      count++;
    }
  }
  const [r = 0, g = 0, b = 0] = sums.map((sum) => sum / count / 255);
  return { r, g, b };
}

/** CIEDE2000 between what each patch shows and what it was painted with. */
function differences(picture: ImageData): number[] {
  const difference = differenceCiede2000();
  return PATCHES.map((color, index) => difference(color, { mode: 'rgb', ...patchOf(picture, index) }));
}

/** What the browser's own player shows of a file. */
async function playerFrame(file: Blob): Promise<ImageData> {
  const video = document.createElement('video');
  video.muted = true;
  const address = URL.createObjectURL(file);
  video.src = address;
  await new Promise((resolve, reject) => {
    video.addEventListener('seeked', resolve, { once: true });
    video.addEventListener('error', () => reject(video.error), { once: true });
    video.currentTime = 0.1;
  });
  const canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  URL.revokeObjectURL(address);
  return readPixels(canvas);
}

const base = createProject({ ...SIZE, frameRate: 30 });
const facts = { name: 'chart', ...SIZE };

const charts = {
  photo: async () => {
    const canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('No 2D canvas');
    paintChart(context);
    return {
      blob: await canvas.convertToBlob({ type: 'image/png' }),
      asset: { kind: 'image', duration: 0 } as const,
    };
  },
  video: async () => {
    const blob = await makeVideo({ ...SIZE, frameRate: 30, frames: 6, draw: paintChart });
    return { blob, asset: { kind: 'video', ...(await probeVideo(blob)) } as const };
  },
};

describe('colours survive import and export', () => {
  it.each([
    ['photo', 'webcodecs'],
    ['photo', 'ffmpeg'],
    ['video', 'webcodecs'],
  ] as const)('of a %s with %s', async (kind, encoder) => {
    const { blob, asset } = await charts[kind]();
    const project = combine(
      addAsset({ ...facts, ...asset, id: 'chart' }),
      addTake({ asset: 'chart', start: 0, end: 0.2 }),
    )(base);
    const clip = await exportClip(project, { assets: new Map([['chart', blob]]), encoder, quality: 'high' });
    const [native] = await nativeFrames(clip.file, [3], SIZE);
    const shown = { native, player: await playerFrame(clip.file) };
    for (const [reader, picture] of Object.entries(shown)) {
      if (picture === undefined) throw new Error('No picture');
      const found = differences(picture);
      const mean = found.reduce((sum, value) => sum + value, 0) / found.length;
      expect(mean, `${reader}: ${found.map((value) => value.toFixed(1)).join(' ')}`).toBeLessThan(2);
    }
  });
});
