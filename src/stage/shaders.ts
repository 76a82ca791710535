import { GlProgram, Shader, type TextureSource, UniformGroup } from 'pixi.js';
import { BoothError } from '../error.js';
import type { UniformValue } from './program.js';
import { type ProgramSource, type ShaderStages, shaderStages } from './shader-stages.js';

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

/** Fragment programs as shaders of the GPU, each compiled once. */
export class Shaders {
  private readonly shaders = new Map<string, Shader>();

  constructor(private readonly gl: WebGL2RenderingContext) {}

  /**
   * The shader of a program, with its uniforms and textures set.
   * @throws BoothError `effect-broken` where it does not compile.
   */
  shaderOf(source: ProgramSource, uniforms: Uniforms, textures: Record<string, TextureSource>): Shader {
    const key = source.fragment + source.once.map((part) => part.source).join('');
    let shader = this.shaders.get(key);
    if (shader === undefined) {
      const { gl } = this;
      const stages = shaderStages(source, gl.getParameter(gl.MAX_VARYING_VECTORS));
      this.checkCompiles(stages);
      shader = new Shader({
        glProgram: new GlProgram({ name: 'clipbooth', ...stages }),
        resources: {
          values: new UniformGroup({ ...uniforms, uArea: { type: 'vec4<f32>', value: new Float32Array(4) } }),
          ...textures,
        },
      });
      this.shaders.set(key, shader);
      return shader;
    }
    const group: UniformGroup = shader.resources.values;
    for (const [name, { value }] of Object.entries(uniforms)) group.uniforms[name] = value;
    for (const [name, texture] of Object.entries(textures)) shader.resources[name] = texture;
    return shader;
  }

  private checkCompiles({ vertex, fragment }: ShaderStages): void {
    const { gl } = this;
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

  /** Frees them; the textures that they are bound to must still be there. */
  close(): void {
    for (const shader of this.shaders.values()) shader.destroy(true);
  }
}
