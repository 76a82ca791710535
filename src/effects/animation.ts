import { checkName } from './names.js';

/** How an overlay lies while it comes or goes, against how it rests. */
export interface Pose {
  /** Moved to the right and down, in heights of the frame; default 0. */
  readonly x?: number;
  readonly y?: number;
  /** Factors of its size; default 1. */
  readonly scaleX?: number;
  readonly scaleY?: number;
  /** Turned further, in degrees clockwise; default 0. */
  readonly rotation?: number;
  /** Factor of its opacity; default 1. */
  readonly opacity?: number;
  /** Part of a text's letters that is there, in the order of reading; default 1. Stickers show all or nothing. */
  readonly letters?: number;
}

/** A way for an overlay to come, which played backwards is one to go. */
export interface AnimationDefinition {
  /** Unique among animations; lower case, words joined by hyphens. */
  readonly name: string;
  /** What a person reads. */
  readonly label: string;
  /**
   * The pose at a progress from 0, not yet there, to 1, at rest. It must depend on nothing else, so that preview and
   * export agree. It is code, so a worker knows only those that clipbooth brings; a clip with another one is exported on
   * the page.
   */
  readonly pose: (progress: number) => Pose;
}

/**
 * Checks an animation and gives it back typed, ready for `registerAnimation`.
 * @throws BoothError `project-invalid` where its name cannot work.
 */
export function defineAnimation(definition: AnimationDefinition): AnimationDefinition {
  checkName(definition.name);
  return Object.freeze(definition);
}
