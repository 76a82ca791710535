import type { BoothError } from '../error.js';
import type { Project, Take } from '../project/project.js';

/**
 * What a booth is doing.
 * - `idle`: nothing is open
 * - `ready`: the camera is open and shown
 * - `counting`: a countdown runs before a take
 * - `recording`: a take is being recorded
 * - `editing`: the clip is shown
 * - `exporting`: the clip is being written
 */
export type BoothState = 'idle' | 'ready' | 'counting' | 'recording' | 'editing' | 'exporting';

/** How far long work has come. */
export type ProgressDetail =
  /** `remaining` seconds until the take starts. */
  | { readonly task: 'countdown'; readonly remaining: number }
  /** `time` is the clip time reached, `value` its part of the longest clip, from 0 to 1. */
  | { readonly task: 'recording'; readonly time: number; readonly value: number }
  /** `value` runs from 0 to 1 and never goes back. */
  | { readonly task: 'export'; readonly value: number };

/** Every event of a booth and its detail. */
export interface BoothEventMap {
  /** The document changed. */
  change: CustomEvent<{ readonly project: Project }>;
  /** The state changed. */
  statechange: CustomEvent<{ readonly state: BoothState; readonly previous: BoothState }>;
  /** Long work went on. */
  progress: CustomEvent<ProgressDetail>;
  /** A take was kept, also when it ended by itself at the longest length. */
  take: CustomEvent<{ readonly take: Take }>;
  /** The playhead moved, or playing began or ended. */
  timeupdate: CustomEvent<{ readonly time: number; readonly playing: boolean }>;
  /** Something went wrong that no call reports, such as a refused microphone or a camera that was unplugged. */
  error: CustomEvent<{ readonly error: BoothError }>;
}

/** An EventTarget whose events are typed by {@link BoothEventMap}. */
export class BoothEventTarget extends EventTarget {
  override addEventListener<Name extends keyof BoothEventMap>(
    type: Name,
    listener: ((event: BoothEventMap[Name]) => void) | null,
    options?: boolean | AddEventListenerOptions,
  ): void {
    super.addEventListener(type, listener as EventListener | null, options);
  }

  override removeEventListener<Name extends keyof BoothEventMap>(
    type: Name,
    listener: ((event: BoothEventMap[Name]) => void) | null,
    options?: boolean | EventListenerOptions,
  ): void {
    super.removeEventListener(type, listener as EventListener | null, options);
  }

  /** Dispatches an event with its detail. */
  protected emit<Name extends keyof BoothEventMap>(type: Name, detail: BoothEventMap[Name]['detail']): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
