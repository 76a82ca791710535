import { defineEffect } from '../define.js';

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
    vec4 effect(vec4 color, vec2 place) {
      float when = 6.2832 * speed * time;
      float along = 0.5 + 0.5 * sin(5.3 * place.y - 0.6 * when) * sin(2.9 * place.y + 0.41 * when + 1.0);
      float right = smoothstep(0.4 + 0.3 * along, 1.05, place.x + 0.12 * (along - 0.5));
      vec2 corner = (place - vec2(0.0, 0.3 + 0.15 * sin(0.37 * when))) * vec2(aspect, 1.0);
      float left = smoothstep(0.45, 0.0, length(corner)) * (0.6 + 0.4 * sin(0.53 * when));
      float light = right * (0.55 + 0.6 * along) + 0.55 * left;
      // Hot in its middle, the film's own colour around it.
      vec3 leak = strength * light * (tint + vec3(0.6, 0.5, 0.33) * light * light);
      return vec4(1.0 - (1.0 - color.rgb) * (1.0 - clamp(leak, 0.0, 1.0)), 1.0);
    }`,
});
