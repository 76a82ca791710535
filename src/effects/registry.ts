import { BoothError } from '../error.js';
import type { AnimationUse, EffectUse, LookUse, TransitionUse } from '../project/project.js';
import type { AnimationDefinition } from './animation.js';
import { ANIMATIONS, EFFECTS, LOOKS, TRANSITIONS } from './catalogue.js';
import { type EffectDefinition, type LookDefinition, needsOf } from './define.js';
import type { TransitionDefinition } from './transition.js';
import { canSee } from './vision.js';

/** What can be found by name: at first what clipbooth brings. */
const effects = new Map<string, EffectDefinition>(EFFECTS.map((effect) => [effect.name, effect]));
const looks = new Map<string, LookDefinition>(LOOKS.map((look) => [look.name, look]));
const transitions = new Map<string, TransitionDefinition>(
  TRANSITIONS.map((transition) => [transition.name, transition]),
);
const animations = new Map<string, AnimationDefinition>(
  ANIMATIONS.map((animation) => [animation.name, animation]),
);

/** Makes an effect known under its name, in place of one that has the name already unless told to keep that. */
export function registerEffect(definition: EffectDefinition, { replace = true } = {}): void {
  if (replace || !effects.has(definition.name)) effects.set(definition.name, definition);
}

/** Makes a look known under its name, in place of one that has the name already unless told to keep that. */
export function registerLook(definition: LookDefinition, { replace = true } = {}): void {
  if (replace || !looks.has(definition.name)) looks.set(definition.name, definition);
}

/** Makes a transition known under its name, in place of one that has the name already. */
export function registerTransition(definition: TransitionDefinition): void {
  transitions.set(definition.name, definition);
}

/** Makes an animation known under its name, in place of one that has the name already. */
export function registerAnimation(definition: AnimationDefinition): void {
  animations.set(definition.name, definition);
}

/** Every registered effect that can be drawn, in the order of registration: those that need a model, once there is one. */
export function listEffects(): EffectDefinition[] {
  return [...effects.values()].filter((effect) => needsOf(effect).every(canSee));
}

/** Every registered look, in the order of registration. */
export function listLooks(): LookDefinition[] {
  return [...looks.values()];
}

/** Every registered transition, in the order of registration. */
export function listTransitions(): TransitionDefinition[] {
  return [...transitions.values()];
}

/** Every registered animation, in the order of registration. */
export function listAnimations(): AnimationDefinition[] {
  return [...animations.values()];
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

/**
 * The transition that a document names.
 * @throws BoothError `effect-unknown`
 */
export function findTransition(use: Pick<TransitionUse, 'transition'>): TransitionDefinition {
  const definition = transitions.get(use.transition);
  if (definition === undefined) throw unknown('transition', use.transition);
  return definition;
}

/**
 * The animation that a document names.
 * @throws BoothError `effect-unknown`
 */
export function findAnimation(use: Pick<AnimationUse, 'animation'>): AnimationDefinition {
  const definition = animations.get(use.animation);
  if (definition === undefined) throw unknown('animation', use.animation);
  return definition;
}

function unknown(kind: 'effect' | 'look' | 'transition' | 'animation', name: string): BoothError {
  return new BoothError(
    'effect-unknown',
    `No ${kind} named "${name}" is registered: register it before it is used.`,
  );
}
