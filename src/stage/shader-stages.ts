/*
 * What is the same for every pixel is worked out in the vertex program and handed down as flat varyings. On a GPU that
 * costs nothing; software GL looks a uniform up anew for each pixel, which takes longer than the arithmetic of most
 * effects.
 */

/** The text of a program, but for what is said in {@link shaderStages}. */
export interface ProgramSource {
  /** The fragment program: declarations, one to a line, functions, and a \`main\`. */
  readonly fragment: string;
  readonly once: readonly OncePart[];
}

/** What an effect works out once for all pixels of a picture. */
export interface OncePart {
  /** Types and names of the values. */
  readonly values: readonly (readonly [type: string, name: string])[];
  /** A function without parameters that sets them. */
  readonly name: string;
  readonly source: string;
}

/** The two programs that WebGL asks for, in GLSL ES 3.00. */
export interface ShaderStages {
  readonly vertex: string;
  readonly fragment: string;
}

/** A uniform that is no texture. */
const VALUE = /^uniform (float|int|vec[234]|mat3) (\w+);\n/gm;

/** What a value takes of the room that there is for varyings, in components. */
const SIZES: Partial<Record<string, number>> = { float: 1, int: 1, vec2: 2, vec3: 3, vec4: 4, mat3: 9 };

/** Components of a row of varyings; each can lose one, as to three that a vector takes no fourth may fit. */
const ROW = 3;

/** Every program draws a rectangle: the part \`uArea\` of the frame, as its corner and its size in places, from 0 to 1. */
const VERTEX_HEAD = `#version 300 es
in vec2 aPosition;
out vec2 vPlace;
uniform vec4 uArea;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
`;

const VERTEX_MAIN = `  vPlace = uArea.xy + aPosition * uArea.zw;
  mat3 toClip = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix;
  gl_Position = vec4((toClip * vec3(aPosition, 1.0)).xy, 0.0, 1.0);
`;

const FRAGMENT_HEAD = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler3D;
in vec2 vPlace;
`;

/**
 * Divides a program's work between its stages. What finds no room among the device's varyings stays where it is, in the
 * fragment program, and is worked out for each pixel.
 * @param rows the device's `MAX_VARYING_VECTORS`
 */
export function shaderStages({ fragment, once }: ProgramSource, rows: number): ShaderStages {
  // The place takes a row.
  let room = (rows - 1) * ROW;
  const fits = (types: readonly string[]) => {
    const size = types.reduce((sum, type) => sum + (SIZES[type] ?? room), 0);
    if (size > room) return false;
    room -= size;
    return true;
  };
  const values = Array.from(fragment.matchAll(VALUE), ([, type = '', name = '']) => ({ type, name }));
  const body = fragment.replace(VALUE, '');
  const parts = once.map((part) => ({ ...part, isFlat: fits(part.values.map(([type]) => type)) }));
  const flat = values.filter(({ type, name }) => new RegExp(`\\b${name}\\b`).test(body) && fits([type]));

  const vertex = [VERTEX_HEAD, ...values.map(({ type, name }) => `uniform ${type} ${name};\n`)];
  const main = [VERTEX_MAIN];
  for (const { type, name } of flat) {
    vertex.push(`flat out ${type} flat_${name};\n`);
    main.push(`  flat_${name} = ${name};\n`);
  }
  const head = [FRAGMENT_HEAD];
  for (const value of values) {
    const { type, name } = value;
    head.push(
      flat.includes(value)
        ? `flat in ${type} flat_${name};\n#define ${name} flat_${name}\n`
        : `uniform ${type} ${name};\n`,
    );
  }
  const calls: string[] = [];
  for (const { values: own, name, source, isFlat } of parts) {
    const declare = (qualifier: string) => own.map(([type, value]) => `${qualifier}${type} ${value};\n`);
    head.push(...declare(isFlat ? 'flat in ' : ''));
    if (isFlat) {
      vertex.push(...declare('flat out '), source);
      main.push(`  ${name}();\n`);
    } else {
      head.push(source);
      calls.push(`\n  ${name}();`);
    }
  }
  return {
    vertex: `${vertex.join('')}void main() {\n${main.join('')}}\n`,
    fragment: `${head.join('')}${body.replace('void main() {', (start) => start + calls.join(''))}`,
  };
}
