import { defineEffect } from '../define.js';

/** Bright parts run down the picture, in the manner of sorted pixels. */
export const pixelSort = defineEffect({
  name: 'pixel-sort',
  label: 'Pixel sort',
  family: 'glitch',
  kind: 'pass',
  params: {
    streak: { kind: 'number', label: 'Length', default: 0.14, min: 0, max: 0.4 },
    threshold: { kind: 'number', label: 'Threshold', default: 0.45, min: 0, max: 1 },
  },
  fragment: `
    vec4 effect(vec2 place) {
      // Columns as wide as on a small screen, so that streaks are as coarse in every size.
      float column = (floor(place.x * 360.0 * aspect) + 0.5) / (360.0 * aspect);
      vec3 color = sampleAt(place).rgb;
      vec3 best = color;
      float most = dot(color, vec3(0.2126, 0.7152, 0.0722));
      for (int tap = 1; tap <= 16; tap++) {
        float above = place.y - streak * float(tap) / 16.0;
        vec3 seen = sampleAt(vec2(column, max(above, 0.0))).rgb;
        float light = dot(seen, vec3(0.2126, 0.7152, 0.0722));
        // A streak ends where the picture above it is dark.
        if (light < threshold) break;
        float reach = light - 0.35 * float(tap) / 16.0;
        if (reach > most) { most = reach; best = seen; }
      }
      return vec4(best, 1.0);
    }`,
});
