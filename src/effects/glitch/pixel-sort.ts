import { defineEffect } from '../define.js';

/** Bright parts run down the picture, in the manner of sorted pixels. */
export const pixelSort = defineEffect({
  name: 'pixel-sort',
  label: 'Pixel sort',
  family: 'glitch',
  kind: 'pass',
  params: {
    streak: { kind: 'number', label: 'Length', default: 0.2, min: 0, max: 0.5 },
    threshold: { kind: 'number', label: 'Threshold', default: 0.45, min: 0, max: 1 },
  },
  once: `float columns = 360.0 * min(aspect, 1.0);`,
  steps: [
    {
      // For each pixel of as many columns, the brightest colour that runs down to it, and in alpha how bright it still is.
      side: 360,
      fragment: `
        vec4 effect(vec2 place) {
          // No streak is as long as the next.
          vec2 chance = fract(floor(place.x * columns) * vec2(0.618034, 0.414214) + vec2(0.0, 0.5));
          float longest = streak * (0.3 + 0.7 * chance.x * chance.y);
          vec4 best = vec4(0.0);
          for (int tap = 1; tap <= 32; tap++) {
            float part = float(tap) / 32.0;
            vec3 seen = sampleAt(vec2(place.x, max(place.y - longest * part, 0.0))).rgb;
            float light = dot(seen, vec3(0.2126, 0.7152, 0.0722));
            // A streak ends where the picture above it is dark.
            if (light < threshold) break;
            if (light - 0.1 * part > best.a) best = vec4(seen, light - 0.1 * part);
          }
          return best;
        }`,
    },
  ],
  fragment: `
    vec4 effect(vec2 place) {
      vec3 color = sampleAt(place).rgb;
      vec4 streaming = preparedAt(vec2((floor(place.x * columns) + 0.5) / columns, place.y));
      return vec4(dot(color, vec3(0.2126, 0.7152, 0.0722)) < streaming.a ? streaming.rgb : color, 1.0);
    }`,
});
