import { defineEffect, type PassStep } from '../define.js';

/**
 * Averages along one axis, and carries in alpha how much the light varies: its standard deviation, doubled. Variances
 * add up, so the second step has that of the whole square.
 */
const averageStep = (axis: 'x' | 'y'): PassStep => ({
  side: 320,
  fragment: `
    vec4 effect(vec2 place) {
      vec2 stride = size / 4.0 * ${axis === 'x' ? 'vec2(1.0 / aspect, 0.0)' : 'vec2(0.0, 1.0)'};
      vec3 mean = vec3(0.0);
      float squares = 0.0;
      for (int tap = -4; tap <= 4; tap++) {
        vec4 seen = sampleAt(clamp(place + float(tap) * stride, 0.0, 1.0));
        float light = dot(seen.rgb, vec3(0.299, 0.587, 0.114));
        float spread = ${axis === 'x' ? '0.0' : 'seen.a / 2.0'};
        mean += seen.rgb / 9.0;
        squares += (light * light + spread * spread) / 9.0;
      }
      float light = dot(mean, vec3(0.299, 0.587, 0.114));
      return vec4(mean, 2.0 * sqrt(max(squares - light * light, 0.0)));
    }`,
});

/**
 * Evens out skin and leaves eyes, lips and hair sharp: a guided filter (He, Sun and Tang, 2010), in which each pixel
 * keeps of its own detail as much as its neighbourhood varies, on colours of skin (the usual ellipse in CbCr).
 */
export const smoothSkin = defineEffect({
  name: 'smooth-skin',
  label: 'Smooth skin',
  family: 'portrait',
  kind: 'pass',
  params: {
    strength: { kind: 'number', label: 'Strength', default: 0.5, min: 0, max: 1 },
    size: { kind: 'number', label: 'Size of what is smoothed', default: 0.012, min: 0.004, max: 0.03 },
  },
  steps: [averageStep('x'), averageStep('y')],
  fragment: `
    vec4 effect(vec2 place) {
      vec3 color = sampleAt(place).rgb;
      vec4 around = preparedAt(place);
      float spread = around.a / 2.0;
      float kept = spread * spread / (spread * spread + 0.0024 * strength + 0.00001);
      vec3 even = around.rgb + kept * (color - around.rgb);
      vec2 chroma = vec2(
        dot(around.rgb, vec3(-0.1687, -0.3313, 0.5)),
        dot(around.rgb, vec3(0.5, -0.4187, -0.0813))
      );
      // Centre and axes of skin in CbCr, wide enough for every complexion and warm light.
      float away = length((chroma - vec2(-0.09, 0.11)) / vec2(0.1, 0.1));
      float skin = smoothstep(1.25, 0.75, away) * smoothstep(0.06, 0.16, dot(around.rgb, vec3(0.299, 0.587, 0.114)));
      vec3 smoothed = mix(color, even, skin * smoothstep(0.0, 0.3, strength));
      // A touch of light, as from a softer lamp.
      return vec4(mix(smoothed, 1.0 - (1.0 - smoothed) * (1.0 - 0.06 * smoothed), skin * strength), 1.0);
    }`,
});
