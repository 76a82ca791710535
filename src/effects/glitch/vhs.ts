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
  fragment: `
    ${NOISE}
    vec4 effect(vec2 place) {
      float picture = floor(time * 30.0 + 0.001);
      // A tape holds 240 lines; each trembles on its own, and bends in the band that tracking lost.
      float line = floor(place.y * 240.0);
      float band = fract(0.21 * time);
      float lost = smoothstep(0.06, 0.0, abs(place.y - (1.1 - 1.2 * band)));
      float shift = wear * (0.0022 * (chance(vec3(line, picture, 1.0)) - 0.5) + 0.03 * lost * (drift(vec3(line * 0.3, picture, 2.0)) - 0.3));
      vec2 from = vec2(place.x + shift, place.y);
      vec3 color = sampleAt(from).rgb;
      float light = dot(color, vec3(0.299, 0.587, 0.114));
      // Colour is stored far more coarsely than light, and comes late.
      vec3 tint = vec3(0.0);
      for (int tap = 0; tap < 5; tap++) {
        vec3 late = sampleAt(from - vec2(smear * (0.004 + 0.0055 * float(tap)), 0.0)).rgb;
        tint += (late - dot(late, vec3(0.299, 0.587, 0.114))) / 5.0;
      }
      vec3 played = light + mix(color - light, 1.15 * tint, 0.3 + 0.7 * smear);
      float snow = chance(vec3(floor(place.x * 320.0 * aspect), line, picture));
      played += wear * 0.13 * (snow - 0.5) + wear * lost * smoothstep(0.75, 1.0, snow) * 0.6;
      played = mix(played, played * vec3(0.97, 1.0, 1.04) + 0.03, wear);
      return vec4(played * (1.0 - 0.1 * wear * (0.5 + 0.5 * cos(6.2832 * place.y * 240.0))), 1.0);
    }`,
});
