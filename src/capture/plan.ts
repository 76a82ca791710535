import { BoothError } from '../error.js';
import { isFull } from '../project/pictures.js';
import { LIMITS, type Project } from '../project/project.js';
import { clipDuration, clipToMusic } from '../project/timeline.js';

/** How a take is recorded. */
export interface TakeOptions {
  /** How fast the clip shows the take, 0.3 to 3; default 1. The performer hears the music at the inverse rate. */
  speed?: number;
  /** Seconds to count down before recording; default 0. */
  countdown?: number;
  /**
   * Seconds of the clip so far, 0 to 3, that are heard before recording starts, so that the performer is in the music
   * and in the pose again; default 0. Before the first take it is the music before its start, as far as there is any.
   */
  runUp?: number;
  /** Clip time at which the take ends by itself; default the longest the clip may become. */
  stopAt?: number;
}

/** Longest run-up in seconds. */
const LONGEST_RUN_UP = 3;

/** What a take is to be, once its options are checked against the clip so far. All in seconds. */
export interface TakePlan {
  readonly speed: number;
  /** Clip time at which the take begins. */
  readonly clipStart: number;
  /** The most of clip time that the take may fill. */
  readonly longest: number;
  /** Clip time heard before the take begins. */
  readonly runUp: number;
  /** Real time from the call to the take's beginning, if nothing is slow. */
  readonly lead: number;
}

/**
 * Checks how a take is to be recorded against the clip so far.
 * @throws BoothError `project-invalid`, `wrong-state`
 */
export function planTake(project: Project, options: TakeOptions): TakePlan {
  const { speed = 1, countdown = 0, stopAt = project.maxDuration } = options;
  if (!(speed >= LIMITS.speed.min && speed <= LIMITS.speed.max)) {
    throw new BoothError('project-invalid', `A take's speed is ${LIMITS.speed.min} to ${LIMITS.speed.max}.`);
  }
  if (isFull(project, stopAt)) {
    throw new BoothError('wrong-state', 'The clip is full: delete a take before you record another.');
  }
  const clipStart = clipDuration(project);
  const longest = Math.min(stopAt, project.maxDuration) - clipStart;
  const audible = clipToMusic(project, clipStart) ?? clipStart;
  const runUp = Math.max(0, Math.min(options.runUp ?? 0, LONGEST_RUN_UP, audible));
  return { speed, clipStart, longest, runUp, lead: Math.max(countdown, runUp * speed) };
}
