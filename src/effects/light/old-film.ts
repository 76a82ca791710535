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
    flicker: { kind: 'number', label: 'Flicker', default: 0.3, min: 0, max: 1, safeMax: 0.3 },
  },
  fragment: `
    ${NOISE}
    vec4 effect(vec4 color, vec2 place) {
      // Film runs at 24 pictures a second, and its grains are as large on a small frame as on a large one.
      float picture = floor(time * 24.0 + 0.001);
      float speck = chances(vec3(clamp(place, 0.0, 1.0) * vec2(540.0, 540.0 / aspect), picture)).x - 0.5;
      vec3 faded = (0.06 + 0.9 * dot(color.rgb, vec3(0.299, 0.587, 0.114))) * vec3(1.06, 0.97, 0.8);
      vec3 film = mix(color.rgb, faded, 0.8 * age);
      // A scratch stays at one place for a few pictures.
      vec2 roll = fract(floor(picture / 6.0) * vec2(0.618034, 0.414214) + 0.5);
      float scratch = smoothstep(0.003, 0.0, abs(place.x - roll.x - 0.002 * sin(9.0 * place.y + picture)));
      film += 0.4 * scratch * step(1.0 - scratches, roll.y) * (0.7 + 0.3 * sin(23.0 * place.y + 3.0 * picture));
      float light = 1.0 - 0.2 * flicker * fract(picture * 0.618034);
      float edge = length((place - 0.5) * vec2(min(aspect, 1.0), min(1.0 / aspect, 1.0)) * 2.0);
      float shade = 1.0 - corners * smoothstep(0.45, 1.35, edge);
      return vec4((film + speck * grain * 0.35) * light * shade, 1.0);
    }`,
});
