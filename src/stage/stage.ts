import 'pixi.js/unsafe-eval';
import {
  type Bounds,
  Buffer,
  BufferUsage,
  Container,
  DOMAdapter,
  type Filter,
  Geometry,
  GlProgram,
  Mesh,
  RenderTarget,
  RenderTexture,
  Shader,
  Sprite,
  State,
  Text,
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
import { createLut, type Lut } from './lut.js';
import { NV12_BLOCK, type Nv12Layout, nv12Layout } from './nv12.js';
import { OverlayLayer } from './overlays.js';
import { PictureTexture } from './picture.js';
import { coverMatrix, isPixelForPixel, type Placement } from './placement.js';
import {
  blackSource,
  copySource,
  type FilterPlan,
  fragmentSource,
  type ProgramOutput,
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
  private packed: RenderTarget | null = null;
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
    this.mesh = new Mesh<Geometry, Shader>({
      geometry: this.quad,
      shader: this.shaderOf(blackSource('color'), this.frameUniforms()),
      state,
    });
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

  private get whole(): Area {
    return { x: 0, y: 0, ...this.size };
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
    const { width: packedWidth, height: packedHeight } = this.packedSize();
    this.packed?.resize(packedWidth, packedHeight);
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

  /** The layout of what {@link readNv12} reads. */
  get nv12Layout(): Nv12Layout {
    return nv12Layout(this.width, this.height);
  }

  /**
   * Draws as {@link draw} does, but into `bytes`, packed for an encoder as {@link nv12Layout} says. The picture is
   * packed by the very program that draws it; only what lies under overlays is drawn in colours first.
   * @throws BoothError `effect-unknown` or `effect-broken`
   */
  readNv12(project: Project, clipTime: number, bytes: Uint8Array): void {
    if (this.closed) return;
    const packed = this.packedTarget();
    const drawPicture = this.prepare(project, clipTime);
    const covered = this.updateOverlays(project, clipTime);
    drawPicture(packed, this.whole);
    if (covered !== null) {
      const drawn = this.target('even');
      drawPicture(drawn, covered);
      this.renderContainer(this.overlayContainer, drawn);
      this.pack(drawn, covered);
    }
    this.readPacked(bytes);
  }

  private compose(project: Project, clipTime: number, target: RenderTexture | null): void {
    this.prepare(project, clipTime)(target, this.whole);
    if (this.updateOverlays(project, clipTime) !== null) this.renderContainer(this.overlayContainer, target);
  }

  /** Draws all of the picture but its last step, and gives that: it draws an area of the picture on an output. */
  private prepare(project: Project, clipTime: number): (output: Output, area: Area) => void {
    const source = this.picture.source;
    const { placement } = this;
    if (placement === null || source === null) return (output, area) => this.drawBlack(output, area);
    const plans = planPrograms(project, clipTime);
    const moment = momentAt(project, clipTime);
    const [first] = plans;
    const isUnmoved =
      first?.kind === 'program' && first.links.every(({ definition }) => definition.kind === 'pixel');
    this.picture.sample(isUnmoved && isPixelForPixel(placement, this.size) ? 'nearest' : 'linear');
    let input: Input = { source, matrix: coverMatrix(placement, this.size) };
    let drawn: RenderTexture | null = null;
    let last: (output: Output, area: Area) => void = (output, area) => this.drawBlack(output, area);
    for (const [index, plan] of plans.entries()) {
      const [readFrom, drawnBefore] = [input, drawn];
      last = (output, area) => {
        if (plan.kind === 'program') this.drawProgram(plan, moment, readFrom, output, area);
        else if (drawnBefore !== null) this.drawFilter(plan, moment, drawnBefore, output, area);
      };
      const left = plans.length - 1 - index;
      if (left === 0) break;
      drawn = this.target(left % 2 === 0 ? 'even' : 'odd');
      last(drawn, this.whole);
      input = { source: drawn.source, matrix: IDENTITY };
    }
    return last;
  }

  private drawBlack(output: Output, area: Area): void {
    this.render(this.shaderOf(blackSource(outputOf(output)), this.frameUniforms()), output, area);
  }

  /** Packs an area of what was drawn. */
  private pack(drawn: RenderTexture, area: Area): void {
    const shader = this.shaderOf(copySource('nv12'), this.frameUniforms(), { uInput: drawn.source });
    this.render(shader, this.packedTarget(), area);
  }

  /** Brings the overlays up to date; gives the part of the frame that they cover, or null where there are none. */
  private updateOverlays(project: Project, clipTime: number): Area | null {
    this.overlays.update(project, clipTime, this.size);
    const bounds = this.overlayContainer.getBounds();
    if (bounds.width <= 0 || bounds.height <= 0) return null;
    bounds.pad(paddingOf(this.overlayContainer));
    return blocksAround(bounds, this.size);
  }

  private frameUniforms(): Uniforms {
    return {
      frameSize: { type: 'vec2<f32>', value: new Float32Array([this.width, this.height]) },
      aspect: { type: 'f32', value: this.width / this.height },
    };
  }

  private drawProgram(plan: ProgramPlan, moment: Moment, input: Input, output: Output, area: Area): void {
    const { look } = plan;
    const uniforms: Uniforms = {
      ...this.frameUniforms(),
      uInputMatrix: { type: 'mat3x3<f32>', value: input.matrix },
      time: { type: 'f32', value: moment.time },
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
    this.render(this.shaderOf(fragmentSource(plan, outputOf(output)), uniforms, textures), output, area);
  }

  private drawFilter(
    { use, definition }: FilterPlan,
    moment: Moment,
    input: RenderTexture,
    output: Output,
    area: Area,
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
    if (output instanceof RenderTarget) {
      const drawn = this.target('even');
      this.renderContainer(sprite, drawn);
      this.pack(drawn, area);
    } else this.renderContainer(sprite, output);
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
        resources: {
          values: new UniformGroup({ ...uniforms, uArea: { type: 'vec4<f32>', value: new Float32Array(4) } }),
          ...textures,
        },
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
        scaleMode: 'linear',
        addressMode: 'clamp-to-edge',
      });
      this.targets.set(role, target);
    }
    return target;
  }

  private packedSize(): { width: number; height: number } {
    return { width: this.nv12Layout.stride / NV12_BLOCK.width, height: this.height / NV12_BLOCK.height };
  }

  private packedTarget(): RenderTarget {
    this.packed ??= new RenderTarget({ ...this.packedSize(), colorTextures: 3 });
    return this.packed;
  }

  /** Reads what was packed: the rows of Y in two turns, the even ones and the odd ones, then CbCr. */
  private readPacked(bytes: Uint8Array): void {
    const { gl } = this.renderer;
    const { width, height } = this.packedSize();
    const { stride, planes } = this.nv12Layout;
    const read = (attachment: number, rowLength: number, offset: number) => {
      gl.readBuffer(attachment);
      gl.pixelStorei(gl.PACK_ROW_LENGTH, rowLength);
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, bytes, offset);
    };
    read(gl.COLOR_ATTACHMENT0, 2 * width, 0);
    read(gl.COLOR_ATTACHMENT1, 2 * width, stride);
    read(gl.COLOR_ATTACHMENT2, 0, planes[1].offset);
  }

  private render(shader: Shader, output: Output, area: Area = this.whole): void {
    const { mesh } = this;
    const { width, height } = this.size;
    mesh.shader = shader;
    if (output instanceof RenderTarget) {
      mesh.position.set(area.x / NV12_BLOCK.width, area.y / NV12_BLOCK.height);
      mesh.scale.set(Math.ceil(area.width / NV12_BLOCK.width), area.height / NV12_BLOCK.height);
    } else {
      const [scaleX, scaleY] = output === null ? [1, 1] : [output.width / width, output.height / height];
      mesh.position.set(area.x * scaleX, area.y * scaleY);
      mesh.scale.set(area.width * scaleX, area.height * scaleY);
    }
    const values: UniformGroup = shader.resources.values;
    values.uniforms.uArea = new Float32Array([
      ...[area.x / width, area.y / height, area.width / width, area.height / height],
    ]);
    if (mesh.parent === null) this.root.addChild(mesh);
    this.renderContainer(this.root, output);
  }

  private renderContainer(container: Container, target: Output): void {
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
    this.packed?.destroy();
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
type TargetRole = Turn | `${Turn}-step-${number}`;
type Turn = 'even' | 'odd';

type Uniforms = Record<
  string,
  { type: UniformValue['type'] | 'vec2<f32>' | 'mat3x3<f32>'; value: number | Float32Array }
>;

/** What is drawn on: a target of the stage's own, what is packed for an encoder, or the canvas. */
type Output = RenderTexture | RenderTarget | null;

const outputOf = (output: Output): ProgramOutput => (output instanceof RenderTarget ? 'nv12' : 'color');

/** A part of the frame, in pixels. */
interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest area of whole blocks that holds all of the bounds that is in the frame; null where nothing is. */
function blocksAround(
  { left, top, right, bottom }: Bounds,
  frame: { width: number; height: number },
): Area | null {
  const x = Math.max(0, Math.floor(left / NV12_BLOCK.width) * NV12_BLOCK.width);
  const y = Math.max(0, Math.floor(top / NV12_BLOCK.height) * NV12_BLOCK.height);
  const width = Math.ceil((Math.min(right, frame.width) - x) / NV12_BLOCK.width) * NV12_BLOCK.width;
  const height = Math.ceil((Math.min(bottom, frame.height) - y) / NV12_BLOCK.height) * NV12_BLOCK.height;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** The most that a text in the container may reach beyond its bounds. */
function paddingOf(container: Container): number {
  const own = container instanceof Text ? container.style.padding : 0;
  return Math.max(own, ...container.children.map((child) => paddingOf(child)));
}

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
