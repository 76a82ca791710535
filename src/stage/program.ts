import {
  defineEffect,
  type EffectDefinition,
  type FilterEffect,
  type LookDefinition,
  needsOf,
  type PassStep,
  type TimeEffect,
} from '../effects/define.js';
import { GRADING } from '../effects/looks/grading.js';
import { type Params, paramValues, type ValueParam } from '../effects/params.js';
import { findEffect, findLook } from '../effects/registry.js';
import { canSee } from '../effects/vision.js';
import { BoothError } from '../error.js';
import { colorChannels, type Moment } from '../project/keyframes.js';
import type { EffectUse, LookUse, ParamValue, Project } from '../project/project.js';
import { isInRange } from '../project/timeline.js';
import { TABLE_MAIN, TABLE_SOURCE } from './color-table.js';
import { PACKED_MAIN, PACKED_OUTPUT, TO_BYTES } from './i420.js';

/*
 * Turns a chain of effects into as few fragment programs as possible. Arithmetic is nearly free, render targets are
 * not: consecutive pixel effects, warps and the look become one program, and only a pass that is not the first effect
 * needs the picture so far in a target of its own.
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
  const code = definition.fragment.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '');
  const place = /\bvec4\s+effect\s*\(\s*vec4\s+\w+\s*,\s*vec2\s+(\w+)\s*\)/.exec(code)?.[1];
  const uses = Array.from(code.matchAll(new RegExp(`\\b${place}\\b`, 'g')));
  return place !== undefined && uses.length === 1 && !SURROUNDINGS.test(code);
}

/**
 * Vertex program of every plan: a rectangle that is the part \`uArea\` of the frame, given as its corner and its size in
 * places, which run from (0, 0) to (1, 1) over the frame.
 */
export const VERTEX = `#version 300 es
in vec2 aPosition;
out vec2 vPlace;
uniform vec4 uArea;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
void main() {
  vPlace = uArea.xy + aPosition * uArea.zw;
  mat3 toClip = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix;
  gl_Position = vec4((toClip * vec3(aPosition, 1.0)).xy, 0.0, 1.0);
}
`;

/** What every fragment is given. */
const HEAD = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler3D;
in vec2 vPlace;
uniform sampler2D uInput;
uniform mat3 uInputMatrix;
uniform float time;
uniform vec2 frameSize;
uniform float aspect;
`;

/** Reads what is drawn from: the picture has no alpha, but a step before may have left a value there. */
const sampleSource = (alpha: 'opaque' | 'kept') => `vec4 sampleAt(vec2 place) {
  vec4 color = texture(uInput, mat2(uInputMatrix) * place + uInputMatrix[2].xy);
  return ${alpha === 'kept' ? 'color' : 'vec4(color.rgb, 1.0)'};
}
`;

/** The steps that prepare a plan's pass; none where it has no pass, or one without. */
export function stepsOf({ links }: ProgramPlan): readonly PassStep[] {
  const definition = links[0]?.definition;
  return definition?.kind === 'pass' ? (definition.steps ?? []) : [];
}

/**
 * What a program gives: a colour for each pixel; the picture packed for an encoder, alone or with what lies over it; or
 * a table of what it does to colours.
 */
export type ProgramOutput = 'color' | 'packed' | 'overlaid' | 'table';

const COLOR_OUTPUT = 'out vec4 finalColor;\n';
const COLOR_MAIN = `
void main() { finalColor = vec4(colorAt(vPlace), 1.0); }
`;
/** What lies over the picture holds colours times their alpha. */
const OVERLAID = `
uniform sampler2D uOverlay;
vec3 overlaidAt(vec2 place) {
  vec4 over = texture(uOverlay, place);
  return over.rgb + (1.0 - over.a) * colorAt(place);
}
#define colorAt overlaidAt
`;

/** A fragment program whose body defines `vec3 colorAt(vec2 place)`. */
export function programSource(body: string, output: ProgramOutput): string {
  switch (output) {
    case 'color':
      return `${HEAD}${COLOR_OUTPUT}${body}${COLOR_MAIN}`;
    case 'packed':
      return `${HEAD}${PACKED_OUTPUT}${body}${PACKED_MAIN}`;
    case 'overlaid':
      return `${HEAD}${PACKED_OUTPUT}${body}${OVERLAID}${PACKED_MAIN}`;
    case 'table':
      return `${HEAD}${COLOR_OUTPUT}${body}${TO_BYTES}${TABLE_MAIN}`;
  }
}

/** Draws what there is where there is no picture. */
export const blackSource = (output: ProgramOutput) =>
  programSource('vec3 colorAt(vec2 place) { return vec3(0.0); }', output);

/** Draws what was drawn before. */
export const copySource = (output: ProgramOutput) =>
  programSource('vec3 colorAt(vec2 place) { return texture(uInput, place).rgb; }', output);

/** The fragment program of a plan, in GLSL ES 3.00. Equal plans give equal text, whatever their parameters' values. */
export function fragmentSource(plan: ProgramPlan, output: ProgramOutput): string {
  const { links, look } = plan;
  const isPrepared = stepsOf(plan).length > 0;
  const body = `${
    isPrepared
      ? 'uniform sampler2D uPrepared;\nvec4 preparedAt(vec2 place) { return texture(uPrepared, place); }\n'
      : ''
  }${output === 'table' ? TABLE_SOURCE : sampleSource('opaque')}${earlierSource(links)}${sightSource(links)}
