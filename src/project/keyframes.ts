import type { Easing, Keyframe, ParamSetting, ParamValue, Project } from './project.js';
import { loudnessAt } from './timeline.js';

/** What a moving parameter depends on. */
export interface Moment {
  /** Clip time in seconds. */
  readonly time: number;
  /** How loud the music is, from 0 to 1 at its loudest. */
  readonly loudness: number;
}

/** The moment of a document at a clip time. */
export function momentAt(project: Project, clipTime: number): Moment {
  return { time: clipTime, loudness: loudnessAt(project, clipTime) };
}

/**
 * The value of a setting at a moment: of a medium its asset's id. Numbers and colours move between keyframes, anything
 * else jumps.
 */
export function settingAt(setting: ParamSetting, { time, loudness }: Moment): ParamValue {
  if (typeof setting !== 'object') return setting;
  if ('asset' in setting) return setting.asset;
  if ('follow' in setting) return mix(setting.from, setting.to, loudness);
  const { keyframes } = setting;
  const next = keyframes.findIndex((keyframe) => keyframe.time > time);
  // The document has at least one keyframe.
  const last = keyframes.at(-1)?.value ?? 0;
  if (next === -1) return last;
  const [from, to] = [keyframes[next - 1], keyframes[next]];
  if (to === undefined) return last;
  return from === undefined ? to.value : between(from, to, time);
}

function between(from: Keyframe, to: Keyframe, time: number): ParamValue {
  const part = EASING_CURVES[from.easing ?? 'linear']((time - from.time) / (to.time - from.time));
  if (typeof from.value === 'number' && typeof to.value === 'number') return mix(from.value, to.value, part);
  if (isColor(from.value) && isColor(to.value)) return mixColors(from.value, to.value, part);
  return from.value;
}

const EASING_CURVES: Record<Easing, (part: number) => number> = {
  linear: (part) => part,
  smooth: (part) => part * part * (3 - 2 * part),
  hold: () => 0,
};

/** Whether a value is a colour as `#rrggbb`. */
export function isColor(value: unknown): value is string {
  return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);
}

/** Red, green and blue of `#rrggbb`, each from 0 to 255. */
export function colorChannels(color: string): [red: number, green: number, blue: number] {
  const hex = Number.parseInt(color.slice(1), 16);
  return [hex >> 16, (hex >> 8) & 255, hex & 255];
}

function mixColors(from: string, to: string, part: number): string {
  const target = colorChannels(to);
  const mixed = colorChannels(from).map((channel, index) =>
    Math.round(mix(channel, target[index] ?? 0, part)),
  );
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function mix(from: number, to: number, part: number): number {
  return from + (to - from) * part;
}
