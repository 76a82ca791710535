import { defineEffect } from '../define.js';
import { NOISE } from '../noise.js';

/** Grain, flicker, scratches and dark corners of a projected film. */
export const oldFilm = defineEffect({
  name: 'old-film',
  label: 'Old film',
  family: 'light',
  kind: 'pixel',
  params: {
    grain: { kind: 'number', label: 'Grain', default: 0.35, min: 0, max: 1 },
    age: { kind: 'number', label: 'Faded colours', default: 0.5, min: 0, max: 1 },
    scratches: { kind: 'number', label: 'Scratches', default: 0.4, min: 0, max: 1 },
    corners: { kind: 'number', label: 'Dark corners', default: 0.6, min: 0, max: 1 },
    flicker: { kind: 'number', label: 'Flicker', default: 0.3, min: 0, max: 1 },
  },
  fragment: `
    ${NOISE}
    vec4 effect(vec4 color, vec2 place) {
      // Film runs at 24 pictures a second, and its grains are as large on a small frame as on a large one.
      float picture = floor(time * 24.0 + 0.001);
      vec2 cell = floor(clamp(place, 0.0, 1.0) * vec2(540.0, 540.0 / aspect));
      float speck = chance(vec3(cell, picture)) - 0.5;
      float light = 1.0 - 0.2 * flicker * chance(vec3(7.0, 11.0, picture));
      float edge = length((place - 0.5) * vec2(min(aspect, 1.0), min(1.0 / aspect, 1.0)) * 2.0);
      float shade = 1.0 - corners * smoothstep(0.45, 1.35, edge);
      // Two scratches, each for a few pictures at one place.
      float scratch = 0.0;
      for (int index = 0; index < 2; index++) {
        vec3 seed = vec3(float(index), floor(picture / 5.0), 3.0);
        float x = chance(seed) + 0.002 * drift(vec3(place.y * 9.0, picture, float(index)));
        float shows = step(1.0 - 0.6 * scratches, chance(seed + 5.0));
        scratch += shows * smoothstep(0.0025, 0.0, abs(place.x - x)) * (0.3 + 0.7 * drift(vec3(place.y * 30.0, seed.y, 4.0)));
      }
      vec3 faded = mix(color.rgb, (0.06 + 0.9 * dot(color.rgb, vec3(0.299, 0.587, 0.114))) * vec3(1.06, 0.97, 0.8), 0.8 * age);
      vec3 film = mix(faded, vec3(1.0, 0.98, 0.92), 0.45 * min(scratch, 1.0));
      return vec4((film + speck * grain * 0.35) * light * shade, 1.0);
    }`,
});
