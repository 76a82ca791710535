import type { TransitionDefinition } from '../effects/transition.js';
import { functionSource, type ProgramOutput, programSource } from './program.js';
import type { ProgramSource } from './shader-stages.js';

/* The fragment programs that bring takes into a frame, before any effect. */

/** How much of a pixel of the frame lies inside the picture, and the picture's place there. */
const INSIDE = `
float insideAt(vec2 place) {
  vec2 there = (uInputMatrix * vec3(place, 1.0)).xy;
  vec2 toEdge = (0.5 - abs(there - 0.5)) / max(fwidth(there), vec2(1e-6));
  return clamp(min(toEdge.x, toEdge.y) + 0.5, 0.0, 1.0);
}
vec3 pictureAt(vec2 place) { return texture(uInput, (uInputMatrix * vec3(place, 1.0)).xy).rgb; }
`;

/** Draws a picture on a colour. */
export const framedSource = (output: ProgramOutput) =>
  programSource(
    `uniform vec3 background;
${INSIDE}
vec3 colorAt(vec2 place) { return mix(background, pictureAt(place), insideAt(place)); }
`,
    output,
  );

/** Draws a picture on its own blurred self, which is darkened so that the picture stands out. */
export const backdropSource = (output: ProgramOutput) =>
  programSource(
    `uniform sampler2D uBackdrop;
${INSIDE}
vec3 colorAt(vec2 place) {
  return mix(texture(uBackdrop, place).rgb * 0.72, pictureAt(place), insideAt(place));
}
`,
    output,
  );

/** Blurs in one direction: two of them, one after the other, make a Gaussian blur. */
export const blurSource = (output: ProgramOutput) =>
  programSource(
    `uniform vec2 across;
vec3 colorAt(vec2 place) {
  vec2 reach = across * 0.06 * vec2(1.0, aspect);
  vec3 sum = vec3(0.0);
  float weights = 0.0;
  for (int tap = -10; tap <= 10; tap++) {
    float away = float(tap) / 10.0;
    float weight = exp(-3.0 * away * away);
    sum += weight * texture(uInput, (uInputMatrix * vec3(place + away * reach, 1.0)).xy).rgb;
    weights += weight;
  }
  return sum / weights;
}
`,
    output,
  );

/** Draws a transition. */
export function transitionSource({ params, fragment }: TransitionDefinition): ProgramSource {
  return programSource(
    `uniform sampler2D uNext;
uniform mat3 uNextMatrix;
uniform float transitionProgress;
vec4 from(vec2 place) { return vec4(texture(uInput, (uInputMatrix * vec3(place, 1.0)).xy).rgb, 1.0); }
vec4 to(vec2 place) { return vec4(texture(uNext, (uNextMatrix * vec3(place, 1.0)).xy).rgb, 1.0); }
${functionSource(params, fragment, 'way', { main: 'transition' })}
vec3 colorAt(vec2 place) { return clamp(way(place, transitionProgress).rgb, 0.0, 1.0); }
`,
    'color',
  );
}