${links.map(linkSource).join('')}
${look === null ? '' : lookSource(look.definition)}
vec3 colorAt(vec2 place) {
${colorSource(links)}
${look === null ? '' : '  color.rgb = lookAt(clamp(color.rgb, 0.0, 1.0));'}
  return clamp(color.rgb, 0.0, 1.0);
}
`;
  return programSource(body, output);
}

/** An effect's function; of one that draws, what lays its canvas over the picture. */
function linkSource({ definition, prefix }: Link): string {
  if (definition.kind !== 'draw') return functionSource(definition.params, definition.fragment, prefix);
  return `
uniform sampler2D ${drawnName(prefix)};
vec4 ${prefix}(vec4 color, vec2 place) {
  vec4 drawn = texture(${drawnName(prefix)}, place);
  return vec4(color.rgb * (1.0 - drawn.a) + drawn.rgb, 1.0);
}
`;
}

/** What the canvas of an effect that draws is called in the shader; its colours are multiplied by their alpha. */
export function drawnName(prefix: string): string {
  return `${prefix}_drawn`;
}

/** What the texture of an effect's medium, and the matrix to it, are called in the shader. */
export function mediumNames(prefix: string, param: string): { texture: string; matrix: string } {
  return { texture: `${prefix}_${param}Texture`, matrix: `${prefix}_${param}Matrix` };
}

/** The fragment program of a step. */
export function stepSource(plan: ProgramPlan, index: number): string {
  const head = plan.links[0];
  const fragment = stepsOf(plan)[index]?.fragment ?? '';
  return `${HEAD}${COLOR_OUTPUT}${sampleSource(index === 0 ? 'opaque' : 'kept')}${earlierSource(plan.links)}${sightSource(plan.links)}
${head === undefined ? '' : functionSource(head.definition.params, fragment, head.prefix)}
void main() {
  finalColor = clamp(${head?.prefix}(vPlace), 0.0, 1.0);
}
`;
}

/** How many earlier pictures an effect asks for. */
export function earlierCount(definition: EffectDefinition): number {
  return definition.kind === 'pass' ? (definition.earlier?.count ?? 0) : 0;
}

/** What the texture of an earlier picture, and the matrix to it, are called in the shader. */
export function earlierNames(index: number): { texture: string; matrix: string } {
  return { texture: `uEarlier${index}`, matrix: `uEarlier${index}Matrix` };
}

/** Reads earlier pictures, for a pass that asks for them; where there is none, its matrix is all zero. */
function earlierSource([head]: readonly Link[]): string {
  const count = head === undefined ? 0 : earlierCount(head.definition);
  if (count === 0) return '';
  const names = Array.from({ length: count }, (_none, index) => earlierNames(index));
  return `${names.map(({ texture, matrix }) => `uniform sampler2D ${texture};\nuniform mat3 ${matrix};\n`).join('')}
vec4 earlierAt(vec2 place, int index) {
${names
  .map(
    ({ texture, matrix }, index) => `  if (index == ${index}) {
    vec3 there = ${matrix} * vec3(place, 1.0);
    if (there.z > 0.0) return vec4(texture(${texture}, there.xy).rgb, 1.0);
  }
`,
  )
  .join('')}  return vec4(sampleAt(place).rgb, 1.0);
}
`;
}

/** What a model saw, for the effects that need it. */
function sightSource(links: readonly Link[]): string {
  const needs = links.flatMap(({ definition }) => needsOf(definition));
  const person = `uniform sampler2D uPerson;
uniform mat3 uPersonMatrix;
float personAt(vec2 place) { return texture(uPerson, (uPersonMatrix * vec3(place, 1.0)).xy).r; }
`;
  const face = `uniform float faceSeen;
uniform vec2 faceLeftEye, faceRightEye, faceNose, faceMouth;
`;
  return `${needs.includes('person') ? person : ''}${needs.includes('face') ? face : ''}`;
}

/** A look's function, and the table's place in its texture: from a colour to the centres of its outer cells. */
function lookSource(look: LookDefinition): string {
  const fragment =
    look.kind === 'shader'
      ? `${GRADING}${look.fragment}`
      : `uniform sampler3D uLut;
