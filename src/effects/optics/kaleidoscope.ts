import { defineEffect } from '../define.js';

/** The picture in a tube of mirrors that slowly turns. */
export const kaleidoscope = defineEffect({
  name: 'kaleidoscope',
  label: 'Kaleidoscope',
  family: 'optics',
  kind: 'warp',
  params: {
    segments: { kind: 'number', label: 'Mirrors', default: 6, min: 2, max: 12 },
    speed: { kind: 'number', label: 'Speed', default: 15, min: -90, max: 90, unit: '°/s' },
    zoom: { kind: 'number', label: 'Zoom', default: 1.2, min: 0.5, max: 3 },
  },
  fragment: `
    vec2 effect(vec2 place) {
      vec2 from = (place - 0.5) * vec2(aspect, 1.0) / zoom;
      float wedge = 3.14159265 / floor(segments + 0.5);
      float turn = atan(from.y, from.x) + radians(speed) * time;
      turn = abs(mod(turn, 2.0 * wedge) - wedge) - radians(60.0);
      vec2 seen = length(from) * vec2(cos(turn), sin(turn)) / vec2(aspect, 1.0) + vec2(0.5, 0.55);
      return 1.0 - abs(mod(seen, 2.0) - 1.0);
    }`,
});
