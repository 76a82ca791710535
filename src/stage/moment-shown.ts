import { paramValues } from '../effects/params.js';
import { listEffects } from '../effects/registry.js';
import { momentAt } from '../project/keyframes.js';
import type { Project } from '../project/project.js';
import { isInRange } from '../project/timeline.js';

/**
 * The clip time whose picture is shown at a clip time: another one where an effect says so. Each is given what the ones
 * before it made of the time.
 */
export function momentShown(project: Project, clipTime: number): number {
  let shown = clipTime;
  for (const use of project.effects) {
    if (!isInRange(use.range, clipTime)) continue;
    const definition = listEffects().find(({ name }) => name === use.effect);
    if (definition?.kind !== 'time') continue;
    const params = paramValues(definition, use, momentAt(project, clipTime));
    shown = definition.momentShown({ params, time: shown, start: use.range?.start ?? 0 });
  }
  return shown;
}
