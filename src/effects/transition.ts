import { checkDefinition, invalid } from './names.js';
import type { ValueParam } from './params.js';

/**
 * A way from one take's picture to the next one's, as a fragment of GLSL ES 3.00 that defines
 * `vec4 transition(vec2 place, float progress)`. It reads the two pictures with `from(vec2)` and `to(vec2)`; at progress
 * 0 it shows the one as it is, at 1 the other. Else it is given what an effect's fragment is, and held to the same.
 */
export interface TransitionDefinition {
  /** Unique among transitions; lower case, words joined by hyphens. */
  readonly name: string;
  /** What a person reads. */
  readonly label: string;
  readonly params: Readonly<Record<string, ValueParam>>;
  /** GLSL ES 3.00. */
  readonly fragment: string;
}

/**
 * Checks a transition and gives it back typed, ready for `registerTransition`.
 * @throws BoothError `project-invalid` where a name, a range or the fragment cannot work.
 */
export function defineTransition(definition: TransitionDefinition): TransitionDefinition {
  const { name, params, fragment } = definition;
  checkDefinition(name, params);
  if (!/\btransition\s*\(/.test(fragment))
    throw invalid(`The fragment of ${name} defines no function "transition".`);
  return Object.freeze(definition);
}
