import { expect, it } from 'vitest';
import { EFFECTS } from '../../src/effects/catalogue.js';
import { registerVision } from '../../src/effects/vision.js';
import { endure } from '../support/endurance.js';
import { sceneVision } from '../support/scene-vision.js';

registerVision(sceneVision);

it('leaves nothing on the GPU, whatever is drawn', { timeout: 120_000 }, async () => {
  const counts: number[] = [];
  const turn = await endure({ frames: 9 * (EFFECTS.length + 1), each: 3 }, (_frame, objects) => {
    counts.push(objects);
  });
  // In the first turn what is kept for good is made.
  expect(counts).toHaveLength(3 * turn);
  expect(counts[3 * turn - 1]).toBe(counts[2 * turn - 1]);
});
