import { change, type Edit, find, update } from './change.js';
import type { Easing, Keyframe, Keyframes, ParamSetting, ParamValue, Range } from './project.js';

/** Gives an effect another range. Where it keeps its length it is moved, and its keyframes move with it. */
export function setEffectRange(id: string, range: Range): Edit {
  return change(({ effects }) => {
    const use = find(effects, id);
    const before = use.range;
    const isMoved = before !== null && Math.abs(range.end - range.start - (before.end - before.start)) < 1e-6;
    const params = isMoved ? moveKeyframes(use.params, range.start - before.start) : use.params;
    return { effects: update(effects, id, { range, params }) };
  });
}

/** Keyframes nearer than this, in seconds, are at the same time: less than half a frame at any rate. */
const SAME_TIME = 0.004;

/** The keyframe of a setting at a clip time, or null. */
export function keyframeAt(setting: ParamSetting | undefined, time: number): Keyframe | null {
  if (typeof setting !== 'object' || !('keyframes' in setting)) return null;
  return setting.keyframes.find((keyframe) => Math.abs(keyframe.time - time) < SAME_TIME) ?? null;
}

/** A setting that has a value at a clip time; one that was there goes, those at other times stay. */
export function withKeyframe(setting: ParamSetting | undefined, time: number, value: ParamValue): Keyframes {
  const before = typeof setting === 'object' && 'keyframes' in setting ? setting.keyframes : [];
  const there = keyframeAt(setting, time);
  const others = before.filter((keyframe) => keyframe !== there);
  const keyframe = { ...there, time: there?.time ?? time, value };
  return { keyframes: [...others, keyframe].toSorted((a, b) => a.time - b.time) };
}

/** A setting without its keyframe at a clip time; without its last one the value stays as it was there. */
export function withoutKeyframe(setting: Keyframes, time: number): ParamSetting {
  const there = keyframeAt(setting, time);
  if (there === null) return setting;
  const keyframes = setting.keyframes.filter((keyframe) => keyframe !== there);
  return keyframes.length === 0 ? there.value : { keyframes };
}

/** The keyframe from which a setting moves on to the next one at a clip time, or null where it stands still. */
export function movementAt({ keyframes }: Keyframes, time: number): Keyframe | null {
  const index = keyframes.findLastIndex((keyframe) => keyframe.time < time + SAME_TIME);
  return index === keyframes.length - 1 ? null : (keyframes[index] ?? null);
}

/** A setting that moves in another way at a clip time; where it stands still nothing changes. */
export function withEasing(setting: Keyframes, time: number, easing: Easing): Keyframes {
  const from = movementAt(setting, time);
  return {
    keyframes: setting.keyframes.map((keyframe) => (keyframe === from ? { ...keyframe, easing } : keyframe)),
  };
}

/** The clip times of the keyframes of a setting next to a clip time, before and after it, or null. */
export function keyframesBeside({ keyframes }: Keyframes, time: number): [number | null, number | null] {
  return [
    keyframes.findLast((keyframe) => keyframe.time <= time - SAME_TIME)?.time ?? null,
    keyframes.find((keyframe) => keyframe.time >= time + SAME_TIME)?.time ?? null,
  ];
}

/** The clip times of all keyframes of some settings, each once, in order. */
export function keyframeTimes(params: Readonly<Record<string, ParamSetting>>): number[] {
  const times = Object.values(params).flatMap((setting) =>
    typeof setting === 'object' && 'keyframes' in setting ? setting.keyframes.map(({ time }) => time) : [],
  );
  return [...new Set(times)].sort((a, b) => a - b);
}

/** Settings whose keyframes are all moved by some seconds. */
function moveKeyframes(
  params: Readonly<Record<string, ParamSetting>>,
  seconds: number,
): Record<string, ParamSetting> {
  return Object.fromEntries(
    Object.entries(params).map(([name, setting]) => [
      name,
      typeof setting === 'object' && 'keyframes' in setting
        ? { keyframes: setting.keyframes.map((keyframe) => ({ ...keyframe, time: keyframe.time + seconds })) }
        : setting,
    ]),
  );
}
