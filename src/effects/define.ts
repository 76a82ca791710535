import { BoothError } from '../error.js';
import type { EffectUse, ParamValue } from '../project/project.js';

/** A number that a person can turn. */
export interface NumberParam {
  readonly kind: 'number';
  /** What a person reads beside the control. */
  readonly label: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** Unit for people, such as `Hz` or `°`; none where it is a plain amount. */
  readonly unit?: string;
}

/** A colour that a person can choose. */
export interface ColorParam {
  readonly kind: 'color';
  /** What a person reads beside the control. */
  readonly label: string;
  /** `#rrggbb` */
  readonly default: string;
}

/** A parameter of an effect. In the shader a number is a `float`, a colour a `vec3` of display values in [0, 1]. */
export type Param = NumberParam | ColorParam;

/**
 * An effect: a name, parameters, and a fragment of GLSL ES 3.00 that defines a function `effect`. What kind of effect
 * it is decides the function's form and what it costs:
 *
 * | kind | function | cost |
 * | --- | --- | --- |
 * | `pixel` | `vec4 effect(vec4 color, vec2 place)`: a colour from a colour | fused, nearly free |
 * | `warp` | `vec2 effect(vec2 place)`: where to take the colour from | fused, nearly free |
 * | `pass` | `vec4 effect(vec2 place)`, reading neighbours with `sampleAt(vec2)` | a render target |
 *
 * `place` runs from (0, 0) at the top left to (1, 1) at the bottom right of the frame. Besides its parameters, by
 * their names, the fragment can read `time` (clip time in seconds), `frameSize` (pixels) and `aspect` (width over
 * height). Colours are display-referred RGB in [0, 1], alpha stays 1. The fragment may define helper functions of its
 * own; their names need not be unique. The picture must be a function of these inputs alone, so that preview and
 * export agree.
 */
export interface EffectDefinition {
  /** Unique among effects; lower case, words joined by hyphens. */
  readonly name: string;
  /** What a person reads. */
  readonly label: string;
  readonly kind: 'pixel' | 'warp' | 'pass';
  readonly params: Readonly<Record<string, Param>>;
  /** GLSL ES 3.00. */
  readonly fragment: string;
}

/** A colour look. */
export type LookDefinition = GradedLook | TableLook;

/** A look as a function: where it takes each colour. */
export interface GradedLook {
  readonly kind: 'grade';
  /** Unique among looks; lower case, words joined by hyphens. */
  readonly name: string;
  /** What a person reads. */
  readonly label: string;
  /** From display-referred RGB in [0, 1] to the same; what lies outside is clipped. */
  readonly grade: (color: Rgb) => Rgb;
}

/** A look as a 3D lookup table (LUT), in the layout of `lookTable`. */
export interface TableLook {
  readonly kind: 'table';
  readonly name: string;
  readonly label: string;
  readonly table: Uint8Array<ArrayBuffer>;
}

/** Display-referred red, green and blue in [0, 1]. */
export type Rgb = readonly [red: number, green: number, blue: number];

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const PARAM_NAME = /^[a-z][A-Za-z0-9]*$/;
/** Parameters become macros in the shader, so they must not hide a vector's components or what a fragment is given. */
const TAKEN_NAME =
  /^([xyzw]{1,4}|[rgba]{1,4}|[stpq]{1,4}|effect|place|color|time|frameSize|aspect|sampleAt)$/;

/**
 * Checks an effect and gives it back typed, ready for `registerEffect`.
 * @throws BoothError `project-invalid` where a name, a range or the fragment cannot work.
 */
export function defineEffect(definition: EffectDefinition): EffectDefinition {
  const { name, params, fragment } = definition;
  if (!NAME.test(name)) {
    throw invalid(`The effect name "${name}" is not lower-case words joined by hyphens.`);
  }
  for (const [key, param] of Object.entries(params)) {
    if (!PARAM_NAME.test(key)) throw invalid(`The parameter "${key}" of ${name} is not a camelCase name.`);
    if (TAKEN_NAME.test(key)) throw invalid(`The parameter "${key}" of ${name} has a name that shaders use.`);
    if (param.kind === 'number' && !(param.min <= param.default && param.default <= param.max)) {
      throw invalid(`The default of ${name}.${key} is outside its range.`);
    }
  }
  if (!/\beffect\s*\(/.test(fragment)) throw invalid(`The fragment of ${name} defines no function "effect".`);
  return Object.freeze(definition);
}

/**
 * Checks a look and gives it back typed, ready for `registerLook`.
 * @throws BoothError `project-invalid` where its name cannot work.
 */
export function defineLook(definition: LookDefinition): LookDefinition {
  if (!NAME.test(definition.name)) {
    throw invalid(`The look name "${definition.name}" is not lower-case words joined by hyphens.`);
  }
  return Object.freeze(definition);
}

/** The values of an effect's parameters in a use of it: those of the document, within range, else the defaults. */
export function paramValues(definition: EffectDefinition, use: EffectUse): Record<string, ParamValue> {
  return Object.fromEntries(
    Object.entries(definition.params).map(([key, param]) => {
      const value = use.params[key];
      if (param.kind === 'color') return [key, typeof value === 'string' ? value : param.default];
      return [
        key,
        typeof value === 'number' ? Math.min(Math.max(value, param.min), param.max) : param.default,
      ];
    }),
  );
}

function invalid(message: string): BoothError {
  return new BoothError('project-invalid', message);
}
