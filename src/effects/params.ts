import { isColor, type Moment, settingAt } from '../project/keyframes.js';
import type { EffectUse, ParamSetting, ParamValue } from '../project/project.js';

/** A number that a person can turn; a `float` in the shader. */
export interface NumberParam {
  readonly kind: 'number';
  /** What a person reads beside the control. */
  readonly label: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** Unit for people, such as `Hz` or `°`; none where it is a plain amount. */
  readonly unit?: string;
  /**
   * With more than this the picture may flash more than three times a second, which can harm people who watch (WCAG
   * 2.3.1); controls stop here until somebody takes that upon themselves. A test counts the flashes of each effect.
   */
  readonly safeMax?: number;
}

/** A colour that a person can choose; a `vec3` of display values in [0, 1] in the shader. */
export interface ColorParam {
  readonly kind: 'color';
  /** What a person reads beside the control. */
  readonly label: string;
  /** `#rrggbb` */
  readonly default: string;
}

/** One of a few; in the shader an `int`, its place in the list of choices from 0. */
export interface ChoiceParam {
  readonly kind: 'choice';
  /** What a person reads beside the control. */
  readonly label: string;
  /** Names, as a document holds them, and what a person reads for each. */
  readonly choices: Readonly<Record<string, string>>;
  /** Name of a choice. */
  readonly default: string;
}

/**
 * A picture or video that a person can choose; in the shader a function `vec4 NAME(vec2 place)`, its colour where it
 * covers the frame. Alpha is 1, or 0 where none is chosen, as at first. A video begins with the effect, and repeats.
 */
export interface MediumParam {
  readonly kind: 'medium';
  /** What a person reads beside the control. */
  readonly label: string;
}

/** A parameter whose value can move. */
export type ValueParam = NumberParam | ColorParam | ChoiceParam;

/** A parameter of an effect, from which a control can be built. */
export type Param = ValueParam | MediumParam;

/** The parameters of an effect by name. */
export type Params = Readonly<Record<string, Param>>;

/**
 * The values of parameters, as they were declared: a number, one of the choices, `#rrggbb` of a colour, and of a medium
 * the id of its asset, or the empty text.
 */
export type ParamValues<Declared extends Params> = {
  readonly [Name in keyof Declared]: ValueOf<Declared[Name]>;
};

type ValueOf<Declared extends Param> = Declared extends NumberParam
  ? number
  : Declared extends ChoiceParam
    ? keyof Declared['choices'] & string
    : string;

/** The moment at which parameters stand when nobody says otherwise: the clip's first, in silence. */
const START: Moment = { time: 0, loudness: 0 };

/**
 * The values of an effect's parameters in a use of it at a moment: those of the document, within range, else the
 * defaults. That of a medium is the id of its asset, or the empty text for none.
 */
export function paramValues(
  { params }: { params: Params },
  use: Pick<EffectUse, 'params'>,
  moment: Moment = START,
): Record<string, ParamValue> {
  return Object.fromEntries(
    Object.entries(params).map(([name, param]) => {
      const setting = use.params[name];
      return [name, setting === undefined ? defaultOf(param) : accept(param, setting, moment)];
    }),
  );
}

/** The value of a parameter where the document says nothing. */
function defaultOf(param: Param): ParamValue {
  return param.kind === 'medium' ? '' : param.default;
}

function accept(param: Param, setting: ParamSetting, moment: Moment): ParamValue {
  const value = settingAt(setting, moment);
  switch (param.kind) {
    case 'number':
      return typeof value === 'number' ? Math.min(Math.max(value, param.min), param.max) : param.default;
    case 'color':
      return isColor(value) ? value : param.default;
    case 'choice':
      return Object.hasOwn(param.choices, value) ? value : param.default;
    case 'medium':
      return typeof setting === 'object' && 'asset' in setting ? setting.asset : '';
  }
}

/** What is wrong with a parameter's own definition, or null. */
export function paramFault(param: Param): string | null {
  switch (param.kind) {
    case 'number':
      return param.min <= param.default && param.default <= param.max
        ? null
        : 'has its default outside its range';
    case 'color':
      return isColor(param.default) ? null : 'has a default that is not written #rrggbb';
    case 'choice':
      return Object.hasOwn(param.choices, param.default) ? null : 'has a default that is none of its choices';
    case 'medium':
      return null;
  }
}
