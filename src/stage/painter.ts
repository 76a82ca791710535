import {
  Buffer,
  BufferUsage,
  Container,
  Geometry,
  GlProgram,
  Mesh,
  RenderTarget,
  RenderTexture,
  Shader,
  State,
  TextureSource,
  UniformGroup,
  type WebGLRenderer,
} from 'pixi.js';
import { BoothError } from '../error.js';
import { TABLE_SIDE } from './color-table.js';
import { BLOCK, type I420Layout, i420Layout, unpackBlocks } from './i420.js';
import { PackedReader } from './packed-reader.js';
import { blackSource, copySource, type ProgramOutput, type UniformValue } from './program.js';
import { type ProgramSource, type ShaderStages, shaderStages } from './shader-stages.js';

/** What is drawn on: a target of the painter's own, what is packed for an encoder, or the canvas. */
export type Output = RenderTexture | RenderTarget | null;

/** A part of the frame, in pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What lies over the picture: colours times their alpha, and the blocks of the frame that hold all of it. */
export interface Overlay {
  readonly source: TextureSource;
  readonly area: Area;
}

/** What a render target is for; a step's is named with its longer side in pixels. */
export type TargetRole =
  | Turn
  | 'take'
  | 'next'
  | `earlier-${number}`
  | `medium-${number}`
  | 'scene'
  | 'performer'
  | 'overlay'
  | `${Turn}-step-${number}`;
type Turn = 'even' | 'odd';

/** The uniforms of a fragment program by their names. */
export type Uniforms = Record<
  string,
  { type: UniformValue['type'] | 'vec2<f32>' | 'vec4<f32>' | 'mat3x3<f32>'; value: number | Float32Array }
>;

/** What fragments know of the size of the picture. */
export function sizeUniforms({ width, height }: { width: number; height: number }): Uniforms {
  return {
    frameSize: { type: 'vec2<f32>', value: new Float32Array([width, height]) },
    aspect: { type: 'f32', value: width / height },
  };
}

/** Draws fragment programs on the canvas and on targets of one size, and reads back what is packed. */
export class Painter {
  private readonly root = new Container();
  private readonly quad = createQuad();
  private readonly mesh: Mesh<Geometry, Shader>;
  private readonly shaders = new Map<string, Shader>();
  /** Made when first needed. */
  private readonly targets = new Map<TargetRole, RenderTexture>();
  private packedTarget: RenderTarget | null = null;
  private blocks = new Uint32Array();
  private readonly reader: PackedReader;
  private tableTarget: RenderTarget | null = null;
  /** What lies over the picture when it is packed. */
  overlay: Overlay | null = null;

  constructor(
    private readonly renderer: WebGLRenderer,
    private size: { width: number; height: number },
  ) {
    this.reader = new PackedReader(renderer.gl);
    const state = new State();
    state.blend = false;
    const shader = this.shaderOf(blackSource('color'), {}, {});
    this.mesh = new Mesh<Geometry, Shader>({ geometry: this.quad, shader, state });
    this.root.addChild(this.mesh);
  }

  /** Changes the size of the frame; nothing happens where it is the same. */
  resize(width: number, height: number): void {
    if (width === this.size.width && height === this.size.height) return;
    this.size = { width, height };
    this.renderer.resize(width, height);
    for (const [role, target] of this.targets) {
      const size = this.targetSize(role);
      target.resize(size.width, size.height);
    }
    const packed = this.packedSize();
    this.packedTarget?.resize(packed.width, packed.height);
  }

  /** The layout of what {@link readPacked} reads. */
  get layout(): I420Layout {
    return i420Layout(this.size.width, this.size.height);
  }

  /** Where the picture is packed for an encoder, a block in each texel. */
  get packed(): RenderTarget {
    this.packedTarget ??= new RenderTarget({
      colorTextures: [
        new TextureSource({ ...this.packedSize(), format: 'rgba32uint', scaleMode: 'nearest' }),
      ],
    });
    return this.packedTarget;
  }

  private packedSize(): { width: number; height: number } {
    return { width: this.layout.stride / BLOCK.width, height: this.size.height / BLOCK.height };
  }

  /** The target of that role. */
  target(role: TargetRole): RenderTexture {
    let target = this.targets.get(role);
    if (target === undefined) {
      target = RenderTexture.create({
        ...this.targetSize(role),
        antialias: false,
        scaleMode: role === 'overlay' ? 'nearest' : 'linear',
        addressMode: 'clamp-to-edge',
      });
      this.targets.set(role, target);
    }
    return target;
  }

