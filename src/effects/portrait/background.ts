import { blurSteps } from '../blur.js';
import { defineEffect } from '../define.js';

/** Blurs what is behind the person, or puts a colour, a picture or a video in its place, without a green screen. */
export const background = defineEffect({
  name: 'background',
  label: 'Background',
  family: 'portrait',
  kind: 'pass',
  needs: 'person',
  params: {
    behind: {
      kind: 'choice',
      label: 'Behind you',
      default: 'blur',
      choices: { blur: 'Blur', colour: 'Colour' },
    },
    backdrop: { kind: 'medium', label: 'Picture or video' },
    tint: { kind: 'color', label: 'Colour', default: '#2b2d6e' },
    radius: { kind: 'number', label: 'Blur', default: 0.014, min: 0.004, max: 0.04 },
  },
  steps: blurSteps(320, 'radius'),
  fragment: `
    vec4 effect(vec2 place) {
      vec4 chosen = backdrop(place);
      vec3 back = mix(behind == 0 ? preparedAt(place).rgb : tint, chosen.rgb, chosen.a);
      // A mask is coarse: its edge is drawn in a little, so that no rim of the old background stays.
      float person = smoothstep(0.35, 0.8, personAt(place));
      return vec4(mix(back, sampleAt(place).rgb, person), 1.0);
    }`,
});
