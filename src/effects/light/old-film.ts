import { defineEffect } from '../define.js';

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
    flicker: { kind: 'number', label: 'Flicker', default: 0.3, min: 0, max: 1, safeMax: 0.3 },
  },
  once: `
    // Film runs at 24 pictures a second, and its grains are as large on a small frame as on a large one.
    float picture = floor(time * 24.0 + 0.001);
    vec2 grains = vec2(540.0, 540.0 / aspect);
    int reel = int(picture) * 668265263;
    float light = 1.0 - 0.2 * flicker * fract(picture * 0.618034);
    float rough = 0.35 * grain * light;
    float kept = (1.0 - 0.8 * age) * light;
    vec3 fading = 0.8 * age * light * vec3(1.06, 0.97, 0.8);
    // A scratch stays at one place for a few pictures.
    vec2 roll = fract(floor(picture / 6.0) * vec2(0.618034, 0.414214) + 0.5);
    float scratch = 0.4 * light * step(1.0 - scratches, roll.y);
    float sway = 0.159155 * picture;
    vec2 lens = 2.0 * vec2(min(aspect, 1.0), min(1.0 / aspect, 1.0));`,
  fragment: `
    vec4 effect(vec4 color, vec2 place) {
      // A number of chance for each grain, in whole numbers, so that every GPU draws the same.
      ivec2 cell = ivec2(place * grains);
      uint chance = uint(cell.x + 1024 * cell.y + reel) * 2654435769u;
      chance = (chance ^ (chance >> 15u)) * 2246822519u;
      float speck = rough * (float(int(chance >> 8u)) / 16777216.0 - 0.5);
      float wave = fract(1.4324 * place.y + sway) - 0.5;
      wave *= 1.0 - 2.0 * abs(wave);
      float away = abs(place.x - roll.x - 0.016 * wave);
      speck += scratch * (0.4 + 38.4 * wave * wave) * max(1.0 - 333.0 * away, 0.0);
      vec2 from = place * lens - 0.5 * lens;
      float edge = clamp(0.6667 * dot(from, from) - 0.08, 0.0, 1.0);
      float shade = 1.0 - corners * edge * edge * (3.0 - 2.0 * edge);
      vec3 faded = fading * (0.06 + 0.9 * dot(color.rgb, vec3(0.299, 0.587, 0.114))) + speck;
      return vec4((color.rgb * kept + faded) * shade, 1.0);
    }`,
});
