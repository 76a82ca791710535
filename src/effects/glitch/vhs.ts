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
            late += sampleAt(place - vec2(smear * (0.006 + 0.009 * float(tap)) / aspect * 0.5625, 0.0)).rgb / 6.0;
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
      // The last lines are read while the next head takes over.
      lost = max(lost, smoothstep(0.955, 0.985, place.y));
      float tremble = fract(row * 0.618034 + picture * 0.414214) - 0.5;
      float shift = wear * (0.004 * tremble + 0.035 * lost * sin(row * 0.7 + picture));
      vec2 from = vec2(place.x + shift, place.y);
      vec3 late = preparedAt(from).rgb;
      // Soft, with an edge that rings.
      vec2 near = vec2(0.0035 * wear / aspect, 0.0);
      vec3 color = 0.5 * (sampleAt(from).rgb + sampleAt(from - near).rgb);
      float light = dot(color, LIGHT);
      light += 0.7 * wear * (light - dot(sampleAt(from - 2.5 * near).rgb, LIGHT));
      vec3 played = light + mix(color - dot(color, LIGHT), 1.35 * (late - dot(late, LIGHT)), 0.3 + 0.7 * smear);
      played += wear * (0.2 * (roll.x - 0.5) + 0.7 * lost * smoothstep(0.7, 1.0, roll.y));
      // Black is grey by then, and what is grey a little blue.
      played = mix(played, played * vec3(0.86, 0.88, 0.9) + vec3(0.06, 0.05, 0.09), wear);
      // Dark between the lines.
      return vec4(played * (1.0 - 0.4 * wear * abs(fract(place.y * 240.0) - 0.5)), 1.0);
    }`,
});
