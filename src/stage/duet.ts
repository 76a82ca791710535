import { KEYING } from '../effects/keying.js';
import type { Duet } from '../project/project.js';
import { type ProgramOutput, programSource } from './program.js';

/** A part of the frame, in places from 0 to 1. */
export interface DuetArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the two pictures of a duet lie, and which is on top. */
export interface DuetAreas {
  readonly performer: DuetArea;
  readonly partner: DuetArea;
  readonly above: 'performer' | 'partner';
}

const WHOLE: DuetArea = { x: 0, y: 0, width: 1, height: 1 };
/** Large enough for a face, and clear of where feeds lay their buttons. */
const INSET: DuetArea = { x: 0.05, y: 0.09, width: 0.36, height: 0.36 };

/** Where a layout puts the pictures: the performer first, in reading order, unless they are swapped. */
export function duetAreas({ layout, swapped }: Pick<Duet, 'layout' | 'swapped'>): DuetAreas {
  switch (layout) {
    case 'side-by-side':
      return arranged({ ...WHOLE, width: 0.5 }, { ...WHOLE, x: 0.5, width: 0.5 }, swapped);
    case 'top-bottom':
      return arranged({ ...WHOLE, height: 0.5 }, { ...WHOLE, y: 0.5, height: 0.5 }, swapped);
    case 'picture-in-picture':
      return { ...arranged(INSET, WHOLE, swapped), above: swapped ? 'partner' : 'performer' };
    case 'green-screen':
      return { performer: WHOLE, partner: WHOLE, above: 'performer' };
  }
}

function arranged(first: DuetArea, second: DuetArea, swapped: boolean): DuetAreas {
  return {
    performer: swapped ? second : first,
    partner: swapped ? first : second,
    above: 'performer',
  };
}

/**
 * Draws one picture over another, each in its area, the upper one with round corners or without its green screen. What
 * a screen reflects onto the performer is taken back to grey.
 */
export const duetSource = (output: ProgramOutput) =>
  programSource(
    `uniform sampler2D uAbove;
uniform mat3 uAboveMatrix;
uniform vec4 belowArea;
uniform vec4 aboveArea;
uniform float cornerRadius;
uniform float keyStrength;
uniform vec3 keyColor;
${KEYING}
bool isInside(vec2 local) {
  return all(greaterThanEqual(local, vec2(0.0))) && all(lessThan(local, vec2(1.0)));
}
vec3 colorAt(vec2 place) {
  vec2 local = (place - belowArea.xy) / belowArea.zw;
  vec3 color = isInside(local) ? texture(uInput, (uInputMatrix * vec3(local, 1.0)).xy).rgb : vec3(0.0);
  local = (place - aboveArea.xy) / aboveArea.zw;
  if (!isInside(local)) return color;
  vec3 above = texture(uAbove, (uAboveMatrix * vec3(local, 1.0)).xy).rgb;
  float alpha = 1.0;
  if (cornerRadius > 0.0) {
    // Distance to a rectangle with round corners, in heights of the frame.
    vec2 reach = 0.5 * aboveArea.zw * vec2(aspect, 1.0);
    vec2 corner = abs((local - 0.5) * 2.0 * reach) - reach + cornerRadius;
    float outside = length(max(corner, 0.0)) - cornerRadius;
    alpha = clamp(0.5 - outside * frameSize.y, 0.0, 1.0);
  }
  if (keyStrength > 0.0) {
    alpha *= solidAt(above, keyColor, 0.14, 0.1);
    above = cleanOf(above, keyColor, 0.8);
  }
  return mix(color, above, alpha);
}
`,
    output,
  );
