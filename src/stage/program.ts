import { type LookDefinition, needsOf, onceOf } from '../effects/define.js';
import { GRADING } from '../effects/looks/grading.js';
import { type Params, paramValues, type ValueParam } from '../effects/params.js';
import { colorChannels, type Moment } from '../project/keyframes.js';
import type { EffectUse, ParamValue } from '../project/project.js';
import { TABLE_MAIN, TABLE_SOURCE } from './color-table.js';
import { PACKED_MAIN, PACKED_OUTPUT, TO_BYTES } from './i420.js';
import { earlierCount, type Link, type ProgramPlan, stepsOf } from './plan.js';
import type { OncePart, ProgramSource } from './shader-stages.js';

/* Turns a plan into the text of a program, and its parameters into uniforms. */

/** What every fragment is given. */
const HEAD = `uniform sampler2D uInput;
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

/** A program whose body defines `vec3 colorAt(vec2 place)`. */
export function programSource(
  body: string,
  output: ProgramOutput,
  once: readonly OncePart[] = [],
): ProgramSource {
  const [before, after] = {
    color: [COLOR_OUTPUT, COLOR_MAIN],
    packed: [PACKED_OUTPUT, PACKED_MAIN],
    overlaid: [PACKED_OUTPUT, OVERLAID + PACKED_MAIN],
    table: [COLOR_OUTPUT, TO_BYTES + TABLE_MAIN],
  }[output];
  return { fragment: `${HEAD}${before}${body}${after}`, once };
}

/** Draws what there is where there is no picture. */
export const blackSource = (output: ProgramOutput) =>
  programSource('vec3 colorAt(vec2 place) { return vec3(0.0); }', output);

/** Draws what was drawn before. */
export const copySource = (output: ProgramOutput) =>
  programSource('vec3 colorAt(vec2 place) { return texture(uInput, place).rgb; }', output);

/** The program of a plan. Equal plans give equal text, whatever their parameters' values. */
export function planSource(plan: ProgramPlan, output: ProgramOutput): ProgramSource {
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
${look === null ? '' : `  color.rgb = lookAt(${links.length === 0 ? 'color.rgb' : 'clamp(color.rgb, 0.0, 1.0)'});`}
  return ${output === 'color' ? 'color.rgb' : 'clamp(color.rgb, 0.0, 1.0)'};
}
`;
  return programSource(body, output, onceParts(links));
}

/** An effect's function; of one that draws, what lays its canvas over the picture. */
function linkSource(link: Link): string {
  const { definition, prefix } = link;
  if (definition.kind !== 'draw')
    return functionSource(definition.params, definition.fragment, prefix, { once: valuesOnce(link) });
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

/** The program of a step. */
export function stepSource({ links, ...plan }: ProgramPlan, index: number): ProgramSource {
  const head = links[0];
  const step = stepsOf({ links, ...plan })[index]?.fragment ?? '';
  const fragment = `${HEAD}${COLOR_OUTPUT}${sampleSource(index === 0 ? 'opaque' : 'kept')}${earlierSource(links)}${sightSource(links)}
${head === undefined ? '' : functionSource(head.definition.params, step, head.prefix, { once: valuesOnce(head) })}
void main() {
  finalColor = clamp(${head?.prefix}(vPlace), 0.0, 1.0);
}
`;
  return { fragment, once: onceParts(links.slice(0, 1)) };
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
uniform vec2 faceLeftEye;
uniform vec2 faceRightEye;
uniform vec2 faceNose;
uniform vec2 faceMouth;
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
vec3 lookAt(vec3 color) { return mix(color, look(color), lookIntensity); }
`;
}

const TYPE = '(?:float|u?int|bool|[biu]?vec[234]|mat[234])';
/** The functions and constants that a fragment declares. */
const DECLARED = new RegExp(`^\\s*(?:const\\s+${TYPE}\\s+(\\w+)\\s*[=[]|${TYPE}\\s+(\\w+)\\s*\\()`, 'gm');

/** An effect's fragment with its parameters and what it works out once, its names made its own by macros. */
export function functionSource(
  params: Params,
  fragment: string,
  prefix: string,
  { main = 'effect', once = [] }: { main?: string; once?: readonly string[] } = {},
): string {
  const names = new Set([
    main,
    ...Array.from(fragment.matchAll(DECLARED), ([, constant, called]) => constant ?? called ?? ''),
    ...[...Object.keys(params), ...once].filter((name) => new RegExp(`\\b${name}\\b`).test(fragment)),
  ]);
  const uniforms = Object.entries(params).map(([name, param]) =>
    param.kind === 'medium'
      ? mediumSource(prefix, name)
      : `uniform ${SHADER_TYPES[param.kind]} ${prefix}_${name};\n`,
  );
  return `
${uniforms.join('')}
${renamed(names, (name) => (name === main ? prefix : `${prefix}_${name}`), fragment)}`;
}

/** Code with other names. */
function renamed(names: Iterable<string>, rename: (name: string) => string, code: string): string {
  const all = [...names];
  return `${all.map((name) => `#define ${name} ${rename(name)}\n`).join('')}
${code}
${all.map((name) => `#undef ${name}\n`).join('')}`;
}

/** What the code of an effect declares that is worked out once. */
const DECLARED_ONCE = /^\s*(float|int|vec[234])\s+(\w+)\s*=/gm;

/** Names of what an effect works out once. */
function valuesOnce({ definition }: Link): string[] {
  return Array.from(onceOf(definition).matchAll(DECLARED_ONCE), ([, , name = '']) => name);
}

function onceParts(links: readonly Link[]): OncePart[] {
  return links.flatMap(({ definition, prefix }) => {
    const once = onceOf(definition);
    if (once === '') return [];
    const own = (name: string) => `${prefix}_${name}`;
    const values = Array.from(
      once.matchAll(DECLARED_ONCE),
      ([, type = '', name = '']) => [type, name] as const,
    );
    const names = [...Object.keys(definition.params), ...values.map(([, name]) => name)];
    const code = renamed(names, own, once.replace(DECLARED_ONCE, '$2 ='));
    return [
      {
        values: values.map(([type, name]) => [type, own(name)] as const),
        name: own('once'),
        source: `void ${own('once')}() {\n${code}}\n`,
      },
    ];
  });
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