  private targetSize(role: TargetRole): { width: number; height: number } {
    const [, side] = role.split('-step-');
    if (side === undefined) return this.size;
    const scale = Number(side) / Math.max(this.size.width, this.size.height);
    return { width: Math.ceil(this.size.width * scale), height: Math.ceil(this.size.height * scale) };
  }

  /**
   * Draws a program in the form that the output asks for; it is compiled once.
   * @throws BoothError `effect-broken` where it does not compile.
   */
  paint(
    source: (output: ProgramOutput) => ProgramSource,
    uniforms: Uniforms,
    textures: Record<string, TextureSource>,
    output: Output,
  ): void {
    const all = { x: 0, y: 0, ...this.size };
    const { overlay } = this;
    if (!(output instanceof RenderTarget)) {
      this.paintArea(source('color'), uniforms, textures, output, all);
    } else if (overlay === null) {
      this.paintArea(source('packed'), uniforms, textures, output, all);
    } else {
      for (const area of areasAround(overlay.area, this.size))
        this.paintArea(source('packed'), uniforms, textures, output, area);
      const covered = { ...textures, uOverlay: overlay.source };
      this.paintArea(source('overlaid'), uniforms, covered, output, overlay.area);
    }
  }

  private paintArea(
    source: ProgramSource,
    uniforms: Uniforms,
    textures: Record<string, TextureSource>,
    output: Output,
    area: Area,
  ): void {
    const { mesh } = this;
    const { width, height } = this.size;
    const places = [area.x / width, area.y / height, area.width / width, area.height / height];
    mesh.shader = this.shaderOf(source, uniforms, textures);
    mesh.shader.resources.values.uniforms.uArea = new Float32Array(places);
    if (output instanceof RenderTarget) {
      mesh.position.set(area.x / BLOCK.width, area.y / BLOCK.height);
      mesh.scale.set(Math.ceil(area.width / BLOCK.width), area.height / BLOCK.height);
    } else {
      const [scaleX, scaleY] = output === null ? [1, 1] : [output.width / width, output.height / height];
      mesh.position.set(area.x * scaleX, area.y * scaleY);
      mesh.scale.set(area.width * scaleX, area.height * scaleY);
    }
    this.paintContainer(this.root, output);
  }

  /** Draws black. */
  paintBlack(output: Output): void {
    this.paint(blackSource, {}, {}, output);
  }

  /** Packs what was drawn. */
  pack(drawn: RenderTexture): void {
    this.paint(copySource, {}, { uInput: drawn.source }, this.packed);
  }

  /**
   * Draws a table of colours, and reads it.
   * @returns null where the browser has taken the GPU away.
   */
  paintTable(
    source: ProgramSource,
    uniforms: Uniforms,
    textures: Record<string, TextureSource>,
  ): Uint32Array | null {
    const { mesh, renderer } = this;
    this.tableTarget ??= new RenderTarget({ width: TABLE_SIDE, height: TABLE_SIDE });
    mesh.shader = this.shaderOf(source, uniforms, textures);
    mesh.position.set(0, 0);
    mesh.scale.set(TABLE_SIDE, TABLE_SIDE);
    this.paintContainer(this.root, this.tableTarget);
    const table = new Uint32Array(TABLE_SIDE ** 2);
    const all = { x: 0, y: 0, width: TABLE_SIDE, height: TABLE_SIDE };
    this.readTarget(this.tableTarget, all, new Uint8Array(table.buffer));
    return renderer.gl.isContextLost() ? null : table;
  }

  /** Draws pixi's own things on nothing, to lie over the picture. */
  drawOverlay(container: Container): TextureSource {
    const target = this.target('overlay');
    this.renderer.render({ container, target, clear: true, clearColor: NOTHING });
    return target.source;
  }

  /**
   * Reads RGBA of an area of what lies over the picture, colours times their alpha.
   * @returns null where the browser has taken the GPU away.
   */
  readOverlay(area: Area): Uint8Array | null {
    const pixels = new Uint8Array(area.width * area.height * 4);
    this.readTarget(this.target('overlay'), area, pixels);
    return this.renderer.gl.isContextLost() ? null : pixels;
  }

