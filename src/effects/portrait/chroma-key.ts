import { defineEffect } from '../define.js';
import { KEYING } from '../keying.js';

/**
 * Takes a green or blue screen away, and what it throws onto the person, and puts a picture, a video or a colour in its
 * place.
 */
export const chromaKey = defineEffect({
  name: 'chroma-key',
  label: 'Green screen',
  family: 'portrait',
  kind: 'pixel',
  params: {
    key: { kind: 'color', label: 'Colour of the screen', default: '#00b140' },
    tolerance: { kind: 'number', label: 'Tolerance', default: 0.16, min: 0, max: 0.5 },
    softness: { kind: 'number', label: 'Softness', default: 0.08, min: 0.005, max: 0.3 },
    spill: { kind: 'number', label: 'Take away its shine', default: 0.8, min: 0, max: 1 },
    background: { kind: 'color', label: 'Background', default: '#2b2d6e' },
    backdrop: { kind: 'medium', label: 'Picture or video behind' },
  },
  fragment: `${KEYING}
    vec4 effect(vec4 color, vec2 place) {
      vec4 chosen = backdrop(place);
      vec3 behind = mix(background, chosen.rgb, chosen.a);
      return vec4(mix(behind, cleanOf(color.rgb, key, spill), solidAt(color.rgb, key, tolerance, softness)), 1.0);
    }`,
});
