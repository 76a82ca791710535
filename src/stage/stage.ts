import 'pixi.js/unsafe-eval';
import {
  Buffer,
  BufferUsage,
  Container,
  DOMAdapter,
  type Filter,
  Geometry,
  GlProgram,
  Mesh,
  RenderTexture,
  Shader,
  Sprite,
  State,
  type TextureSource,
  UniformGroup,
  WebGLRenderer,
  WebWorkerAdapter,
} from 'pixi.js';
import type { FilterEffect, LookDefinition } from '../effects/define.js';
import { paramValues } from '../effects/params.js';
import { findLook } from '../effects/registry.js';
import { BoothError } from '../error.js';
import type { Rotation } from '../media/frames.js';
import { type Moment, momentAt } from '../project/keyframes.js';
import type { LookUse, Project } from '../project/project.js';
import { I420_FRAGMENT, type I420Layout, i420Layout } from './i420.js';
import { createLut, type Lut } from './lut.js';
import { OverlayLayer } from './overlays.js';
import { PictureTexture } from './picture.js';
import { coverMatrix, isPixelForPixel, type Placement } from './placement.js';
import {
  type FilterPlan,
  fragmentSource,
  type ProgramPlan,
  paramUniforms,
  planPrograms,
  stepSource,
  stepsOf,
  type UniformValue,
  VERTEX,
} from './program.js';

/** What a stage draws on: a canvas of the page, or one of a worker. */
export type StageCanvas = HTMLCanvasElement | OffscreenCanvas;

/** A picture to be drawn: the camera's or a take's. */
export interface Picture {
  readonly frame: VideoFrame;
  /** Turn still to be applied, in degrees clockwise. */
  readonly rotation: Rotation;
  /** Flipped left to right, as a front camera is shown. */
  readonly mirrored: boolean;
}

/** Maps a drawn picture's places onto its texture as they are. */
const IDENTITY = new Float32Array([1, 0, 0, 0, 1, 0, 0, 0, 1]);

/**
 * The compositor: the only code that turns a document and a time into a picture. Preview and export both draw with it.
 *
 * @example
 * const stage = await Stage.create(canvas, { width: 720, height: 1280 });
 * await stage.load({ frame, rotation: 0, mirrored: true });
 * stage.draw(project, 1.5);
 * stage.close();
 */
export class Stage {
  private readonly root = new Container();
  private readonly overlayContainer = new Container({ sortableChildren: true });
  private readonly overlays = new OverlayLayer(this.overlayContainer);
  private readonly picture: PictureTexture;
  private readonly quad = createQuad();
  private readonly mesh: Mesh<Geometry, Shader>;
  private readonly shaders = new Map<string, Shader>();
  private readonly luts = new Map<LookDefinition, Lut>();
  private readonly filters = new Map<FilterEffect, Filter>();
  /** What passes draw to and read from in turn, and what is packed for the encoder; made when first needed. */
  private readonly targets = new Map<TargetRole, RenderTexture>();
  private placement: Placement | null = null;
  private loading: Promise<void> = Promise.resolve();
  private closed = false;

  private constructor(
    private readonly renderer: WebGLRenderer,
    private size: { width: number; height: number },
  ) {
    this.picture = new PictureTexture(renderer);
    const state = new State();
    state.blend = false;
    this.mesh = new Mesh<Geometry, Shader>({ geometry: this.quad, shader: this.shaderOf(BLACK), state });
  }

  /**
   * Opens a stage on a canvas, whose size it sets.
   * @throws BoothError `unsupported-browser` where there is no WebGL 2.
   */
  static async create(canvas: StageCanvas, size: { width: number; height: number }): Promise<Stage> {
    if (typeof document === 'undefined') DOMAdapter.set(WebWorkerAdapter);
    const renderer = new WebGLRenderer();
    try {
      await renderer.init({
        canvas,
        ...size,
        antialias: false,
        backgroundAlpha: 1,
        clearBeforeRender: false,
        powerPreference: 'high-performance',
        preferWebGLVersion: 2,
      });
      if (renderer.context.webGLVersion !== 2) throw new Error('WebGL 2 is missing');
    } catch (error) {
      throw new BoothError(
        'unsupported-browser',
        'This browser cannot draw the picture because WebGL 2 is missing or switched off: update or change the browser.',
        { cause: error },
      );
    }
    return new Stage(renderer, size);
  }

  /** Width and height of what is drawn, in pixels. */
  get width(): number {
    return this.size.width;
  }

  get height(): number {
    return this.size.height;
  }

  /** How frames are uploaded on this device, once it has been measured. */
  get upload(): PictureTexture['upload'] {
    return this.picture.upload;
  }

  /** Changes the size of what is drawn; nothing happens where it is the same. */
  resize(width: number, height: number): void {
    if (width === this.size.width && height === this.size.height) return;
    this.size = { width, height };
    this.renderer.resize(width, height);
    for (const [role, target] of this.targets) {
      const size = this.targetSize(role);
      target.resize(size.width, size.height);
    }
  }

