import { defineEffect } from '../define.js';

/** Red and blue part from green and tremble, as on a screen that has lost its aim. */
export const rgbSplit = defineEffect({
  name: 'rgb-split',
  label: 'RGB split',
  family: 'glitch',
  kind: 'pass',
  params: {
    amount: { kind: 'number', label: 'Distance', default: 0.012, min: 0, max: 0.05 },
    angle: { kind: 'number', label: 'Direction', default: 0, min: 0, max: 360, unit: '°' },
    trembling: { kind: 'number', label: 'Trembling', default: 0.5, min: 0, max: 1 },
  },
  once: `
    float jitter = mix(1.0, 0.5 + 0.5 * sin(time * 41.0) * sin(time * 17.0), trembling);
    float turn = radians(angle);
    vec2 shift = amount * jitter * vec2(cos(turn), sin(turn) * aspect);`,
  fragment: `
    vec4 effect(vec2 place) {
      return vec4(sampleAt(place + shift).r, sampleAt(place).g, sampleAt(place - shift).b, 1.0);
    }`,
});
