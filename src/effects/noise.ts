/**
 * GLSL for effects that need chance: `chances(cell)` gives three numbers in [0, 1) for a cell of whole numbers. Integers
 * are mixed (PCG3D of Jarzynski and Olano, "Hash Functions for GPU Rendering", 2020) rather than sines, so that every
 * GPU draws the same grain. It is the dearest arithmetic of all effects: ask once, and use all three.
 */
export const NOISE = `
    vec3 chances(vec3 cell) {
      uvec3 state = uvec3(ivec3(floor(cell))) * 1664525u + 1013904223u;
      state.x += state.y * state.z; state.y += state.z * state.x; state.z += state.x * state.y;
      state ^= state >> 16u;
      state.x += state.y * state.z; state.y += state.z * state.x; state.z += state.x * state.y;
      return vec3(state >> 8u) / 16777216.0;
    }`;
