import { defineEffect } from '../define.js';
import { NOISE } from '../noise.js';

/** A tape that was copied too often: smeared colour, trembling lines, a band of noise that climbs. */
export const vhs = defineEffect({
  name: 'vhs',
  label: 'VHS',
  family: 'glitch',
  kind: 'pass',
  params: {
    wear: { kind: 'number', label: 'Wear', default: 0.5, min: 0, max: 1 },
    smear: { kind: 'number', label: 'Colour smear', default: 0.5, min: 0, max: 1 },
  },
  steps: [
    {
      // Colour is stored far more coarsely than light, and comes late.
      side: 320,
      fragment: `
        vec4 effect(vec2 place) {
          vec3 late = vec3(0.0);
          for (int tap = 0; tap < 6; tap++) {
            late += sampleAt(place - vec2(smear * (0.004 + 0.0055 * float(tap)) / aspect * 0.5625, 0.0)).rgb / 6.0;
          }
          return vec4(late, 1.0);
        }`,
    },
  ],
  fragment: `
    ${NOISE}
    vec4 effect(vec2 place) {
      const vec3 LIGHT = vec3(0.299, 0.587, 0.114);
      float picture = floor(time * 30.0 + 0.001);
      // A tape holds 240 lines; where tracking is lost they bend.
      float row = floor(place.y * 240.0);
      vec3 roll = chances(vec3(floor(place.x * 320.0 * aspect), row, picture));
      float lost = smoothstep(0.06, 0.0, abs(place.y - (1.1 - 1.2 * fract(0.21 * time))));
      float tremble = fract(row * 0.618034 + picture * 0.414214) - 0.5;
      float shift = wear * (0.0022 * tremble + 0.02 * lost * sin(row * 0.7 + picture));
      vec2 from = vec2(place.x + shift, place.y);
      vec3 color = sampleAt(from).rgb;
      vec3 late = preparedAt(from).rgb;
      float light = dot(color, LIGHT);
      vec3 played = light + mix(color - light, 1.15 * (late - dot(late, LIGHT)), 0.3 + 0.7 * smear);
      played += wear * (0.13 * (roll.x - 0.5) + 0.6 * lost * smoothstep(0.75, 1.0, roll.y));
      played = mix(played, played * vec3(0.97, 1.0, 1.04) + 0.03, wear);
      // Dark between the lines.
      return vec4(played * (1.0 - 0.2 * wear * abs(fract(place.y * 240.0) - 0.5)), 1.0);
    }`,
});
