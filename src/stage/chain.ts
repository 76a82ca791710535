import { RenderTarget, type RenderTexture, Sprite, Texture, type TextureSource } from 'pixi.js';
import { type FilterEffect, type LoadedFilter, needsOf, type TableLook } from '../effects/define.js';
import { paramValues } from '../effects/params.js';
import { listEffects } from '../effects/registry.js';
import { BoothError } from '../error.js';
import type { Moment } from '../project/keyframes.js';
import type { EffectUse, Project } from '../project/project.js';
import { tableUniforms } from './color-table.js';
import { DrawnLayer } from './drawn-layer.js';
import { createLut } from './lut.js';
import type { Output, Painter } from './painter.js';
import { earlierCount, type FilterPlan, type Link, type Plan, type ProgramPlan, stepsOf } from './plan.js';
import { drawnName, earlierNames, mediumNames, planSource, planUniforms, stepSource } from './program.js';
import { sizeUniforms, type Uniforms } from './shaders.js';
import type { Seen } from './sight.js';

/** What is drawn from, and the matrix from a place in the frame to one in it. */
export interface Input {
  readonly source: TextureSource;
  readonly matrix: Float32Array;
}

/** What effects are given besides the picture that they change. */
export interface Given {
  readonly moment: Moment;
  /** Size of the picture in pixels. */
  readonly frame: { readonly width: number; readonly height: number };
  /** What a model saw in the picture. */
  readonly seen: Seen;
  /** The medium that the document says for a parameter, or null where there is none. */
  readonly medium: (use: EffectUse, param: string) => Input | null;
  /** The earlier picture of that number, or null where there is none. */
  readonly earlier: (use: EffectUse, index: number) => Input | null;
}

/** What a program reads, by its names. */
interface Bound {
  readonly uniforms: Uniforms;
  readonly textures: Record<string, TextureSource>;
}

/** A step of drawing: it draws the picture on an output. */
export type Step = (output: Output) => void;

/** Maps a drawn picture's places onto its texture as they are. */
export const IDENTITY = new Float32Array([1, 0, 0, 0, 1, 0, 0, 0, 1]);

/** Where no medium is. */
const NOWHERE = new Float32Array(9);

/** For effects that do not look. */
const NOTHING_SEEN: Seen = { fault: null, uniforms: {}, textures: {} };

/** Draws effects and a look over a picture, and keeps the tables and filters that they need on the GPU. */
export class EffectChain {
  private readonly luts = new Map<TableLook, TextureSource>();
  /** Those that are loaded, or why they could not be. */
  private readonly filters = new Map<FilterEffect, LoadedFilter | BoothError>();
  /** The canvases of effects that draw, by where in the chain they are. */
  private readonly layers = new Map<string, DrawnLayer>();
  /** The last table of colours. */
  private table: { readonly key: string; readonly cells: Uint32Array } | null = null;
  private closed = false;

  constructor(private readonly painter: Painter) {}

  /** Loads the filters of a document. */
  async load({ effects }: Project): Promise<void> {
    const names = new Set(effects.map(({ effect }) => effect));
    for (const definition of listEffects()) {
      if (definition.kind !== 'filter' || !names.has(definition.name) || this.filters.has(definition))
        continue;
      const loaded = await definition
        .loadFilter()
        .catch((error: unknown) =>
          BoothError.from(error, 'effect-broken', `The filter of ${definition.name} cannot be loaded.`),
        );
      if (!this.closed && !this.filters.has(definition)) this.filters.set(definition, loaded);
      else if ('filter' in loaded) loaded.filter.destroy();
    }
  }

  /**
   * Draws all of a chain but its last step, and gives that.
   * @throws BoothError `effect-unknown` or `effect-broken`, as does the step
   */
  prepare(plans: readonly Plan[], picture: Input, given: Given): Step {
    let input = picture;
    let drawn: RenderTexture | null = null;
    let last: Step = (output) => this.painter.paintBlack(output);
    for (const [index, plan] of plans.entries()) {
      const [readFrom, drawnBefore] = [input, drawn];
      last = (output) => {
        if (plan.kind === 'program') this.drawProgram(plan, index, readFrom, given, output);
        else if (drawnBefore !== null) this.drawFilter(plan, drawnBefore, given, output);
      };
      const left = plans.length - 1 - index;
      if (left === 0) break;
      drawn = this.painter.target(left % 2 === 0 ? 'even' : 'odd');
      last(drawn);
      input = { source: drawn.source, matrix: IDENTITY };
    }
    return last;
  }