uniform vec2 lutPlace;
vec3 look(vec3 color) { return texture(uLut, color * lutPlace.x + lutPlace.y).rgb; }`;
  return `uniform float lookIntensity;
${fragment}
vec3 lookAt(vec3 color) { return mix(color, clamp(look(color), 0.0, 1.0), lookIntensity); }
`;
}

const TYPE = '(?:float|u?int|bool|[biu]?vec[234]|mat[234])';
/** The functions and constants that a fragment declares. */
const DECLARED = new RegExp(`^\\s*(?:const\\s+${TYPE}\\s+(\\w+)\\s*[=[]|${TYPE}\\s+(\\w+)\\s*\\()`, 'gm');

/** An effect's fragment with its parameters, its names made its own by macros. */
export function functionSource(params: Params, fragment: string, prefix: string, main = 'effect'): string {
  const names = new Set([
    main,
    ...Array.from(fragment.matchAll(DECLARED), ([, constant, called]) => constant ?? called ?? ''),
    ...Object.keys(params),
  ]);
  const own = [...names].map((name) => `#define ${name} ${name === main ? prefix : `${prefix}_${name}`}\n`);
  const uniforms = Object.entries(params).map(([name, param]) =>
    param.kind === 'medium'
      ? mediumSource(prefix, name)
      : `uniform ${SHADER_TYPES[param.kind]} ${prefix}_${name};\n`,
  );
  return `
${uniforms.join('')}
${own.join('')}
${fragment}
${[...names].map((name) => `#undef ${name}\n`).join('')}`;
}

/** Reads a medium. Its matrix keeps the third coordinate, and is all zero where there is none. */
function mediumSource(prefix: string, param: string): string {
  const { texture, matrix } = mediumNames(prefix, param);
  return `uniform sampler2D ${texture};
uniform mat3 ${matrix};
vec4 ${prefix}_${param}(vec2 place) {
  vec3 there = ${matrix} * vec3(place, 1.0);
  return vec4(texture(${texture}, there.xy).rgb, there.z);
}
`;
}

const SHADER_TYPES: Record<ValueParam['kind'], string> = { number: 'float', color: 'vec3', choice: 'int' };

/**
 * Warps tell where to look, so they are followed from the last to the first; colours are then changed from the first
 * to the last, each effect at the place that the warps after it left to it.
 */
function colorSource(links: readonly Link[]): string {
  const lines = [`  vec2 place${links.length} = place;`];
  for (const [index, { definition, prefix }] of [...links.entries()].reverse()) {
    const from = `place${index + 1}`;
    lines.push(`  vec2 place${index} = ${definition.kind === 'warp' ? `${prefix}(${from})` : from};`);
  }
  const head = links[0];
  lines.push(
    `  vec4 color = ${head?.definition.kind === 'pass' ? `${head.prefix}(place0)` : 'sampleAt(place0)'};`,
  );
  for (const [index, { definition, prefix }] of links.entries()) {
    if (definition.kind === 'pixel' || definition.kind === 'draw')
      lines.push(`  color = ${prefix}(color, place${index});`);
  }
  return lines.join('\n');
}

/** A uniform of a plan's program in the renderer's terms. */
export interface UniformValue {
  type: 'f32' | 'i32' | 'vec3<f32>';
  value: number | Float32Array;
}

/** The uniforms that hold the parameters of a plan's effects at a moment. */
export function planUniforms({ links }: ProgramPlan, moment: Moment): Record<string, UniformValue> {
  return Object.assign(
    {},
    ...links.map(({ use, definition, prefix }) =>
      definition.kind === 'draw' ? {} : paramUniforms(definition.params, use, prefix, moment),
    ),
  );
}

/** The uniforms that hold the parameters of a use at a moment; media are textures instead. */
export function paramUniforms(
  params: Params,
  use: Pick<EffectUse, 'params'>,
  prefix: string,
  moment: Moment,
): Record<string, UniformValue> {
  const values = paramValues({ params }, use, moment);
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, param]) =>
      param.kind === 'medium'
        ? []
        : [[`${prefix}_${name}`, uniformValue(param, values[name] ?? param.default)]],
    ),
  );
}

function uniformValue(param: ValueParam, value: ParamValue): UniformValue {
  switch (param.kind) {
    case 'number':
      return { type: 'f32', value: Number(value) };
    case 'color': {
      const channels = colorChannels(String(value)).map((channel) => channel / 255);
      return { type: 'vec3<f32>', value: new Float32Array(channels) };
    }
    case 'choice':
      return { type: 'i32', value: Object.keys(param.choices).indexOf(String(value)) };
  }
}
