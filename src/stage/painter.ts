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
  type TextureSource,
  UniformGroup,
  type WebGLRenderer,
} from 'pixi.js';
import { BoothError } from '../error.js';
import { NV12_BLOCK, type Nv12Layout, nv12Layout } from './nv12.js';
import { blackSource, copySource, type ProgramOutput, type UniformValue, VERTEX } from './program.js';

/** What is drawn on: a target of the painter's own, what is packed for an encoder, or the canvas. */
export type Output = RenderTexture | RenderTarget | null;

/** A part of the frame, in pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
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

  constructor(
    private readonly renderer: WebGLRenderer,
    private size: { width: number; height: number },
  ) {
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
  get layout(): Nv12Layout {
    return nv12Layout(this.size.width, this.size.height);
  }

  /** Where the picture is packed for an encoder. */
  get packed(): RenderTarget {
    this.packedTarget ??= new RenderTarget({ ...this.packedSize(), colorTextures: 3 });
    return this.packedTarget;
  }

  private packedSize(): { width: number; height: number } {
    return { width: this.layout.stride / NV12_BLOCK.width, height: this.size.height / NV12_BLOCK.height };
  }

  /** The target of that role. */
  target(role: TargetRole): RenderTexture {
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

  private targetSize(role: TargetRole): { width: number; height: number } {
    const [, side] = role.split('-step-');
    if (side === undefined) return this.size;
    const scale = Number(side) / Math.max(this.size.width, this.size.height);
    return { width: Math.ceil(this.size.width * scale), height: Math.ceil(this.size.height * scale) };
  }

  /**
   * Draws an area of a program, or all of it, in the form that the output asks for; the program is compiled once.
   * @throws BoothError `effect-broken` where it does not compile.
   */
  paint(
    source: (output: ProgramOutput) => string,
    uniforms: Uniforms,
    textures: Record<string, TextureSource>,
    output: Output,
    area: Area = { x: 0, y: 0, ...this.size },
  ): void {
    const { mesh } = this;
    const { width, height } = this.size;
    const places = [area.x / width, area.y / height, area.width / width, area.height / height];
    const isPacked = output instanceof RenderTarget;
    mesh.shader = this.shaderOf(source(isPacked ? 'nv12' : 'color'), uniforms, textures);
    mesh.shader.resources.values.uniforms.uArea = new Float32Array(places);
    if (isPacked) {
      mesh.position.set(area.x / NV12_BLOCK.width, area.y / NV12_BLOCK.height);
      mesh.scale.set(Math.ceil(area.width / NV12_BLOCK.width), area.height / NV12_BLOCK.height);
    } else {
      const [scaleX, scaleY] = output === null ? [1, 1] : [output.width / width, output.height / height];
      mesh.position.set(area.x * scaleX, area.y * scaleY);
      mesh.scale.set(area.width * scaleX, area.height * scaleY);
    }
    this.paintContainer(this.root, output);
  }

  /** Draws black. */
  paintBlack(output: Output, area?: Area): void {
    this.paint(blackSource, {}, {}, output, area);
  }

  /** Packs an area of what was drawn. */
  pack(drawn: RenderTexture, area?: Area): void {
    this.paint(copySource, {}, { uInput: drawn.source }, this.packed, area);
  }

  /** Draws pixi's own things over what is there, or on black. */
  paintContainer(container: Container, output: Output, { onBlack = false } = {}): void {
    const clear = { clear: onBlack, clearColor: BLACK };
    this.renderer.render({ container, ...clear, ...(output === null ? {} : { target: output }) });
  }

  /** Reads what was packed last: the rows of Y in two turns, the even ones and the odd ones, then CbCr. */
  readPacked(bytes: Uint8Array): void {
    const { gl } = this.renderer;
    const { width, height } = this.packedSize();
    const { stride, planes } = this.layout;
    this.renderer.renderTarget.bind({ target: this.packed, clear: false });
    const read = (attachment: number, rowLength: number, offset: number) => {
      gl.readBuffer(attachment);
      gl.pixelStorei(gl.PACK_ROW_LENGTH, rowLength);
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, bytes, offset);
    };
    read(gl.COLOR_ATTACHMENT0, 2 * width, 0);
    read(gl.COLOR_ATTACHMENT1, 2 * width, stride);
    read(gl.COLOR_ATTACHMENT2, 0, planes[1].offset);
  }

  /** The shader of a fragment program, with its uniforms and textures set. */
  private shaderOf(fragment: string, uniforms: Uniforms, textures: Record<string, TextureSource>): Shader {
    const all: Uniforms = { ...sizeUniforms(this.size), ...uniforms };
    let shader = this.shaders.get(fragment);
    if (shader === undefined) {
      this.checkCompiles(fragment);
      shader = new Shader({
        glProgram: new GlProgram({ name: 'clipbooth', vertex: VERTEX, fragment }),
        resources: {
          values: new UniformGroup({ ...all, uArea: { type: 'vec4<f32>', value: new Float32Array(4) } }),
          ...textures,
        },
      });
      this.shaders.set(fragment, shader);
      return shader;
    }
    const group: UniformGroup = shader.resources.values;
    for (const [name, { value }] of Object.entries(all)) group.uniforms[name] = value;
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

  /** Frees everything the painter holds on the GPU; the textures that it draws from must still be there. */
  close(): void {
    this.mesh.destroy();
    for (const shader of this.shaders.values()) shader.destroy(true);
    for (const target of this.targets.values()) target.destroy(true);
    this.packedTarget?.destroy();
    this.quad.destroy(true);
  }
}

const BLACK = [0, 0, 0, 1];

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
