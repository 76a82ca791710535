import { describe, expect, expectTypeOf, it } from 'vitest';
import { EFFECTS, LOOKS } from '../../src/effects/catalogue.js';
import {
  defineEffect,
  defineLook,
  type EffectDefinition,
  type FusedEffect,
} from '../../src/effects/define.js';
import { paramValues } from '../../src/effects/params.js';
import { findEffect, findLook, listEffects, listLooks, registerEffect } from '../../src/effects/registry.js';
import { registerVision } from '../../src/effects/vision.js';
import { createProject } from '../../src/project/create.js';
import { addAsset, addEffect, combine, setLook, setMusic } from '../../src/project/edits.js';
import { momentAt } from '../../src/project/keyframes.js';
import { type Easing, type EffectUse, LOUDNESS_RATE, type ParamValue } from '../../src/project/project.js';
import { changesColorsOnly, planPrograms } from '../../src/stage/plan.js';
import { planSource, planUniforms } from '../../src/stage/program.js';
import { shaderStages } from '../../src/stage/shader-stages.js';

const good: FusedEffect = {
  name: 'test',
  label: 'Test',
  family: 'light',
  kind: 'pixel',
  params: { amount: { kind: 'number', label: 'Amount', default: 0.5, min: 0, max: 1 } },
  fragment: 'vec4 effect(vec4 color, vec2 place) { return color * amount; }',
};

