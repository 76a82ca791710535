import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProject } from '../../src/project/create.js';
import { addEffect, setEffectRange } from '../../src/project/edits.js';
import {
  keyframeAt,
  keyframesBeside,
  keyframeTimes,
  movementAt,
  withEasing,
  withKeyframe,
  withoutKeyframe,
} from '../../src/project/keyframe-edits.js';
import { settingAt } from '../../src/project/keyframes.js';
import { parseProject } from '../../src/project/parse.js';

const at = (time: number) => ({ time, loudness: 0 });

describe('keyframes', () => {
  it('are set and taken away at a time, in whatever order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 1 }), (frames) => {
        const times = frames.map((frame) => frame / 30);
        const full = times.reduce(
          (setting, time) => withKeyframe(setting, time, time * 2),
          withKeyframe(undefined, times[0] ?? 0, 0),
        );
        expect(keyframeTimes({ full })).toEqual(times.toSorted((a, b) => a - b));
        for (const time of times) {
          expect(keyframeAt(full, time + 1e-4)).toMatchObject({ value: time * 2 });
          expect(settingAt(full, at(time))).toBeCloseTo(time * 2, 6);
        }
        // A document takes it as it is.
        parseProject(addEffect('vignette', { params: { amount: full } })(createProject()));
      }),
    );
  });

  it('leave the value where the last one is taken away, and a step as it was otherwise', () => {
    const one = withKeyframe(0.2, 1, 0.5);
    expect(one).toEqual({ keyframes: [{ time: 1, value: 0.5 }] });
    expect(withoutKeyframe(one, 2)).toBe(one);
    expect(withoutKeyframe(one, 1)).toBe(0.5);
    const two = withKeyframe({ keyframes: [{ time: 1, value: 0.5, easing: 'smooth' }] }, 1, 0.7);
    expect(two).toEqual({ keyframes: [{ time: 1, value: 0.7, easing: 'smooth' }] });
  });

  it('are gone to from where one is, and say how a value moves on from them', () => {
    const setting = [1, 2, 4].reduce(
      (keyed, time) => withKeyframe(keyed, time, time),
      withKeyframe(undefined, 1, 0),
    );
    expect([0, 1, 3, 4, 5].map((time) => keyframesBeside(setting, time))).toEqual([
      [null, 1],
      [null, 2],
      [2, 4],
      [2, null],
      [4, null],
    ]);
    expect([0.5, 1, 3, 4].map((time) => movementAt(setting, time)?.time ?? null)).toEqual([null, 1, 2, null]);
    const eased = withEasing(setting, 2.5, 'hold');
    expect(settingAt(eased, at(3.9))).toBe(2);
    expect(settingAt(eased, at(1.5))).toBe(1.5);
    expect(withEasing(setting, 9, 'hold')).toEqual(setting);
  });

  it('move with an effect that is moved, and stay where it is only trimmed', () => {
    const params = { amount: withKeyframe(withKeyframe(undefined, 1, 0), 2, 1), tint: '#ff0000' };
    const project = addEffect('vignette', { id: 'e', params, range: { start: 1, end: 2 } })(createProject());
    const moved = setEffectRange('e', { start: 3, end: 4 })(project);
    expect(keyframeTimes(moved.effects[0]?.params ?? {})).toEqual([3, 4]);
    expect(moved.effects[0]?.params.tint).toBe('#ff0000');
    const trimmed = setEffectRange('e', { start: 1, end: 1.5 })(project);
    expect(keyframeTimes(trimmed.effects[0]?.params ?? {})).toEqual([1, 2]);
  });
});
