import type { Filter } from 'pixi.js';
import { checkDefinition, checkName, invalid } from './names.js';
import type { Params, ParamValues } from './params.js';
import type { Need } from './vision.js';

/** What effects are grouped by for people, in this order. */
export const EFFECT_FAMILIES = ['motion', 'glitch', 'optics', 'light', 'drawing', 'portrait'] as const;

/** One of {@link EFFECT_FAMILIES}. */
export type EffectFamily = (typeof EFFECT_FAMILIES)[number];

/**
 * An effect: a name, parameters, and most often a fragment of GLSL ES 3.00 that defines a function `effect`. What kind
 * of effect it is decides the function's form and what it costs:
 *
 * | kind | what draws | cost |
 * | --- | --- | --- |
 * | `pixel` | `vec4 effect(vec4 color, vec2 place)`: a colour from a colour | fused, nearly free |
 * | `warp` | `vec2 effect(vec2 place)`: where to take the colour from | fused, nearly free |
 * | `pass` | `vec4 effect(vec2 place)`, reading neighbours with `sampleAt(vec2)` | a render target |
 * | `draw` | a function that draws over the picture with a 2D canvas | an upload of the canvas |
 * | `filter` | a filter of pixi.js | several render targets |
 * | `time` | a function that tells which moment of the clip is shown | nothing |
 *
 * `place` runs from (0, 0) at the top left to (1, 1) at the bottom right of the frame. Besides its parameters, by
 * their names, a fragment can read `time` (clip time in seconds), `frameSize` (pixels) and `aspect` (width over
 * height). Colours are display-referred RGB in [0, 1], alpha stays 1. The fragment may define helper functions and
 * constants of its own; their names need not be unique. The picture must be a function of these inputs alone, and
 * lengths parts of the frame rather than pixels, so that preview and export agree.
 */
export type EffectDefinition<Declared extends Params = Params> =
  | FusedEffect<Declared>
  | PassEffect<Declared>
  | DrawEffect<Declared>
  | FilterEffect<Declared>
  | TimeEffect<Declared>;

/** The most earlier pictures that an effect can ask for; devices have only so many decoders. */
const MOST_EARLIER = 4;

/**
 * What every effect has; `Declared` are its parameters. Its functions are methods, which TypeScript compares both ways: so
 * an effect of certain parameters is one of any, as lists of them need.
 */
export interface EffectBase<Declared extends Params = Params> {
  /** Unique among effects; lower case, words joined by hyphens. */
  readonly name: string;
  /** What a person reads. */
  readonly label: string;
  readonly family: EffectFamily;
  readonly params: Declared;
}

/** What effects with a fragment may need. */
export interface SeeingEffect<Declared extends Params = Params> extends EffectBase<Declared> {
  /**
   * What a model must see for it (see `registerVision`): with `person` the fragment has `float personAt(vec2 place)`, 1
   * where the person is; with `face` it has the places `faceLeftEye`, `faceRightEye`, `faceNose` and `faceMouth`, and
   * `faceSeen`, 0 where there is no face.
   */
  readonly needs?: Need;
  /**
   * GLSL ES 3.00 that works out what is the same for all pixels of a picture, from the parameters and `time`: a list of
   * declarations, such as `float turn = 6.2832 * speed * time;`, each beginning a line, which the fragments read by their
   * names. Software GL takes as long for such a line in a fragment as for any other.
   */
  readonly once?: string;
}

/** An effect that only recolours or displaces a pixel. */
export interface FusedEffect<Declared extends Params = Params> extends SeeingEffect<Declared> {
  readonly kind: 'pixel' | 'warp';
  /** GLSL ES 3.00. */
  readonly fragment: string;
}

/** An effect that needs a pixel's neighbours. */
export interface PassEffect<Declared extends Params = Params> extends SeeingEffect<Declared> {
  readonly kind: 'pass';
  /** GLSL ES 3.00. */
  readonly fragment: string;
  /**
   * Small pictures drawn first, each from the one before it and the first from the picture: blurs are made so. The
   * effect's own fragment reads the last of them with `preparedAt(vec2)`.
   */
  readonly steps?: readonly PassStep[];
  /**
   * Earlier pictures of the takes, without effects, that its fragments read with `earlierAt(vec2, int)`, from 0 on. Each
   * costs a decoder of its own. Before a camera, and for what lies before the clip, they are the present one.
   */
  readonly earlier?: EarlierPictures;
}

/** Pictures from before the present one. */
export interface EarlierPictures {
  /** How many, 1 to 4. */
  readonly count: number;
  /** Name of the parameter that holds the seconds from each to the next. */
  readonly apart: string;
}

/** A small picture on the way to a pass. */
export interface PassStep {
  /** Pixels along its longer side, whatever the size of the frame: so a blur is as wide in a preview as in an export. */
  readonly side: number;
  /** Defines `vec4 effect(vec2 place)` as a pass does. Its alpha is kept, so it may carry a fourth value in [0, 1]. */
  readonly fragment: string;
}

/**
 * An effect that draws over the picture. Like those of the kinds below it is code rather than a fragment, so a worker
 * knows only those that clipbooth brings; a clip with another one is exported on the page.
 */
export interface DrawEffect<Declared extends Params = Params> extends EffectBase<Declared> {
  readonly kind: 'draw';
  /**
   * Draws on an empty canvas, which is then laid over the picture. What it draws must depend on the values alone: no
   * random numbers and nothing kept from one call to the next.
   */
  draw(context: OffscreenCanvasRenderingContext2D, values: DrawValues<Declared>): void;
}

/** Height of the frame in the units of a {@link DrawEffect}'s canvas. */
export const DRAW_HEIGHT = 1000;

