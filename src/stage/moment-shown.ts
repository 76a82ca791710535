import { paramValues } from '../effects/params.js';
import { listEffects } from '../effects/registry.js';
import { BoothError } from '../error.js';
import { momentAt } from '../project/keyframes.js';
import type { EffectUse, Project } from '../project/project.js';
import { isInRange } from '../project/timeline.js';

/**
 * The clip time whose picture is shown at a clip time: another one where an effect says so. Each is given what the ones
 * before it made of the time.
 * @throws BoothError `effect-broken` where one fails
 */
export function momentShown(project: Project, clipTime: number): number {
  let shown = clipTime;
  for (const use of project.effects) {
    if (!isInRange(use.range, clipTime)) continue;
    const definition = listEffects().find(({ name }) => name === use.effect);
    if (definition?.kind !== 'time') continue;
    const params = paramValues(definition, use, momentAt(project, clipTime));
    try {
      shown = definition.momentShown({ params, time: shown, start: use.range?.start ?? 0 });
    } catch (error) {
      throw BoothError.from(error, 'effect-broken', `The effect ${definition.name} fails: ${error}`);
    }
  }
  return shown;
}

/** An earlier picture of the takes that an effect asks for. */
export interface EarlierPicture {
  readonly use: EffectUse;
  /** Its number among those of the effect. */
  readonly index: number;
  /** The clip time whose picture it is. */
  readonly moment: number;
}

/** The earlier pictures that the effects at a clip time ask for, those of the first effect first. */
export function earlierPictures(project: Project, clipTime: number): EarlierPicture[] {
  return project.effects.flatMap((use) => {
    const definition = listEffects().find(({ name }) => name === use.effect);
    if (definition?.kind !== 'pass' || definition.earlier === undefined || !isInRange(use.range, clipTime))
      return [];
    const { count, apart } = definition.earlier;
    const seconds = Number(paramValues(definition, use, momentAt(project, clipTime))[apart]);
    return Array.from({ length: count }, (_none, index) => ({
      use,
      index,
      moment: momentShown(project, Math.max(0, clipTime - (index + 1) * seconds)),
    }));
  });
}