  private readTarget(target: RenderTarget | RenderTexture, area: Area, bytes: Uint8Array): void {
    const { gl, renderTarget } = this.renderer;
    renderTarget.bind({ target, clear: false });
    gl.readPixels(area.x, area.y, area.width, area.height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  }

  /** Draws pixi's own things over what is there, or on black. */
  paintContainer(container: Container, output: Output, { onBlack = false } = {}): void {
    const clear = { clear: onBlack, clearColor: BLACK };
    this.renderer.render({ container, ...clear, ...(output === null ? {} : { target: output }) });
  }

  /** How what is packed is read on this device, once it has been measured. */
  get readBack(): PackedReader['winner'] {
    return this.reader.winner;
  }

  /** Has the GPU draw what was packed last, and bring it out where that is quicker. */
  beginReading(): void {
    const { width, height } = this.packedSize();
    this.bindPacked();
    this.reader.begin(width, height);
  }

  /** Reads what was packed last. */
  readPacked(bytes: Uint8Array): void {
    const { width, height } = this.packedSize();
    if (this.blocks.length !== width * height * 4) this.blocks = new Uint32Array(width * height * 4);
    // Nothing is read where the GPU was taken away: the picture before must not stand in for this one.
    this.blocks[0] = 0;
    this.bindPacked();
    this.reader.finish(width, height, this.blocks);
    unpackBlocks(this.blocks, this.layout, bytes);
  }

  private bindPacked(): void {
    this.renderer.renderTarget.bind({ target: this.packed, clear: false });
  }

  /** The shader of a program, with its uniforms and textures set. */
  private shaderOf(
    source: ProgramSource,
    uniforms: Uniforms,
    textures: Record<string, TextureSource>,
  ): Shader {
    const all: Uniforms = { ...sizeUniforms(this.size), ...uniforms };
    const key = source.fragment + source.once.map((part) => part.source).join('');
    let shader = this.shaders.get(key);
    if (shader === undefined) {
      const { gl } = this.renderer;
      const stages = shaderStages(source, gl.getParameter(gl.MAX_VARYING_VECTORS));
      this.checkCompiles(stages);
      shader = new Shader({
        glProgram: new GlProgram({ name: 'clipbooth', ...stages }),
        resources: {
          values: new UniformGroup({ ...all, uArea: { type: 'vec4<f32>', value: new Float32Array(4) } }),
          ...textures,
        },
      });
      this.shaders.set(key, shader);
      return shader;
    }
    const group: UniformGroup = shader.resources.values;
    for (const [name, { value }] of Object.entries(all)) group.uniforms[name] = value;
    for (const [name, texture] of Object.entries(textures)) shader.resources[name] = texture;
    return shader;
  }

  private checkCompiles({ vertex, fragment }: ShaderStages): void {
    const { gl } = this.renderer;
    for (const [kind, source] of [
      [gl.FRAGMENT_SHADER, fragment],
      [gl.VERTEX_SHADER, vertex],
    ] as const) {
      const shader = gl.createShader(kind);
      if (shader === null) return;
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      const log = gl.getShaderParameter(shader, gl.COMPILE_STATUS) ? null : gl.getShaderInfoLog(shader);
      gl.deleteShader(shader);
      if (log !== null && !gl.isContextLost()) {
        throw new BoothError('effect-broken', `An effect's shader does not compile: ${log.trim()}`);
      }
    }
  }

  /** Frees the shaders; the textures that they are bound to must still be there. */
  closeShaders(): void {
    this.mesh.destroy();
    for (const shader of this.shaders.values()) shader.destroy(true);
  }

  /** Frees everything else that the painter holds on the GPU. */
  close(): void {
    for (const target of this.targets.values()) target.destroy(true);
    for (const target of [this.packedTarget, this.tableTarget]) {
      target?.colorTexture.destroy();
      target?.destroy();
    }
    this.quad.destroy(true);
    this.reader.close();
  }
}

const BLACK = [0, 0, 0, 1];
const NOTHING = [0, 0, 0, 0];

/** What is left of a frame around a part of it: above, below, and on both sides. */
function areasAround({ x, y, width, height }: Area, frame: { width: number; height: number }): Area[] {
  const [right, bottom] = [x + width, y + height];
  return [
    { x: 0, y: 0, width: frame.width, height: y },
    { x: 0, y: bottom, width: frame.width, height: frame.height - bottom },
    { x: 0, y, width: x, height },
    { x: right, y, width: frame.width - right, height },
  ].filter((area) => area.width > 0 && area.height > 0);
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
