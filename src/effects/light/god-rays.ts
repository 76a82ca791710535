import { defineEffect } from '../define.js';

/** Shafts of sunlight that move through mist. */
export const godRays = defineEffect({
  name: 'god-rays',
  label: 'God rays',
  family: 'light',
  kind: 'pixel',
  params: {
    strength: { kind: 'number', label: 'Strength', default: 0.6, min: 0, max: 1 },
    left: { kind: 'number', label: 'Sun across', default: 0.85, min: -0.2, max: 1.2 },
    tint: { kind: 'color', label: 'Colour', default: '#fff0cc' },
    speed: { kind: 'number', label: 'Speed', default: 0.25, min: 0, max: 2, unit: 'Hz' },
  },
  fragment: `
    vec4 effect(vec4 color, vec2 place) {
      // The sun stands above the frame; a ray is all that lies in one direction from it.
      vec2 from = (place - vec2(left, -0.15)) * vec2(aspect, 1.0);
      float away = length(from);
      float direction = 12.0 * from.x / away;
      float when = 6.2832 * speed * time;
      float rays = sin(direction * 2.3 + 0.7 * when) + sin(direction * 3.7 - 0.5 * when + 1.0) + sin(direction * 7.1 + 0.3 * when);
      float shaft = smoothstep(-0.3, 2.2, rays) * smoothstep(1.25, 0.1, away);
      vec3 light = strength * (0.75 * shaft + 0.3 * smoothstep(0.7, 0.0, away)) * tint;
      return vec4(1.0 - (1.0 - color.rgb) * (1.0 - clamp(light, 0.0, 1.0)), 1.0);
    }`,
});