/** What a {@link DrawEffect} draws with. */
export interface DrawValues<Declared extends Params = Params> {
  /** The effect's parameters. */
  readonly params: ParamValues<Declared>;
  /** Clip time in seconds. */
  readonly time: number;
  /** Width of the frame, whose height is {@link DRAW_HEIGHT}, however many pixels it has: so lines are as thick in a preview. */
  readonly width: number;
}

/** An effect drawn by a filter of pixi.js. */
export interface FilterEffect<Declared extends Params = Params> extends EffectBase<Declared> {
  readonly kind: 'filter';
  /** Loads and makes the filter; a stage keeps one for as long as it is open, and destroys it. */
  loadFilter(): Promise<LoadedFilter<Declared>>;
}

/** An effect that shows the takes at another moment than the one that is heard. */
export interface TimeEffect<Declared extends Params = Params> extends EffectBase<Declared> {
  readonly kind: 'time';
  /** The clip time, in seconds, whose picture is shown. */
  momentShown(values: TimeValues<Declared>): number;
}

/** What decides which moment a {@link TimeEffect} shows. */
export interface TimeValues<Declared extends Params = Params> {
  /** The effect's parameters. */
  readonly params: ParamValues<Declared>;
  /** Clip time in seconds. */
  readonly time: number;
  /** Clip time at which the effect begins. */
  readonly start: number;
}

/** A filter that is ready. */
export interface LoadedFilter<Declared extends Params = Params> {
  readonly filter: Filter;
  /** Sets what is to be drawn next. */
  update(values: FilterValues<Declared>): void;
}

/** What a filter is drawn with. */
export interface FilterValues<Declared extends Params = Params> {
  /** The effect's parameters. */
  readonly params: ParamValues<Declared>;
  /** Clip time in seconds. */
  readonly time: number;
  /** Size of the frame in pixels. */
  readonly width: number;
  readonly height: number;
}

/** A colour look. */
export type LookDefinition = ShaderLook | TableLook;

/** A look as a function: arithmetic is nearly free, on software GL too, where a table costs more than all else. */
export interface ShaderLook {
  readonly kind: 'shader';
  /** Unique among looks; lower case, words joined by hyphens. */
  readonly name: string;
  /** What a person reads. */
  readonly label: string;
  /**
   * GLSL ES 3.00 that defines `vec3 look(vec3 color)`, from display-referred RGB in [0, 1] to the same; what lies
   * outside is clipped. It can call what `looks/grading.ts` declares.
   */
  readonly fragment: string;
}

/** A look as a 3D lookup table (LUT). */
export interface TableLook {
  readonly kind: 'table';
  readonly name: string;
  readonly label: string;
  /** Cells along each side of the table. */
  readonly size: number;
  /** RGBA bytes: red along x, green along y, blue along z. */
  readonly table: Uint8Array<ArrayBuffer>;
}

/**
 * Checks an effect and gives it back typed, ready for `registerEffect`. The functions of an effect are given the values
 * of its parameters as these are declared: a number, one of the choices.
 * @throws BoothError `project-invalid` where a name, a range or a fragment cannot work.
 */
export function defineEffect<Declared extends Params, Kind extends EffectDefinition['kind']>(
  definition: EffectDefinition<Declared> & { readonly kind: Kind },
): EffectDefinition<Declared> & { readonly kind: Kind } {
  checkEffect(definition);
  return Object.freeze(definition);
}

function checkEffect(definition: EffectDefinition): void {
  const { name, params } = definition;
  checkDefinition(name, params);
  for (const fragment of fragmentsOf(definition)) {
    if (!/\beffect\s*\(/.test(fragment)) throw invalid(`A fragment of ${name} defines no function "effect".`);
  }
  if (definition.kind === 'pass' && definition.earlier !== undefined) {
    const { count, apart } = definition.earlier;
    if (!(Number.isInteger(count) && count >= 1 && count <= MOST_EARLIER))
      throw invalid(`The effect ${name} asks for ${count} earlier pictures, not for 1 to ${MOST_EARLIER}.`);
    if (params[apart]?.kind !== 'number')
      throw invalid(`The earlier pictures of ${name} are apart by "${apart}", which is no number.`);
  }
}

/** What an effect needs to see. */
export function needsOf(definition: EffectDefinition): Need[] {
  return 'needs' in definition && definition.needs !== undefined ? [definition.needs] : [];
}

/** What an effect works out once for all pixels of a picture; empty where it does not. */
export function onceOf(definition: EffectDefinition): string {
  return 'once' in definition ? (definition.once ?? '') : '';
}

/** Whether an effect is a function, which cannot be sent to a worker, rather than fragments, which can. */
export function isCode({ kind }: EffectDefinition): boolean {
  return kind === 'draw' || kind === 'filter' || kind === 'time';
}

function fragmentsOf(definition: EffectDefinition): string[] {
  switch (definition.kind) {
    case 'pixel':
    case 'warp':
      return [definition.fragment];
    case 'pass':
      return [...(definition.steps ?? []).map((step) => step.fragment), definition.fragment];
    case 'draw':
    case 'filter':
    case 'time':
      return [];
  }
}

/**
 * Checks a look and gives it back typed, ready for `registerLook`.
 * @throws BoothError `project-invalid` where its name, its fragment or its table cannot work.
 */
export function defineLook<Definition extends LookDefinition>(definition: Definition): Definition {
  const { name } = definition;
  checkName(name);
  if (definition.kind === 'shader' && !/\bvec3\s+look\s*\(/.test(definition.fragment)) {
    throw invalid(`The fragment of ${name} defines no function "look".`);
  }
  if (definition.kind === 'table' && definition.table.length !== definition.size ** 3 * 4) {
    throw invalid(`The table of ${name} does not have ${definition.size} cells along each side.`);
  }
  return Object.freeze(definition);
}
