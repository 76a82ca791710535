import { type EffectDefinition, type Param, paramValues } from '../effects/define.js';
import { findEffect } from '../effects/registry.js';
import type { EffectUse, LookUse, ParamValue, Project } from '../project/project.js';
import { isInRange } from '../project/timeline.js';

/*
 * Turns a chain of effects into as few fragment programs as possible. Arithmetic is nearly free, render targets are
 * not: consecutive pixel effects, warps and the look become one program, and only a pass that is not the first effect
 * needs the picture so far in a target of its own.
 */

/** An effect in a program, with what it is called there. */
interface Link {
  readonly use: EffectUse;
  readonly definition: EffectDefinition;
  /** Prefix of its names in the shader. */
  readonly prefix: string;
}

/** One fragment program of a chain: it reads the picture, or what the program before it drew. */
export interface ProgramPlan {
  readonly links: readonly Link[];
  /** The look, on the last program of a chain only. */
  readonly look: LookUse | null;
}

/** The programs that draw the effects and the look which hold at a clip time, in order; at least one. */
export function planPrograms(project: Project, clipTime: number): ProgramPlan[] {
  const groups: EffectUse[][] = [[]];
  for (const use of project.effects) {
    if (!isInRange(use.range, clipTime)) continue;
    const group = groups.at(-1);
    if (findEffect(use).kind === 'pass' && group !== undefined && group.length > 0) groups.push([use]);
    else group?.push(use);
  }
  return groups.map((uses, index) => ({
    links: uses.map((use, position) => ({ use, definition: findEffect(use), prefix: `effect${position}` })),
    look: index === groups.length - 1 && project.look?.intensity !== 0 ? project.look : null,
  }));
}

/** Vertex program of every plan: a unit square, whose corners are the places (0, 0) to (1, 1) of the frame. */
export const VERTEX = `#version 300 es
in vec2 aPosition;
out vec2 vPlace;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
void main() {
  vPlace = aPosition;
  mat3 toClip = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix;
  gl_Position = vec4((toClip * vec3(aPosition, 1.0)).xy, 0.0, 1.0);
}
`;

/** The fragment program of a plan, in GLSL ES 3.00. Equal plans give equal text, whatever their parameters' values. */
export function fragmentSource({ links, look }: ProgramPlan): string {
  const hasLook = look !== null;
  return `#version 300 es
precision highp float;
precision highp sampler3D;
in vec2 vPlace;
out vec4 finalColor;
uniform sampler2D uInput;
uniform mat3 uInputMatrix;
uniform float time;
uniform vec2 frameSize;
uniform float aspect;
${hasLook ? 'uniform sampler3D uLut;\nuniform vec3 uLook;' : ''}
vec4 sampleAt(vec2 place) {
  return vec4(texture(uInput, (uInputMatrix * vec3(place, 1.0)).xy).rgb, 1.0);
}
${links.map(linkSource).join('')}
void main() {
${mainSource(links)}
${hasLook ? LOOK_SOURCE : ''}
  finalColor = vec4(clamp(color.rgb, 0.0, 1.0), 1.0);
}
`;
}

/** \`uLook\` is (intensity, scale, offset): the last two put 0 and 1 on the centres of the table's outer cells. */
const LOOK_SOURCE = `  vec3 looked = texture(uLut, clamp(color.rgb, 0.0, 1.0) * uLook.y + uLook.z).rgb;
  color.rgb = mix(color.rgb, looked, uLook.x);`;

/** An effect's fragment, its names made its own by macros. */
function linkSource({ definition, prefix }: Link): string {
  const params = Object.entries(definition.params);
  const functions = definition.fragment.matchAll(/^\s*(?:float|int|bool|vec[234]|mat[234])\s+(\w+)\s*\(/gm);
  const names = new Set([
    'effect',
    ...Array.from(functions, ([, name]) => name),
    ...params.map(([name]) => name),
  ]);
  const own = [...names].map(
    (name) => `#define ${name} ${name === 'effect' ? prefix : `${prefix}_${name}`}\n`,
  );
  return `
${params.map(([name, param]) => `uniform ${param.kind === 'color' ? 'vec3' : 'float'} ${prefix}_${name};\n`).join('')}
${own.join('')}
${definition.fragment}
${[...names].map((name) => `#undef ${name}\n`).join('')}`;
}

/**
 * Warps tell where to look, so they are followed from the last to the first; colours are then changed from the first
 * to the last, each effect at the place that the warps after it left to it.
 */
function mainSource(links: readonly Link[]): string {
  const lines = [`  vec2 place${links.length} = vPlace;`];
  for (const [index, { definition, prefix }] of [...links.entries()].reverse()) {
    const from = `place${index + 1}`;
    lines.push(`  vec2 place${index} = ${definition.kind === 'warp' ? `${prefix}(${from})` : from};`);
  }
  const head = links[0];
  lines.push(
    `  vec4 color = ${head?.definition.kind === 'pass' ? `${head.prefix}(place0)` : 'sampleAt(place0)'};`,
  );
  for (const [index, { definition, prefix }] of links.entries()) {
    if (definition.kind === 'pixel') lines.push(`  color = ${prefix}(color, place${index});`);
  }
  return lines.join('\n');
}

/** A uniform of a plan's program in the renderer's terms. */
export interface UniformValue {
  type: 'f32' | 'vec3<f32>';
  value: number | Float32Array;
}

/** The uniforms that hold the parameters of a plan's effects. */
export function paramUniforms({ links }: ProgramPlan): Record<string, UniformValue> {
  return Object.fromEntries(
    links.flatMap(({ use, definition, prefix }) => {
      const values = paramValues(definition, use);
      return Object.entries(definition.params).map(([name, param]) => [
        `${prefix}_${name}`,
        uniformValue(param, values[name]),
      ]);
    }),
  );
}

function uniformValue(param: Param, value: ParamValue | undefined): UniformValue {
  if (param.kind === 'number') return { type: 'f32', value: Number(value) };
  const hex = Number.parseInt(String(value).slice(1), 16);
  const channels = [hex >> 16, (hex >> 8) & 255, hex & 255].map((channel) => channel / 255);
  return { type: 'vec3<f32>', value: new Float32Array(channels) };
}
