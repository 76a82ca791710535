import { describe, expect, it } from 'vitest';
import { EFFECTS, LOOKS } from '../../src/effects/catalogue.js';
import { defineEffect, defineLook, type EffectDefinition, paramValues } from '../../src/effects/define.js';
import { LUT_SIZE, lookTable } from '../../src/effects/lut.js';
import { findEffect, findLook, listEffects, listLooks, registerEffect } from '../../src/effects/registry.js';
import { createProject } from '../../src/project/create.js';
import { addEffect, combine, setLook } from '../../src/project/edits.js';
import { fragmentSource, planPrograms } from '../../src/stage/program.js';

const good: EffectDefinition = {
  name: 'test',
  label: 'Test',
  kind: 'pixel',
  params: { amount: { kind: 'number', label: 'Amount', default: 0.5, min: 0, max: 1 } },
  fragment: 'vec4 effect(vec4 color, vec2 place) { return color * amount; }',
};

describe('defining effects', () => {
  it.each<[string, Partial<EffectDefinition>]>([
    ['a name with capitals', { name: 'Test' }],
    ['a parameter that is no name', { params: { 'a b': { kind: 'color', label: '', default: '#000000' } } }],
    [
      'a parameter named like part of a vector',
      { params: { xy: { kind: 'color', label: '', default: '#000000' } } },
    ],
    [
      'a parameter named like an input',
      { params: { time: { kind: 'color', label: '', default: '#000000' } } },
    ],
    [
      'a default out of range',
      { params: { amount: { kind: 'number', label: '', default: 2, min: 0, max: 1 } } },
    ],
    ['a fragment without effect()', { fragment: 'vec4 other() { return vec4(1.0); }' }],
  ])('refuses %s', (_name, part) => {
    expect(() => defineEffect({ ...good, ...part })).toThrow(
      expect.objectContaining({ code: 'project-invalid' }),
    );
  });

  it('registers under a name, in place of another unless told to keep it', () => {
    registerEffect(defineEffect(good));
    registerEffect(defineEffect({ ...good, label: 'Newer' }));
    expect(findEffect({ effect: 'test' }).label).toBe('Newer');
    registerEffect(defineEffect(good), { replace: false });
    expect(findEffect({ effect: 'test' }).label).toBe('Newer');
    expect(() => findEffect({ effect: 'nobody' })).toThrow(
      expect.objectContaining({ code: 'effect-unknown' }),
    );
    expect(() => findLook({ look: 'nobody' })).toThrow(expect.objectContaining({ code: 'effect-unknown' }));
    expect(() =>
      defineLook({ kind: 'grade', name: 'Bad Name', label: '', grade: (color) => color }),
    ).toThrow();
  });

  it('takes values of the document within range, else defaults', () => {
    const use = (params: Record<string, number | string>) => ({
      id: 'e',
      effect: 'test',
      params,
      range: null,
    });
    expect(paramValues(good, use({}))).toEqual({ amount: 0.5 });
    expect(paramValues(good, use({ amount: 7 }))).toEqual({ amount: 1 });
    expect(paramValues(good, use({ amount: '#000000', other: 3 }))).toEqual({ amount: 0.5 });
  });

  it('lists what clipbooth brings', () => {
    expect(listEffects().map(({ name }) => name)).toEqual(
      expect.arrayContaining(EFFECTS.map(({ name }) => name)),
    );
    expect(listLooks().map(({ name }) => name)).toEqual(
      expect.arrayContaining(LOOKS.map(({ name }) => name)),
    );
  });
});

describe('a look', () => {
  it('is baked into a table with red along x, green along y, blue along z', () => {
    const table = lookTable(defineLook({ kind: 'grade', name: 'same', label: '', grade: (color) => color }));
    expect(table).toHaveLength(LUT_SIZE ** 3 * 4);
    const cell = (red: number, green: number, blue: number) => {
      const index = ((blue * LUT_SIZE + green) * LUT_SIZE + red) * 4;
      return Array.from(table.subarray(index, index + 4));
    };
    const last = LUT_SIZE - 1;
    expect(cell(0, 0, 0)).toEqual([0, 0, 0, 255]);
    expect(cell(last, 0, 0)).toEqual([255, 0, 0, 255]);
    expect(cell(0, last, 0)).toEqual([0, 255, 0, 255]);
    expect(cell(0, 0, last)).toEqual([0, 0, 255, 255]);
    expect(cell(last / 2, last / 2, last / 2)).toEqual([128, 128, 128, 255]);
  });
});

describe('fusing', () => {
  const project = createProject();
  const plans = (...names: string[]) =>
    planPrograms(combine(...names.map((name) => addEffect(name)))(project), 0);

  it('makes one program of pixel effects, warps, the look and a leading pass', () => {
    expect(planPrograms(project, 0)).toHaveLength(1);
    expect(plans('zoom-pulse', 'old-film', 'zoom-pulse', 'old-film')).toHaveLength(1);
    expect(plans('rgb-split', 'zoom-pulse', 'old-film')).toHaveLength(1);
    expect(plans('old-film', 'rgb-split')).toHaveLength(2);
    expect(plans('rgb-split', 'rgb-split')).toHaveLength(2);
  });

  it('puts the look last', () => {
    const all = combine(
      addEffect('old-film'),
      addEffect('rgb-split'),
      setLook({ look: 'noir', intensity: 1 }),
    )(project);
    expect(planPrograms(all, 0).map(({ look }) => look?.look ?? null)).toEqual([null, 'noir']);
  });

  it('gives equal text to equal chains, so that a program is compiled once', () => {
    const [a] = planPrograms(addEffect('zoom-pulse', { params: { amount: 0.1 } })(project), 0);
    const [b] = planPrograms(addEffect('zoom-pulse', { params: { amount: 0.3 } })(project), 9);
    expect(a && fragmentSource(a)).toBe(b && fragmentSource(b));
  });
});
