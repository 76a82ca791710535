import { defineEffect } from '../define.js';

/** Takes a green or blue screen away, and what it throws onto the person, and puts a colour in its place. */
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
  },
  fragment: `
    // Cb and Cr, which hold the colour without its light, so that a fold in the screen is still the screen.
    vec2 chromaOf(vec3 seen) {
      return vec2(dot(seen, vec3(-0.1687, -0.3313, 0.5)), dot(seen, vec3(0.5, -0.4187, -0.0813)));
    }
    vec4 effect(vec4 color, vec2 place) {
      float away = distance(chromaOf(color.rgb), chromaOf(key));
      float solid = smoothstep(tolerance, tolerance + softness, away);
      // The key's strongest channel may not outshine the other two.
      vec3 strongest = step(vec3(max(key.r, max(key.g, key.b))), key);
      float others = dot(color.rgb, 1.0 - strongest) / max(1.0, dot(vec3(1.0), 1.0 - strongest));
      vec3 clean = mix(color.rgb, min(color.rgb, vec3(others)), strongest * spill);
      return vec4(mix(background, clean, solid), 1.0);
    }`,
});
