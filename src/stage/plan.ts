import {
  defineEffect,
  type EffectDefinition,
  type FilterEffect,
  type LookDefinition,
  needsOf,
  onceOf,
  type PassStep,
  type TimeEffect,
} from '../effects/define.js';
import { findEffect, findLook } from '../effects/registry.js';
import { canSee } from '../effects/vision.js';
import { BoothError } from '../error.js';
import type { EffectUse, LookUse, Project } from '../project/project.js';
import { isInRange } from '../project/timeline.js';

/*
 * Plans a chain of effects as few fragment programs as possible. Arithmetic is nearly free, render targets are not:
 * consecutive pixel effects, warps and the look become one program, and only a pass that is not the first effect needs
 * the picture so far in a target of its own.
 */

/** An effect in a program, with what it is called there. */
export interface Link {
  readonly use: EffectUse;
  readonly definition: Exclude<EffectDefinition, FilterEffect | TimeEffect>;
  /** Prefix of its names in the shader. */
  readonly prefix: string;
}

/** A look in a program. */
interface LookLink {
  readonly use: LookUse;
  readonly definition: LookDefinition;
}

/** One fragment program of a chain: it reads the picture, or what was drawn before it. */
export interface ProgramPlan {
  readonly kind: 'program';
  /** Only the first may be a pass. */
  readonly links: readonly Link[];
  /** The look, on the last program of a chain only. */
  readonly look: LookLink | null;
}

/** A filter of a chain: it reads what was drawn before it. */
export interface FilterPlan {
  readonly kind: 'filter';
  readonly use: EffectUse;
  readonly definition: FilterEffect;
}

/** What draws a part of a chain. */
export type Plan = ProgramPlan | FilterPlan;

/** What draws the effects and the look that hold at a clip time, in order; the first is a program. */
export function planPrograms(project: Project, clipTime: number): Plan[] {
  const plans: ({ kind: 'program'; links: Link[]; look: LookLink | null } | FilterPlan)[] = [];
  const programToExtend = () => {
    const last = plans.at(-1);
    if (last?.kind === 'program') return last;
    const program = { kind: 'program' as const, links: [], look: null };
    plans.push(program);
    return program;
  };
  programToExtend();
  for (const use of project.effects) {
    if (!isInRange(use.range, clipTime)) continue;
    const definition = findEffect(use);
    if (!needsOf(definition).every(canSee)) {
      throw new BoothError(
        'effect-broken',
        `The effect ${definition.name} needs a model that sees people: register one with registerVision().`,
      );
    }
    // Seen in which picture is loaded.
    if (definition.kind === 'time') continue;
    if (definition.kind === 'filter') {
      plans.push({ kind: 'filter', use, definition });
      continue;
    }
    const { links } = programToExtend();
    if (definition.kind === 'pass' && links.length > 0) {
      plans.push({ kind: 'program', links: [{ use, definition, prefix: 'effect0' }], look: null });
    } else {
      links.push({ use, definition, prefix: `effect${links.length}` });
    }
  }
  if (project.look !== null && project.look.intensity !== 0) {
    programToExtend().look = { use: project.look, definition: findLook(project.look) };
  }
  return plans;
}

/** Shown in place of effects that cannot be drawn: the picture with stripes over it. */
export const PLACEHOLDER: readonly Plan[] = [
  {
    kind: 'program',
    links: [
      {
        use: { id: 'placeholder', effect: 'placeholder', params: {}, range: null },
        definition: defineEffect({
          name: 'placeholder',
          label: 'Placeholder',
          family: 'drawing',
          kind: 'pixel',
          params: {},
          fragment: `
            vec4 effect(vec4 color, vec2 place) {
              float stripe = step(0.5, fract((place.x * aspect + place.y) * 12.0));
              return vec4(mix(color.rgb, vec3(1.0, 0.0, 0.6), 0.15 + 0.45 * stripe), 1.0);
            }`,
        }),
        prefix: 'effect0',
      },
    ],
    look: null,
  },
];

/** Whether what is drawn first takes the colour of each pixel from that pixel. */
export function leavesPixelsInPlace([first]: readonly Plan[]): boolean {
  return (
    first?.kind === 'program' &&
    first.links.every(({ definition }) => definition.kind === 'pixel' || definition.kind === 'draw')
  );
}

/** What a fragment may know besides the colour that it is given and its parameters. */
const SURROUNDINGS =
  /\b(?:time|frameSize|aspect|vPlace|gl_\w+|dFd[xy]|fwidth|uInput|sampleAt|preparedAt|personAt|face\w+)\b/;

/**
 * Whether a chain, as long as it holds, gives equal colours for equal colours. Read from its fragments, and with
 * caution: what cannot be told does not.
 */
export function changesColorsOnly(plans: readonly Plan[]): plans is readonly [ProgramPlan] {
  const [plan] = plans;
  if (plans.length !== 1 || plan?.kind !== 'program') return false;
  const { links, look } = plan;
  const knowsNoLook = look?.definition.kind !== 'shader' || !SURROUNDINGS.test(look.definition.fragment);
  return knowsNoLook && links.every(isColorOnly);
}

function isColorOnly({ use, definition }: Link): boolean {
  if (definition.kind !== 'pixel' || needsOf(definition).length > 0) return false;
  if (Object.values(definition.params).some(({ kind }) => kind === 'medium')) return false;
  if (Object.values(use.params).some((setting) => typeof setting === 'object')) return false;
  const code = `${onceOf(definition)}\n${definition.fragment}`.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '');
  const place = /\bvec4\s+effect\s*\(\s*vec4\s+\w+\s*,\s*vec2\s+(\w+)\s*\)/.exec(code)?.[1];
  const uses = Array.from(code.matchAll(new RegExp(`\\b${place}\\b`, 'g')));
  return place !== undefined && uses.length === 1 && !SURROUNDINGS.test(code);
}

/** The steps that prepare a plan's pass; none where it has no pass, or one without. */
export function stepsOf({ links }: ProgramPlan): readonly PassStep[] {
  const definition = links[0]?.definition;
  return definition?.kind === 'pass' ? (definition.steps ?? []) : [];
}

/** How many earlier pictures an effect asks for. */
export function earlierCount(definition: EffectDefinition): number {
  return definition.kind === 'pass' ? (definition.earlier?.count ?? 0) : 0;
}
