import {
  Buffer,
  BufferUsage,
  Container,
  Geometry,
  Mesh,
  RenderTarget,
  RenderTexture,
  type Shader,
  State,
  type TextureSource,
  type WebGLRenderer,
} from 'pixi.js';
import { type Area, areasAround } from './area.js';
import { TABLE_SIDE } from './color-table.js';
import { BLOCK } from './i420.js';
import { PackedPicture } from './packed-picture.js';
import { blackSource, copySource, type ProgramOutput } from './program.js';
import type { ProgramSource } from './shader-stages.js';
import { Shaders, sizeUniforms, type Uniforms } from './shaders.js';

/** What is drawn on: a target of the painter's own, what is packed for an encoder, or the canvas. */
export type Output = RenderTexture | RenderTarget | null;

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

/** Draws fragment programs on the canvas and on targets of one size, and reads back what is packed. */
export class Painter {
  private readonly root = new Container();
  private readonly quad = createQuad();
  private readonly mesh: Mesh<Geometry, Shader>;
  /** Made when first needed. */
  private readonly targets = new Map<TargetRole, RenderTexture>();
  private tableTarget: RenderTarget | null = null;
  private readonly shaders: Shaders;
  /** The picture packed for an encoder. */
  readonly packed: PackedPicture;
  /** What lies over the picture when it is packed. */
  overlay: Overlay | null = null;

  constructor(
    private readonly renderer: WebGLRenderer,
    private size: { width: number; height: number },
  ) {
    this.shaders = new Shaders(renderer.gl);
    this.packed = new PackedPicture(renderer, size);
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
    this.packed.resize(this.size);
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
    this.paint(copySource, {}, { uInput: drawn.source }, this.packed.target);
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

  /** The shader of a program, which is told the size of the frame too. */
  private shaderOf(
    source: ProgramSource,
    uniforms: Uniforms,
    textures: Record<string, TextureSource>,
  ): Shader {
    return this.shaders.shaderOf(source, { ...sizeUniforms(this.size), ...uniforms }, textures);
  }

  /** Frees the shaders; the textures that they are bound to must still be there. */
  closeShaders(): void {
    this.mesh.destroy();
    this.shaders.close();
  }

  /** Frees everything else that the painter holds on the GPU. */
  close(): void {
    for (const target of this.targets.values()) target.destroy(true);
    this.tableTarget?.colorTexture.destroy();
    this.tableTarget?.destroy();
    this.packed.close();
    this.quad.destroy(true);
  }
}

const BLACK = [0, 0, 0, 1];
const NOTHING = [0, 0, 0, 0];

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