  /**
   * Takes a picture to draw until the next one; calls are served in their order. The frame is not needed afterwards and
   * stays the caller's to close.
   */
  load(picture: Picture): Promise<void> {
    const loaded = this.loading.then(() => this.loadNow(picture));
    this.loading = loaded.catch(() => undefined);
    return loaded;
  }

  private async loadNow({ frame, rotation, mirrored }: Picture): Promise<void> {
    if (this.closed) return;
    await this.picture.load(frame);
    const source = this.picture.source;
    if (source !== null) {
      this.placement = { width: source.pixelWidth, height: source.pixelHeight, rotation, mirrored };
    }
  }

  /** Forgets the picture: black is drawn until the next one. */
  clear(): void {
    this.placement = null;
  }

  /**
   * Draws the loaded picture on the canvas, with the effects, the look and the overlays that the document has at a
   * clip time.
   * @throws BoothError `effect-unknown` or `effect-broken`
   */
  draw(project: Project, clipTime: number): void {
    if (this.closed) return;
    this.compose(project, clipTime, null);
  }

  /** The layout of what {@link readI420} reads. */
  get i420Layout(): I420Layout {
    return i420Layout(this.width, this.height);
  }

  /**
   * Draws as {@link draw} does, but into `bytes`, packed for an encoder as {@link i420Layout} says.
   * @throws BoothError `effect-unknown` or `effect-broken`
   */
  readI420(project: Project, clipTime: number, bytes: Uint8Array): void {
    const drawn = this.target('even');
    this.compose(project, clipTime, drawn);
    const { stride } = this.i420Layout;
    const packed = this.target('packed');
    const shader = this.shaderOf(
      I420_FRAGMENT,
      {
        frameSize: { type: 'vec2<f32>', value: new Float32Array([this.width, this.height]) },
        stride: { type: 'f32', value: stride },
      },
      { uInput: drawn.source },
    );
    this.render(shader, packed);
    const { gl } = this.renderer;
    gl.readPixels(0, 0, packed.width, packed.height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  }

  private compose(project: Project, clipTime: number, target: RenderTexture | null): void {
    const source = this.picture.source;
    if (this.placement === null || source === null) {
      this.render(this.shaderOf(BLACK), target);
    } else {
      this.drawEffects(project, clipTime, source, this.placement, target);
    }
    this.overlays.update(project, clipTime, this.size);
    if (project.overlays.length > 0) this.renderContainer(this.overlayContainer, target);
  }

  private drawEffects(
    project: Project,
    clipTime: number,
    source: TextureSource,
    placement: Placement,
    target: RenderTexture | null,
  ): void {
    const plans = planPrograms(project, clipTime);
    const moment = momentAt(project, clipTime);
    const [first] = plans;
    const isUnmoved =
      first?.kind === 'program' && first.links.every(({ definition }) => definition.kind === 'pixel');
    this.picture.sample(isUnmoved && isPixelForPixel(placement, this.size) ? 'nearest' : 'linear');
    let input: Input = { source, matrix: coverMatrix(placement, this.size) };
    let drawn: RenderTexture | null = null;
    for (const [index, plan] of plans.entries()) {
      const left = plans.length - 1 - index;
      const output = left === 0 ? target : this.target(left % 2 === 0 ? 'even' : 'odd');
      if (plan.kind === 'program') this.drawProgram(plan, moment, input, output);
      else if (drawn !== null) this.drawFilter(plan, moment, drawn, output);
      if (output !== null) {
        input = { source: output.source, matrix: IDENTITY };
        drawn = output;
      }
    }
  }

  private drawProgram(plan: ProgramPlan, moment: Moment, input: Input, output: RenderTexture | null): void {
    const { look } = plan;
    const uniforms: Uniforms = {
      uInputMatrix: { type: 'mat3x3<f32>', value: input.matrix },
      time: { type: 'f32', value: moment.time },
      frameSize: { type: 'vec2<f32>', value: new Float32Array([this.width, this.height]) },
      aspect: { type: 'f32', value: this.width / this.height },
      ...paramUniforms(plan, moment),
    };
    const textures: Record<string, TextureSource> = { uInput: input.source };
    for (const [index, step] of stepsOf(plan).entries()) {
      const prepared = this.target(`${index % 2 === 0 ? 'even' : 'odd'}-step-${step.side}`);
      const from: Uniforms =
        textures.uPrepared === undefined ? {} : { uInputMatrix: { type: 'mat3x3<f32>', value: IDENTITY } };
      const read = { uInput: textures.uPrepared ?? input.source };
      this.render(this.shaderOf(stepSource(plan, index), { ...uniforms, ...from }, read), prepared);
      textures.uPrepared = prepared.source;
    }
    if (look !== null) {
      const { source, size } = this.lutOf(look);
      textures.uLut = source;
      // Scale and offset from a colour to the centres of the table's cells.
      uniforms.uLook = {
        type: 'vec3<f32>',
        value: new Float32Array([look.intensity, (size - 1) / size, 0.5 / size]),
      };
    }
    this.render(this.shaderOf(fragmentSource(plan), uniforms, textures), output);
  }

  private drawFilter(
    { use, definition }: FilterPlan,
    moment: Moment,
    input: RenderTexture,
    output: RenderTexture | null,
  ): void {
    let filter = this.filters.get(definition);
    if (filter === undefined) {
      filter = definition.createFilter();
      this.filters.set(definition, filter);
    }
    const { width, height } = this;
    const params = paramValues(definition, use, moment);
    definition.updateFilter(filter, { params, time: moment.time, width, height });
    const sprite = new Sprite(input);
    sprite.filters = [filter];
    this.renderContainer(sprite, output);
    sprite.destroy();
  }

  /** The shader of a fragment program, compiled once, with its uniforms and textures set. */
  private shaderOf(
    fragment: string,
    uniforms: Uniforms = {},
    textures: Record<string, TextureSource> = {},
  ): Shader {
    let shader = this.shaders.get(fragment);
    if (shader === undefined) {
      this.checkCompiles(fragment);
      shader = new Shader({
        glProgram: new GlProgram({ name: 'clipbooth', vertex: VERTEX, fragment }),
        resources: { values: new UniformGroup(uniforms), ...textures },
      });
      this.shaders.set(fragment, shader);
      return shader;
    }
    const group: UniformGroup = shader.resources.values;
    for (const [name, { value }] of Object.entries(uniforms)) group.uniforms[name] = value;
    for (const [name, texture] of Object.entries(textures)) shader.resources[name] = texture;
    return shader;
  }

  private checkCompiles(fragment: string): void {
    const { gl } = this.renderer;
    const shader = gl.createShader(gl.FRAGMENT_SHADER);
    if (shader === null) return;
    gl.shaderSource(shader, fragment);
    gl.compileShader(shader);
    const log = gl.getShaderParameter(shader, gl.COMPILE_STATUS) ? null : gl.getShaderInfoLog(shader);
    gl.deleteShader(shader);
    if (log !== null && !gl.isContextLost()) {
      throw new BoothError('effect-broken', `An effect's shader does not compile: ${log.trim()}`);
    }
  }

  private lutOf(use: LookUse): Lut {
    const look = findLook(use);
    let lut = this.luts.get(look);
    if (lut === undefined) {
      lut = createLut(look);
      this.luts.set(look, lut);
    }
    return lut;
  }

  private targetSize(role: TargetRole): { width: number; height: number } {
    const { stride, rows } = this.i420Layout;
    if (role === 'packed') return { width: stride / 4, height: rows };
    const [, side] = role.split('-step-');
    if (side === undefined) return this.size;
    const scale = Number(side) / Math.max(this.width, this.height);
    return { width: Math.ceil(this.width * scale), height: Math.ceil(this.height * scale) };
  }

  private target(role: TargetRole): RenderTexture {
    let target = this.targets.get(role);
    if (target === undefined) {
      target = RenderTexture.create({
        ...this.targetSize(role),
        antialias: false,
        scaleMode: role === 'packed' ? 'nearest' : 'linear',
        addressMode: 'clamp-to-edge',
      });
      this.targets.set(role, target);
    }
    return target;
  }

  private render(shader: Shader, target: RenderTexture | null): void {
    const { width, height } = target ?? this.size;
    this.mesh.shader = shader;
    this.mesh.scale.set(width, height);
    if (this.mesh.parent === null) this.root.addChild(this.mesh);
    this.renderContainer(this.root, target);
  }

  private renderContainer(container: Container, target: RenderTexture | null): void {
    this.renderer.render({ container, clear: false, ...(target === null ? {} : { target }) });
  }

  /** Frees everything the stage holds on the GPU. Safe to call twice. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.overlays.close();
    this.mesh.destroy();
    // Shaders before the textures that are bound to them.
    for (const shader of this.shaders.values()) shader.destroy(true);
    this.picture.close();
    for (const { source } of this.luts.values()) source.destroy();
    for (const filter of this.filters.values()) filter.destroy();
    for (const target of this.targets.values()) target.destroy(true);
    this.quad.destroy(true);
    this.renderer.destroy();
  }
}

/** What is drawn from, and the matrix from a place in the frame to one in it. */
interface Input {
  readonly source: TextureSource;
  readonly matrix: Float32Array;
}

/** What a render target is for; a step's is named with its longer side in pixels. */
type TargetRole = Turn | `${Turn}-step-${number}` | 'packed';
type Turn = 'even' | 'odd';

type Uniforms = Record<
  string,
  { type: UniformValue['type'] | 'vec2<f32>' | 'mat3x3<f32>'; value: number | Float32Array }
>;

/** What is drawn where there is no picture. */
const BLACK = `#version 300 es
precision highp float;
out vec4 finalColor;
void main() { finalColor = vec4(0.0, 0.0, 0.0, 1.0); }
`;

/** The unit square that every program draws. */
function createQuad(): Geometry {
  return new Geometry({
    attributes: {
      aPosition: {
        buffer: new Buffer({ data: new Float32Array([0, 0, 1, 0, 1, 1, 0, 1]), usage: BufferUsage.VERTEX }),
        format: 'float32x2',
      },
    },
    indexBuffer: new Buffer({ data: new Uint32Array([0, 1, 2, 0, 2, 3]), usage: BufferUsage.INDEX }),
  });
}
