import { defineEffect } from '../define.js';

/** The picture leaps towards the viewer on each beat and falls back. */
export const zoomPulse = defineEffect({
  name: 'zoom-pulse',
  label: 'Zoom pulse',
  family: 'motion',
  kind: 'warp',
  params: {
    amount: { kind: 'number', label: 'Amount', default: 0.12, min: 0, max: 0.5 },
    beats: { kind: 'number', label: 'Tempo', default: 120, min: 40, max: 240, unit: 'BPM' },
  },
  once: `
    float sinceBeat = fract(time * beats / 60.0);
    float part = 1.0 / (1.0 + amount * exp(-5.0 * sinceBeat));`,
  fragment: `
    vec2 effect(vec2 place) { return (place - 0.5) * part + 0.5; }`,
});
