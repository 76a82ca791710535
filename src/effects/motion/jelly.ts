import { defineEffect } from '../define.js';

/** Waves run through the picture as through jelly. */
export const jelly = defineEffect({
  name: 'jelly',
  label: 'Jelly',
  family: 'motion',
  kind: 'warp',
  params: {
    amount: { kind: 'number', label: 'Amount', default: 0.4, min: 0, max: 1 },
    speed: { kind: 'number', label: 'Speed', default: 1.2, min: 0, max: 5, unit: 'Hz' },
  },
  fragment: `
    vec2 effect(vec2 place) {
      float phase = 6.2832 * speed * time;
      vec2 wave = vec2(sin(9.0 * place.y + phase) / aspect, sin(7.0 * place.x * aspect + 0.8 * phase));
      // Still at the edges, so that nothing beyond them comes into sight.
      vec2 room = smoothstep(0.0, 0.2, place) * smoothstep(0.0, 0.2, 1.0 - place);
      return place + 0.035 * amount * wave * room;
    }`,
});
