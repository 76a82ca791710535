import type { PassStep } from './define.js';

/**
 * Steps that blur with a Gaussian bell: the picture made small, then blurred along one axis and along the other.
 * @param side pixels along the longer side of the small picture
 * @param deviation GLSL for the bell's standard deviation as a part of the frame's height
 * @param prepare GLSL that changes `vec4 color` as it is read, such as a threshold
 */
export function blurSteps(side: number, deviation: string, prepare = ''): PassStep[] {
  return [shrink(side, prepare), along('x', side, deviation), along('y', side, deviation)];
}

/** Four samples for each pixel of the small picture, so that none of the large one's is passed over. */
function shrink(side: number, prepare: string): PassStep {
  return {
    side,
    fragment: `
      vec4 effect(vec2 place) {
        vec2 reach = 0.25 * vec2(1.0 / aspect, 1.0) * max(aspect, 1.0) / ${side}.0;
        vec4 color = (sampleAt(place + reach) + sampleAt(place - reach)
          + sampleAt(place + reach * vec2(1.0, -1.0)) + sampleAt(place - reach * vec2(1.0, -1.0))) / 4.0;
        ${prepare}
        return color;
      }`,
  };
}

function along(axis: 'x' | 'y', side: number, deviation: string): PassStep {
  return {
    side,
    fragment: `
      vec4 effect(vec2 place) {
        vec2 stride = 0.4 * (${deviation}) * ${axis === 'x' ? 'vec2(1.0 / aspect, 0.0)' : 'vec2(0.0, 1.0)'};
        vec4 sum = vec4(0.0);
        float weights = 0.0;
        for (int tap = -6; tap <= 6; tap++) {
          float weight = exp(-0.08 * float(tap * tap));
          sum += weight * sampleAt(clamp(place + float(tap) * stride, 0.0, 1.0));
          weights += weight;
        }
        return sum / weights;
      }`,
  };
}
