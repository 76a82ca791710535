import type { AssetSource } from '../media/assets.js';
import type { Project } from '../project/project.js';
import { SceneLoader } from '../stage/scene-loader.js';
import { Stage } from '../stage/stage.js';

/**
 * The clip's picture at a clip time, drawn on a stage of its own so that no other is disturbed. The caller closes it.
 * @throws BoothError `asset-missing`, `media-unreadable`, `unsupported-browser`, `effect-unknown`, `effect-broken`
 */
export async function drawStill(
  project: Project,
  assets: AssetSource,
  clipTime: number,
  size: { width: number; height: number },
): Promise<ImageBitmap> {
  const canvas = document.createElement('canvas');
  const stage = await Stage.create(canvas, size);
  const loader = new SceneLoader(stage, assets);
  try {
    await loader.load(project, clipTime);
    stage.draw(project, clipTime);
    return await createImageBitmap(canvas);
  } finally {
    loader.close();
    stage.close();
  }
}
