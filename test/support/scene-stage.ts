import { createProject } from '../../src/project/create.js';
import { addAsset, addTake, combine, type Edit } from '../../src/project/edits.js';
import { Stage } from '../../src/stage/stage.js';
import { makeVideo } from './media.js';
import { readPixels } from './pictures.js';
import { paintScene } from './scene.js';

/** The size of pictures that are compared. */
export const SIZE = { width: 180, height: 320 };
const CLIP = { ...SIZE, frameRate: 30 };

/** The scene, painted. */
export const paintedScene = (width: number, height: number, greenScreen = false) => {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No 2D canvas');
  paintScene(context, { greenScreen });
  return canvas;
};

/** A stage, and what shows a scene on it with an edit. */
export async function openStage(width: number, height: number) {
  const canvas = new OffscreenCanvas(width, height);
  const stage = await Stage.create(canvas, { width, height });
  const project = createProject({ width, height });
  const show = async (scene: OffscreenCanvas, edit: Edit, time = 1.37): Promise<ImageData> => {
    const frame = new VideoFrame(scene, { timestamp: 0 });
    await stage.loadEffects(edit(project));
    await stage.load({ frame, rotation: 0, mirrored: false });
    frame.close();
    stage.draw(edit(project), time);
    return readPixels(canvas);
  };
  return { canvas, stage, show };
}

/** A still clip of the scene, of some pictures. */
export async function clipOf(frames: number, greenScreen = false) {
  const scene = paintedScene(CLIP.width, CLIP.height, greenScreen);
  const video = await makeVideo({ ...CLIP, frames, draw: (context) => context.drawImage(scene, 0, 0) });
  const duration = frames / CLIP.frameRate;
  const project = combine(
    addAsset({ kind: 'video', id: 'scene', name: '', duration, ...SIZE, hasSound: false, soundOffset: 0 }),
    addTake({ id: 'take', asset: 'scene', start: 0, end: duration, speed: 1, mirrored: false }),
  )(createProject({ ...CLIP, maxDuration: 10 }));
  return { project, assets: new Map([['scene', video]]) };
}
