import 'pixi.js/unsafe-eval';
import {
  Buffer,
  BufferUsage,
  Container,
  DOMAdapter,
  Geometry,
  GlProgram,
  Mesh,
  RenderTexture,
  Shader,
  State,
  type TextureSource,
  UniformGroup,
  WebGLRenderer,
  WebWorkerAdapter,
} from 'pixi.js';
import { findLook } from '../effects/registry.js';
import { BoothError } from '../error.js';
import type { Rotation } from '../media/frames.js';
import type { LookUse, Project } from '../project/project.js';
import { I420_FRAGMENT, type I420Layout, i420Layout } from './i420.js';
import { createLutTexture, LUT_OFFSET, LUT_SCALE } from './lut.js';
import { OverlayLayer } from './overlays.js';
import { PictureTexture } from './picture.js';
import { coverMatrix, isPixelForPixel, type Placement } from './placement.js';
import { fragmentSource, type ProgramPlan, paramUniforms, planPrograms, VERTEX } from './program.js';

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
  private readonly luts = new Map<string, TextureSource>();
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
      const plans = planPrograms(project, clipTime);
      const isUnmoved = plans[0]?.links.every(({ definition }) => definition.kind === 'pixel') ?? true;
      this.picture.sample(isUnmoved && isPixelForPixel(this.placement, this.size) ? 'nearest' : 'linear');
      let input = { source, matrix: coverMatrix(this.placement, this.size) };
      for (const [index, plan] of plans.entries()) {
        const left = plans.length - 1 - index;
        const output = left === 0 ? target : this.target(left % 2 === 0 ? 'even' : 'odd');
        this.render(this.shaderFor(plan, clipTime, input), output);
        if (output !== null) input = { source: output.source, matrix: IDENTITY };
      }
    }
    this.overlays.update(project, clipTime, this.size);
    if (project.overlays.length > 0) this.renderContainer(this.overlayContainer, target);
  }

  private shaderFor(
    plan: ProgramPlan,
    clipTime: number,
    input: { source: TextureSource; matrix: Float32Array },
  ): Shader {
    const { look } = plan;
    const uniforms: Uniforms = {
      uInputMatrix: { type: 'mat3x3<f32>', value: input.matrix },
      time: { type: 'f32', value: clipTime },
      frameSize: { type: 'vec2<f32>', value: new Float32Array([this.width, this.height]) },
      aspect: { type: 'f32', value: this.width / this.height },
      ...paramUniforms(plan),
    };
    if (look === null) return this.shaderOf(fragmentSource(plan), uniforms, { uInput: input.source });
    const uLook = new Float32Array([look.intensity, LUT_SCALE, LUT_OFFSET]);
    return this.shaderOf(
      fragmentSource(plan),
      { ...uniforms, uLook: { type: 'vec3<f32>', value: uLook } },
      { uInput: input.source, uLut: this.lutOf(look) },
    );
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

  private lutOf(use: LookUse): TextureSource {
    let lut = this.luts.get(use.look);
    if (lut === undefined) {
      lut = createLutTexture(findLook(use));
      this.luts.set(use.look, lut);
    }
    return lut;
  }

  private targetSize(role: TargetRole): { width: number; height: number } {
    const { stride, rows } = this.i420Layout;
    return role === 'packed' ? { width: stride / 4, height: rows } : this.size;
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
    for (const lut of this.luts.values()) lut.destroy();
    for (const target of this.targets.values()) target.destroy(true);
    this.quad.destroy(true);
    this.renderer.destroy();
  }
}

/** What a render target is for. */
type TargetRole = 'even' | 'odd' | 'packed';

type Uniforms = Record<
  string,
  { type: 'f32' | 'vec2<f32>' | 'vec3<f32>' | 'mat3x3<f32>'; value: number | Float32Array }
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
