import type { VisionModel } from '../../src/effects/vision.js';

/** A model that knows the person of `paintScene`, in any size of it: for the effects that need to see one. */
export const sceneVision: VisionModel = {
  findPerson: () => {
    const [width, height] = [72, 128];
    const data = new Uint8Array(width * height);
    for (let cell = 0; cell < data.length; cell++) {
      const [x, y] = [((cell % width) + 0.5) / width, (Math.floor(cell / width) + 0.5) / height];
      // A head with its hair, and shoulders that widen below it.
      const head = ((x - 0.51) / 0.28) ** 2 + ((y - 0.44) / 0.24) ** 2 < 1;
      const body = ((x - 0.51) / 0.44) ** 2 + ((y - 1.0) / 0.31) ** 2 < 1;
      data[cell] = head || body ? 255 : 0;
    }
    return { width, height, data };
  },
  findFace: () => ({
    leftEye: { x: 434 / 720, y: 545 / 1280 },
    rightEye: { x: 302 / 720, y: 545 / 1280 },
    nose: { x: 366 / 720, y: 648 / 1280 },
    mouth: { x: 370 / 720, y: 728 / 1280 },
  }),
};
