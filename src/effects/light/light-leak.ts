import { defineEffect } from '../define.js';
import { NOISE } from '../noise.js';

/** Daylight finds its way into the camera and wanders along the edge of the film. */
export const lightLeak = defineEffect({
  name: 'light-leak',
  label: 'Light leak',
  family: 'light',
  kind: 'pixel',
  params: {
    strength: { kind: 'number', label: 'Strength', default: 0.75, min: 0, max: 1 },
    tint: { kind: 'color', label: 'Colour', default: '#ff5a1f' },
    speed: { kind: 'number', label: 'Speed', default: 0.35, min: 0, max: 2, unit: 'Hz' },
  },
  fragment: `
    ${NOISE}
    vec4 effect(vec4 color, vec2 place) {
      float when = speed * time;
      float along = drift(vec3(place.y * 2.2 - 0.6 * when, when, 0.5));
      float right = smoothstep(0.35 + 0.35 * along, 1.05, place.x + 0.12 * (along - 0.5));
      float corner = smoothstep(0.75, 0.0, length((place - vec2(0.0, 0.12 + 0.3 * drift(vec3(when, 3.5, 1.5)))) * vec2(aspect, 1.0) * 1.6));
      float light = right * (0.55 + 0.6 * along) + 0.55 * corner * drift(vec3(0.7 * when, 9.5, 2.5));
      // Hot in its middle, the film's own colour around it.
      vec3 leak = strength * (tint * light + vec3(1.0, 0.85, 0.55) * pow(light, 3.0) * 0.6);
      return vec4(1.0 - (1.0 - color.rgb) * (1.0 - clamp(leak, 0.0, 1.0)), 1.0);
    }`,
});
