import { loadCore } from '../../src/export/core.js';
import { runExport } from '../../src/export/job.js';
import type { Project } from '../../src/project/project.js';
import { SceneLoader } from '../../src/stage/scene-loader.js';
import { Stage } from '../../src/stage/stage.js';
import { nativeFrames } from './native.js';
import { psnr, readPixels } from './pictures.js';

/** Exports so well that what differs is the way of the picture and not what H.264 leaves out. */
export async function exportFinely(project: Project, assets: Map<string, Blob>): Promise<Blob> {
  const { file } = await runExport(
    {
      project,
      assets,
      effects: [],
      transitions: [],
      looks: [],
      format: 'mp4',
      encoder: 'webcodecs',
      bitrateBps: 20e6,
      targetBytes: null,
      coverTime: 0,
    },
    {
      loadCore: () => loadCore('/clipbooth/'),
      sound: Promise.resolve(null),
      onProgress: () => undefined,
    },
  );
  return file;
}

/**
 * PSNR of the light between what a preview shows and what native ffmpeg reads in the file, for each of these pictures,
 * in dB.
 */
export async function comparePreview(
  project: Project,
  assets: Map<string, Blob>,
  indexes: number[],
): Promise<number[]> {
  const { width, height, frameRate } = project;
  const exported = await nativeFrames(await exportFinely(project, assets), indexes, { width, height });
  const canvas = new OffscreenCanvas(width, height);
  const stage = await Stage.create(canvas, { width, height });
  const loader = new SceneLoader(stage, assets);
  const results: number[] = [];
  for (const [place, index] of indexes.entries()) {
    await loader.load(project, index / frameRate);
    stage.draw(project, index / frameRate);
    const picture = exported[place];
    results.push(picture === undefined ? 0 : psnr(lightOf(readPixels(canvas)), lightOf(picture)));
  }
  loader.close();
  stage.close();
  return results;
}

/** The light of a picture, as grey. */
function lightOf(picture: ImageData): ImageData {
  const grey = new ImageData(picture.width, picture.height);
  for (let pixel = 0; pixel < picture.data.length; pixel += 4) {
    const [red = 0, green = 0, blue = 0] = picture.data.subarray(pixel, pixel + 3);
    grey.data.fill(Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue), pixel, pixel + 3);
  }
  return grey;
}
