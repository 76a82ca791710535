import type { Project } from './project.js';
import { clipDuration, frameCount } from './timeline.js';

/** Clip time of the clip's last picture, which is also what it shows at its very end; 0 where it has none. */
export function lastPictureTime(project: Project): number {
  return Math.max(0, frameCount(project) - 1) / project.frameRate;
}

/** Whether not one more picture fits into the clip, or into what of it lies before a clip time. */
export function isFull(project: Project, before = project.maxDuration): boolean {
  const room = Math.min(before, project.maxDuration) - clipDuration(project);
  return room * project.frameRate < 1 - 1e-6;
}
