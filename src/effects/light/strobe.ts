import { defineEffect } from '../define.js';

/** Flashes, at first as many in a second as are safe. */
export const strobe = defineEffect({
  name: 'strobe',
  label: 'Strobe',
  family: 'light',
  kind: 'pixel',
  params: {
    rate: { kind: 'number', label: 'Rate', default: 3, min: 0.5, max: 12, unit: 'Hz', safeMax: 3 },
    strength: { kind: 'number', label: 'Strength', default: 0.85, min: 0, max: 1 },
    tint: { kind: 'color', label: 'Colour of the flash', default: '#ffffff' },
  },
  once: `
    float since = fract(time * rate + 0.0001);
    float flash = strength * 0.8 * exp(-7.0 * since);
    float kept = (1.0 - flash) * mix(1.0, 0.25, strength * smoothstep(0.1, 0.7, since));
    vec3 light = flash * tint;`,
  fragment: `
    vec4 effect(vec4 color, vec2 place) { return vec4(color.rgb * kept + light, 1.0); }`,
});
