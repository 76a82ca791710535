import type { FrameReaders } from '../media/readers.js';
import type { Project } from '../project/project.js';
import { clipToTake, spanAt } from '../project/timeline.js';
import type { Stage } from './stage.js';

/**
 * Loads what the takes show at a clip time, the frame captured nearest to it; black where there is no take. Then
 * `stage.draw(project, clipTime)` draws it. Preview and export both prepare their pictures so.
 * @throws BoothError `asset-missing`, `media-unreadable`
 */
export async function loadTakeAt(
  stage: Stage,
  readers: FrameReaders,
  project: Project,
  clipTime: number,
): Promise<void> {
  await stage.loadEffects(project);
  const span = spanAt(project, clipTime);
  if (span === null) {
    stage.clear();
    return;
  }
  const reader = await readers.of(span.take.asset);
  const { frame, rotation } = await reader.nearest(clipToTake(span, clipTime));
  await stage.load({ frame, rotation, mirrored: span.take.mirrored });
}
