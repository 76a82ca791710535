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
  once: `
    float when = 6.2832 * speed * time;
    float drift = 0.0955 * when;
    float swell = 3.4 * sin(0.41 * when + 1.0);
    float height = 0.3 + 0.15 * sin(0.37 * when);
    float glow = 0.33 + 0.22 * sin(0.53 * when);
    vec3 film = strength * tint;
    vec3 heat = strength * vec3(0.6, 0.5, 0.33);`,
  fragment: `
    vec4 effect(vec4 color, vec2 place) {
      float wave = fract(0.8435 * place.y - drift) - 0.5;
      float along = 0.5 + swell * wave * (1.0 - 2.0 * abs(wave));
      float right = clamp((place.x - 0.46 - 0.18 * along) * (1.5 + 0.9 * along), 0.0, 1.0);
      vec2 corner = vec2(place.x * aspect, place.y - height);
      float left = max(1.0 - 4.938 * dot(corner, corner), 0.0);
      float light = right * right * (3.0 - 2.0 * right) * (0.55 + 0.6 * along) + glow * left * left;
      // Hot in its middle, the film's own colour around it.
      vec3 leak = min(light * (film + light * light * heat), 1.0);
      return vec4(color.rgb + leak * (1.0 - color.rgb), 1.0);
    }`,
});
