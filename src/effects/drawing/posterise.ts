import { defineEffect } from '../define.js';

/** A few flat tones, as in a silk-screen print. */
export const posterise = defineEffect({
  name: 'posterise',
  label: 'Posterise',
  family: 'drawing',
  kind: 'pixel',
  params: {
    levels: { kind: 'number', label: 'Tones', default: 5, min: 2, max: 12 },
    saturation: { kind: 'number', label: 'Colour', default: 1.5, min: 0, max: 2.5 },
  },
  fragment: `
    vec4 effect(vec4 color, vec2 place) {
      float light = dot(color.rgb, vec3(0.2126, 0.7152, 0.0722));
      // By light rather than by channel, so that skin keeps its hue; steps are soft by a little, which calms noise.
      float tone = light * (levels - 1.0);
      float stepped = (floor(tone) + smoothstep(0.35, 0.65, fract(tone))) / (levels - 1.0);
      vec3 flattened = color.rgb * (stepped + 0.04) / (light + 0.04);
      float grey = dot(flattened, vec3(0.2126, 0.7152, 0.0722));
      return vec4(grey + saturation * (flattened - grey), 1.0);
    }`,
});
