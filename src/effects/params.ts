import { isColor, type Moment, settingAt } from '../project/keyframes.js';
import type { EffectUse, ParamValue } from '../project/project.js';

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
  /** More than this can harm people who watch; controls stop here until somebody takes that upon themselves. */
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

/** A parameter of an effect, from which a control can be built. */
export type Param = NumberParam | ColorParam | ChoiceParam;

/** The parameters of an effect by name. */
export type Params = Readonly<Record<string, Param>>;

/** The moment at which parameters stand when nobody says otherwise: the clip's first, in silence. */
const START: Moment = { time: 0, loudness: 0 };

/**
 * The values of an effect's parameters in a use of it at a moment: those of the document, within range, else the
 * defaults.
 */
export function paramValues(
  { params }: { params: Params },
  use: Pick<EffectUse, 'params'>,
  moment: Moment = START,
): Record<string, ParamValue> {
  return Object.fromEntries(
    Object.entries(params).map(([name, param]) => {
      const setting = use.params[name];
      return [name, setting === undefined ? param.default : accept(param, settingAt(setting, moment))];
    }),
  );
}

function accept(param: Param, value: ParamValue): ParamValue {
  switch (param.kind) {
    case 'number':
      return typeof value === 'number' ? Math.min(Math.max(value, param.min), param.max) : param.default;
    case 'color':
      return isColor(value) ? value : param.default;
    case 'choice':
      return Object.hasOwn(param.choices, value) ? value : param.default;
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
  }
}
