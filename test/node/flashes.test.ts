import { describe, expect, it } from 'vitest';
import { FlashCounter } from '../../src/effects/flashes.js';

/** The most flashes in a second of a light that is `light(seconds)` in a part of a hundred cells, dark in the others. */
function flashesOf(light: (time: number) => number, { part = 1, seconds = 3 } = {}): number {
  const counter = new FlashCounter(30);
  for (let frame = 0; frame < seconds * 30; frame++) {
    counter.add(
      Float32Array.from({ length: 100 }, (_none, cell) => (cell < part * 100 ? light(frame / 30) : 0)),
    );
  }
  return counter.most;
}

describe('counting flashes', () => {
  const blink =
    (hertz: number, dark = 0, bright = 1) =>
    (time: number) =>
      (time * hertz + 1e-6) % 1 < 0.5 ? bright : dark;

  it('finds as many as there are in a second', () => {
    for (const hertz of [1, 3, 5, 10]) expect(flashesOf(blink(hertz))).toBe(hertz);
    expect(flashesOf((time) => 0.5 + 0.5 * Math.sin(2 * Math.PI * 4 * time))).toBe(4);
  });

  it('lets pass what is faint, small, bright throughout, or goes one way only', () => {
    expect(flashesOf(blink(10, 0.4, 0.49))).toBe(0);
    expect(flashesOf(blink(10), { part: 0.2 })).toBe(0);
    expect(flashesOf(blink(10, 0.82, 1))).toBe(0);
    expect(flashesOf((time) => time / 3)).toBe(0);
    expect(flashesOf(() => 0.5)).toBe(0);
  });

  it('looks at every second, not only whole ones', () => {
    // Four flashes about a whole second, none else.
    expect(flashesOf((time) => (time > 0.6 && time < 1.4 ? blink(5)(time) : 0))).toBe(4);
  });
});
