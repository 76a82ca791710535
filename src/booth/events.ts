import type { TakeReport } from '../capture/session.js';
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
  take: CustomEvent<{ readonly take: Take; readonly report: TakeReport }>;
  /** The playhead moved, or playing began or ended. */
  timeupdate: CustomEvent<{ readonly time: number; readonly playing: boolean }>;
  /** Something went wrong that no call reports, such as a refused microphone or a camera that was unplugged. */
  error: CustomEvent<{ readonly error: BoothError }>;
}

/** An EventTarget whose events are typed by {@link BoothEventMap}. */
export interface BoothEventTarget extends EventTarget {
  addEventListener<Name extends keyof BoothEventMap>(
    type: Name,
    listener: (event: BoothEventMap[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof BoothEventMap>(
    type: Name,
    listener: (event: BoothEventMap[Name]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** The base class of a booth: at run time a plain EventTarget. */
export const BoothEventTarget = EventTarget as new () => BoothEventTarget;
