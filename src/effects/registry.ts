import { BoothError } from '../error.js';
import type { EffectUse, LookUse } from '../project/project.js';
import { EFFECTS, LOOKS } from './catalogue.js';
import type { EffectDefinition, LookDefinition } from './define.js';

/** What can be found by name: at first what clipbooth brings. */
const effects = new Map<string, EffectDefinition>(EFFECTS.map((effect) => [effect.name, effect]));
const looks = new Map<string, LookDefinition>(LOOKS.map((look) => [look.name, look]));

/** Makes an effect known under its name, in place of one that has the name already unless told to keep that. */
export function registerEffect(definition: EffectDefinition, { replace = true } = {}): void {
  if (replace || !effects.has(definition.name)) effects.set(definition.name, definition);
}

/** Makes a look known under its name, in place of one that has the name already unless told to keep that. */
export function registerLook(definition: LookDefinition, { replace = true } = {}): void {
  if (replace || !looks.has(definition.name)) looks.set(definition.name, definition);
}

/** Every registered effect, in the order of registration. */
export function listEffects(): EffectDefinition[] {
  return [...effects.values()];
}

/** Every registered look, in the order of registration. */
export function listLooks(): LookDefinition[] {
  return [...looks.values()];
}

/**
 * The effect that a document names.
 * @throws BoothError `effect-unknown`
 */
export function findEffect(use: Pick<EffectUse, 'effect'>): EffectDefinition {
  const definition = effects.get(use.effect);
  if (definition === undefined) throw unknown('effect', use.effect);
  return definition;
}

/**
 * The look that a document names.
 * @throws BoothError `effect-unknown`
 */
export function findLook(use: Pick<LookUse, 'look'>): LookDefinition {
  const definition = looks.get(use.look);
  if (definition === undefined) throw unknown('look', use.look);
  return definition;
}

function unknown(kind: 'effect' | 'look', name: string): BoothError {
  return new BoothError(
    'effect-unknown',
    `No ${kind} named "${name}" is registered: register it before it is used.`,
  );
}
