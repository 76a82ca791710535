/**
 * GLSL for effects that need chance: `chance(cell)`, a number in [0, 1) for a cell of whole numbers, and
 * `drift(place)`, the same made smooth. Integers are mixed (as in PCG) rather than sines, so that every GPU draws the
 * same grain.
 */
export const NOISE = `
    float chance(vec3 cell) {
      uvec3 state = uvec3(ivec3(floor(cell))) * 1664525u + 1013904223u;
      state.x += state.y * state.z; state.y += state.z * state.x; state.z += state.x * state.y;
      state ^= state >> 16u;
      state.x += state.y * state.z;
      return float(state.x >> 8u) / 16777216.0;
    }
    float drift(vec3 place) {
      vec3 cell = floor(place);
      vec3 part = place - cell;
      part = part * part * (3.0 - 2.0 * part);
      vec2 next = vec2(0.0, 1.0);
      vec4 near = vec4(chance(cell), chance(cell + next.yxx), chance(cell + next.xyx), chance(cell + next.yyx));
      vec4 far = vec4(chance(cell + next.xxy), chance(cell + next.yxy), chance(cell + next.xyy), chance(cell + 1.0));
      vec4 front = mix(near, far, part.z);
      vec2 row = mix(front.xz, front.yw, part.x);
      return mix(row.x, row.y, part.y);
    }`;
