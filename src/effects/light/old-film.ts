import { defineEffect } from '../define.js';

/** Grain, flicker and dark corners of a projected film. */
export const oldFilm = defineEffect({
  name: 'old-film',
  label: 'Old film',
  family: 'light',
  kind: 'pixel',
  params: {
    grain: { kind: 'number', label: 'Grain', default: 0.35, min: 0, max: 1 },
    corners: { kind: 'number', label: 'Dark corners', default: 0.6, min: 0, max: 1 },
    flicker: { kind: 'number', label: 'Flicker', default: 0.3, min: 0, max: 1 },
  },
  fragment: `
    // Hash without sine, so that every GPU draws the same grain: integer mixing as in PCG.
    float noise(uvec3 cell) {
      uvec3 state = cell * 1664525u + 1013904223u;
      state.x += state.y * state.z; state.y += state.z * state.x; state.z += state.x * state.y;
      state ^= state >> 16u;
      state.x += state.y * state.z;
      return float(state.x >> 8u) / 16777216.0;
    }
    vec4 effect(vec4 color, vec2 place) {
      // Film runs at 24 pictures a second, and its grains are as large on a small frame as on a large one.
      uint picture = uint(floor(time * 24.0 + 0.001));
      uvec2 cell = uvec2(clamp(place, 0.0, 1.0) * vec2(540.0, 540.0 / aspect));
      float speck = noise(uvec3(cell, picture)) - 0.5;
      float light = 1.0 - 0.2 * flicker * noise(uvec3(7u, 11u, picture));
      float edge = length((place - 0.5) * vec2(min(aspect, 1.0), min(1.0 / aspect, 1.0)) * 2.0);
      float shade = 1.0 - corners * smoothstep(0.45, 1.35, edge);
      return vec4((color.rgb + speck * grain * 0.35) * light * shade, 1.0);
    }`,
});
