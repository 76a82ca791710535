import type { PassStep } from './define.js';

/**
 * A step that blurs along one axis with a Gaussian bell: two of them, one along each, blur evenly.
 * @param side pixels along the longer side of the small picture
 * @param deviation GLSL for the bell's standard deviation as a part of the frame's height
 * @param prepare GLSL that changes `vec4 color` as it is read, such as a threshold
 */
export function blurStep(axis: 'x' | 'y', side: number, deviation: string, prepare = ''): PassStep {
  return {
    side,
    fragment: `
      vec4 effect(vec2 place) {
        vec2 stride = 0.4 * (${deviation}) * ${axis === 'x' ? 'vec2(1.0 / aspect, 0.0)' : 'vec2(0.0, 1.0)'};
        vec4 sum = vec4(0.0);
        float weights = 0.0;
        for (int tap = -6; tap <= 6; tap++) {
          float weight = exp(-0.08 * float(tap * tap));
          vec4 color = sampleAt(clamp(place + float(tap) * stride, 0.0, 1.0));
          ${prepare}
          sum += weight * color;
          weights += weight;
        }
        return sum / weights;
      }`,
  };
}