describe('defining effects', () => {
  it.each<[string, Partial<FusedEffect>]>([
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
    ['a colour by name', { params: { tint: { kind: 'color', label: '', default: 'red' } } }],
    [
      'a default that is no choice',
      { params: { side: { kind: 'choice', label: '', default: 'up', choices: { left: 'Left' } } } },
    ],
    ['a fragment without effect()', { fragment: 'vec4 other() { return vec4(1.0); }' }],
  ])('refuses %s', (_name, part) => {
    expect(() => defineEffect({ ...good, ...part })).toThrow(
      expect.objectContaining({ code: 'project-invalid' }),
    );
  });

  it('gives functions of any kind the parameters as they are declared', () => {
    const shared = {
      name: 'test',
      label: 'Test',
      family: 'light',
      params: {
        amount: { kind: 'number', label: 'Amount', default: 0.5, min: 0, max: 1 },
        tint: { kind: 'color', label: 'Tint', default: '#ffffff' },
        side: { kind: 'choice', label: 'Side', default: 'left', choices: { left: 'Left', right: 'Right' } },
        behind: { kind: 'medium', label: 'Behind' },
      },
    } as const;
    interface Declared {
      readonly amount: number;
      readonly tint: string;
      readonly side: 'left' | 'right';
      readonly behind: string;
    }
    const drawn = defineEffect({
      ...shared,
      kind: 'draw',
      draw: (_context, { params }) => expectTypeOf(params).toEqualTypeOf<Declared>(),
    });
    const moved = defineEffect({
      ...shared,
      kind: 'time',
      momentShown: ({ params, time }) => {
        expectTypeOf(params).toEqualTypeOf<Declared>();
        return time;
      },
    });
    const filtered = defineEffect({
      ...shared,
      kind: 'filter',
      loadFilter: async () => ({
        filter: new (await import('pixi.js')).Filter({}),
        update: ({ params }) => expectTypeOf(params).toEqualTypeOf<Declared>(),
      }),
    });
    expectTypeOf(moved.kind).toEqualTypeOf<'time'>();
    expectTypeOf(drawn.params.amount.kind).toEqualTypeOf<'number'>();
    expect([drawn, moved, filtered].map(({ kind }) => kind)).toEqual(['draw', 'time', 'filter']);
    // Each is still an effect, for lists of them and to be registered.
    expectTypeOf([drawn, moved, filtered, good]).toExtend<EffectDefinition[]>();
    // @ts-expect-error There is no parameter of that name.
    defineEffect({ ...shared, kind: 'time', momentShown: ({ params }) => params.missing });
  });

  it('refuses earlier pictures that there cannot be', () => {
    const pass = {
      ...good,
      kind: 'pass',
      fragment: 'vec4 effect(vec2 place) { return sampleAt(place); }',
    } as const;
    expect(defineEffect({ ...pass, earlier: { count: 3, apart: 'amount' } }).name).toBe('test');
    for (const earlier of [
      { count: 0, apart: 'amount' },
      { count: 9, apart: 'amount' },
      { count: 2, apart: 'nothing' },
    ])
      expect(() => defineEffect({ ...pass, earlier })).toThrow(
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
    const fragment = 'vec3 look(vec3 color) { return color; }';
    for (const faulty of [
      { kind: 'shader', name: 'Bad Name', label: '', fragment },
      {
        kind: 'shader',
        name: 'no-function',
        label: '',
        fragment: 'vec3 grade(vec3 color) { return color; }',
      },
      { kind: 'table', name: 'short-table', label: '', size: 33, table: new Uint8Array(4) },
    ] as const) {
      expect(() => defineLook(faulty)).toThrow(expect.objectContaining({ code: 'project-invalid' }));
    }
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

  it('takes a medium by its asset alone', () => {
    const keyed = { params: { backdrop: { kind: 'medium', label: '' } as const } };
    const of = (params: EffectUse['params']) => paramValues(keyed, { params }).backdrop;
    expect(of({ backdrop: { asset: 'beach' } })).toBe('beach');
    expect(of({})).toBe('');
    expect(of({ backdrop: 'beach' })).toBe('');
    expect(of({ backdrop: { follow: 'loudness', from: 0, to: 1 } })).toBe('');
  });

  it('lets numbers and colours move from keyframe to keyframe', () => {
    const moving: FusedEffect = {
      ...good,
      params: {
        ...good.params,
        tint: { kind: 'color', label: '', default: '#ffffff' },
        side: { kind: 'choice', label: '', default: 'left', choices: { left: 'Left', right: 'Right' } },
      },
    };
    const keyframes = (from: ParamValue, to: ParamValue, easing?: Easing) => ({
      keyframes: [
        { time: 1, value: from, ...(easing === undefined ? {} : { easing }) },
        { time: 3, value: to },
      ],
    });
    const at = (time: number, easing?: Easing) =>
      paramValues(
        moving,
        {
          params: {
            amount: keyframes(0.2, 0.6, easing),
            tint: keyframes('#000000', '#0080ff', easing),
            side: keyframes('left', 'right', easing),
          },
        },
        { time, loudness: 0 },
      );
    expect(at(0)).toEqual({ amount: 0.2, tint: '#000000', side: 'left' });
    expect(at(1.5)).toEqual({ amount: expect.closeTo(0.3), tint: '#002040', side: 'left' });
    expect(at(3)).toEqual({ amount: 0.6, tint: '#0080ff', side: 'right' });
    expect(at(9)).toEqual(at(3));
    expect(at(1.5, 'smooth').amount).toBeCloseTo(0.2 + 0.4 * 0.15625);
    expect(at(2.9, 'hold')).toEqual(at(0));
  });

  it('lets numbers follow the loudness of the music, within their range', () => {
    const song = (loudness: number[]) =>
      combine(
        addAsset({ kind: 'audio', id: 'song', name: '', duration: 4, loudness }),
        setMusic({ asset: 'song', title: '', start: 1 }),
      )(createProject());
    const silence = Array<number>(LOUDNESS_RATE).fill(0);
    const project = song([...silence, 100, 50, 0]);
    const middle = (index: number) => (index + 0.5) / LOUDNESS_RATE;
    const at = (time: number, to = 1) =>
      paramValues(good, { params: { amount: { follow: 'loudness', from: 0, to } } }, momentAt(project, time))
        .amount;
    expect(at(middle(0))).toBeCloseTo(1);
    expect(at(middle(1))).toBeCloseTo(0.5);
    expect(at((middle(0) + middle(1)) / 2)).toBeCloseTo(0.75);
    expect(at(middle(0), 5)).toBe(1);
    expect(at(60)).toBe(0);
    expect(momentAt(createProject(), 1)).toEqual({ time: 1, loudness: 0 });
  });

  it('lists what clipbooth brings, and what needs to see people once there is a model', () => {
    expect(listEffects().map(({ name }) => name)).not.toContain('background');
    registerVision({
      findPerson: () => ({ width: 1, height: 1, data: new Uint8Array(1) }),
      findFace: () => null,
    });
    expect(listEffects().map(({ name }) => name)).toEqual(
      expect.arrayContaining(EFFECTS.map(({ name }) => name)),
    );
    expect(listLooks().map(({ name }) => name)).toEqual(
      expect.arrayContaining(LOOKS.map(({ name }) => name)),
    );
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
    expect(plans('old-film', 'confetti', 'zoom-pulse', 'freeze', 'chroma-key')).toHaveLength(1);
    expect(plans('old-film', 'rgb-split')).toHaveLength(2);
    expect(plans('rgb-split', 'rgb-split')).toHaveLength(2);
  });

  it('puts the look last', () => {
    const all = combine(
      addEffect('old-film'),
      addEffect('rgb-split'),
      setLook({ look: 'noir', intensity: 1 }),
    )(project);
    expect(
      planPrograms(all, 0).map((plan) => (plan.kind === 'program' ? plan.look?.use.look : undefined) ?? null),
    ).toEqual([null, 'noir']);
  });

  it('knows which chains change colours alone, and what moves by what is worked out once', () => {
    const wander = { ...good, name: 'test-wander', once: 'float there = sin(time);' };
    registerEffect(
      defineEffect({ ...wander, fragment: 'vec4 effect(vec4 color, vec2 place) { return color * there; }' }),
    );
    expect(changesColorsOnly(plans('duotone'))).toBe(true);
    expect(changesColorsOnly(plans('vignette'))).toBe(false);
    expect(changesColorsOnly(plans('test-wander'))).toBe(false);
  });

  it('hands to the pixels what is the same for all of them, as far as there is room', () => {
    const [plan] = plans('vignette');
    if (plan?.kind !== 'program') throw new Error('No program');
    const source = planSource(plan, 'color');
    const [much, little] = [shaderStages(source, 31), shaderStages(source, 1)];
    expect(much.fragment).toContain('flat in vec3 flat_effect0_tint');
    expect(much.fragment).toContain('flat in float effect0_slope');
    expect(much.fragment).not.toContain('effect0_once');
    expect(little.fragment).toContain('uniform vec3 effect0_tint');
    expect(little.fragment).toMatch(/void main\(\) {\s*effect0_once\(\);/);
  });

  it('gives equal text to equal chains, so that a program is compiled once', () => {
    const [a] = planPrograms(addEffect('zoom-pulse', { params: { amount: 0.1 } })(project), 0);
    const [b] = planPrograms(addEffect('zoom-pulse', { params: { amount: 0.3 } })(project), 9);
    expect([a?.kind, b?.kind]).toEqual(['program', 'program']);
    if (a?.kind !== 'program' || b?.kind !== 'program') return;
    expect(planSource(a, 'color')).toEqual(planSource(b, 'color'));
    expect(planUniforms(a, { time: 0, loudness: 0 })).not.toEqual(planUniforms(b, { time: 0, loudness: 0 }));
  });
});