  private drawProgram(plan: ProgramPlan, number: number, input: Input, given: Given, output: Output): void {
    const { painter } = this;
    const { moment, frame } = given;
    const { look, links } = plan;
    const needs = links.flatMap(({ definition }) => needsOf(definition));
    const sight = needs.length > 0 ? given.seen : NOTHING_SEEN;
    if (sight.fault !== null) throw sight.fault;
    if (needs.includes('person') && sight.textures.uPerson === undefined) {
      throw new BoothError(
        'effect-broken',
        'The picture was loaded before the effects that look at it: call loadEffects() first.',
      );
    }
    const own = links.map((link) => this.inputsOf(link, `${number} ${link.prefix}`, given));
    const uniforms: Uniforms = {
      ...sight.uniforms,
      ...sizeUniforms(frame),
      uInputMatrix: { type: 'mat3x3<f32>', value: input.matrix },
      time: { type: 'f32', value: moment.time },
      ...planUniforms(plan, moment),
      ...Object.assign({}, ...own.map((bound) => bound.uniforms)),
    };
    const beside: Bound['textures'] = {
      ...sight.textures,
      ...Object.assign({}, ...own.map((bound) => bound.textures)),
    };
    const textures: Bound['textures'] = { ...beside, uInput: input.source };
    for (const [index, step] of stepsOf(plan).entries()) {
      const prepared = painter.target(`${index % 2 === 0 ? 'even' : 'odd'}-step-${step.side}`);
      const from: Uniforms =
        textures.uPrepared === undefined ? {} : { uInputMatrix: { type: 'mat3x3<f32>', value: IDENTITY } };
      const read = { ...beside, uInput: textures.uPrepared ?? input.source };
      painter.paint(() => stepSource(plan, index), { ...uniforms, ...from }, read, prepared);
      textures.uPrepared = prepared.source;
    }
    const graded = this.gradingOf(look);
    painter.paint(
      (form) => planSource(plan, form),
      { ...uniforms, ...graded.uniforms },
      { ...textures, ...graded.textures },
      output,
    );
  }

  /** What a program needs for its look. */
  private gradingOf(look: ProgramPlan['look']): Bound {
    if (look === null) return { uniforms: {}, textures: {} };
    const lookIntensity = { type: 'f32', value: look.use.intensity } as const;
    if (look.definition.kind === 'shader') return { uniforms: { lookIntensity }, textures: {} };
    // Scale and offset from a colour to the centres of the table's cells.
    const { size } = look.definition;
    const lutPlace = {
      type: 'vec2<f32>',
      value: new Float32Array([(size - 1) / size, 0.5 / size]),
    } as const;
    return { uniforms: { lookIntensity, lutPlace }, textures: { uLut: this.lutOf(look.definition) } };
  }

  /**
   * The table of a program that changes nothing but colours, for frames of a colour space; made anew only when it
   * changes. Null where the colour space is not known, or the browser has taken the GPU away.
   * @throws BoothError `effect-broken`
   */
  colorTable(plan: ProgramPlan, moment: Moment, space: VideoColorSpace): Uint32Array | null {
    const read = tableUniforms(space);
    if (read === null) return null;
    const graded = this.gradingOf(plan.look);
    const uniforms = { ...read, ...planUniforms(plan, moment), ...graded.uniforms };
    const source = planSource(plan, 'table');
    const key = JSON.stringify([source, uniforms]);
    if (this.table?.key === key) return this.table.cells;
    const cells = this.painter.paintTable(source, uniforms, graded.textures);
    this.table = cells === null ? null : { key, cells };
    return cells;
  }

  /** What an effect reads besides the picture: the canvas that it draws, its media, earlier pictures. */
  private inputsOf(
    { use, definition, prefix }: Link,
    layerKey: string,
    { moment, frame, medium, earlier }: Given,
  ): Bound {
    if (definition.kind === 'draw') {
      const layer = this.layers.get(layerKey) ?? new DrawnLayer();
      this.layers.set(layerKey, layer);
      const params = paramValues(definition, use, moment);
      const drawn = layer.draw(definition, { params, time: moment.time }, frame);
      return { uniforms: {}, textures: { [drawnName(prefix)]: drawn } };
    }
    const media = Object.entries(definition.params).flatMap(([name, { kind }]) =>
      kind === 'medium' ? [{ names: mediumNames(prefix, name), there: medium(use, name) }] : [],
    );
    const before = Array.from({ length: earlierCount(definition) }, (_none, index) => ({
      names: earlierNames(index),
      there: earlier(use, index),
    }));
    const bound: Bound = { uniforms: {}, textures: {} };
    for (const { names, there } of [...media, ...before]) {
      bound.textures[names.texture] = there?.source ?? Texture.EMPTY.source;
      bound.uniforms[names.matrix] = { type: 'mat3x3<f32>', value: there?.matrix ?? NOWHERE };
    }
    return bound;
  }

  private drawFilter(
    { use, definition }: FilterPlan,
    input: RenderTexture,
    { moment, frame }: Given,
    output: Output,
  ): void {
    const { painter } = this;
    const loaded =
      this.filters.get(definition) ??
      new BoothError('effect-broken', `The filter of ${definition.name} was not loaded before it was drawn.`);
    if (loaded instanceof BoothError) throw loaded;
    try {
      loaded.update({ params: paramValues(definition, use, moment), time: moment.time, ...frame });
    } catch (error) {
      throw BoothError.from(error, 'effect-broken', `The filter of ${definition.name} fails: ${error}`);
    }
    const sprite = new Sprite(input);
    sprite.filters = [loaded.filter];
    // What a filter leaves transparent is black.
    const drawn = output instanceof RenderTarget ? painter.target('even') : output;
    painter.paintContainer(sprite, drawn, { onBlack: true });
    if (output instanceof RenderTarget && drawn !== null) painter.pack(drawn);
    sprite.destroy();
  }

  private lutOf(look: TableLook): TextureSource {
    let lut = this.luts.get(look);
    if (lut === undefined) {
      lut = createLut(look);
      this.luts.set(look, lut);
    }
    return lut;
  }

  /** Frees the tables and filters. Safe to call twice. */
  close(): void {
    this.closed = true;
    for (const lut of this.luts.values()) lut.destroy();
    for (const layer of this.layers.values()) layer.close();
    this.layers.clear();
    for (const loaded of this.filters.values()) if ('filter' in loaded) loaded.filter.destroy();
    this.luts.clear();
    this.filters.clear();
  }
}
