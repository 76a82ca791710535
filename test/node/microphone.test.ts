import { describe, expect, it } from 'vitest';
import { Row } from '../../src/capture/microphone.js';

const PIECE = { length: 480, sampleRate: 48000 };

/** Places pieces of 10 ms, of which each has a stamp and arrives so many milliseconds after its first sample. */
function placed(pieces: readonly { stampMs: number; heardMs: number }[]) {
  const row = new Row();
  return pieces.map(({ stampMs, heardMs }) => row.place({ ...PIECE, timestamp: stampMs * 1000 }, heardMs));
}

const steady = (count: number, fromMs = 0) =>
  Array.from({ length: count }, (_, index) => ({
    stampMs: 10 * index + fromMs,
    heardMs: 500 + 10 * index + fromMs,
  }));

describe("a microphone's sound", () => {
  it('lies in a row, however its stamps jitter', () => {
    const jittered = steady(50).map(({ stampMs, heardMs }, index) => ({
      stampMs: stampMs + (index % 7) * 3,
      heardMs,
    }));
    expect(placed(jittered).at(-1)?.at).toBeCloseTo(0.49, 9);
  });

  it('has a gap where pieces are missing, and what follows stays in its place', () => {
    const pieces = [...steady(20), ...steady(20, 320)];
    expect(placed(pieces)[20]?.at).toBeCloseTo(0.32, 9);
    expect(placed(pieces).at(-1)).toEqual({ at: expect.closeTo(0.51, 9), beganMs: expect.closeTo(500, 6) });
  });

  it('has one after a burst of late pieces, too', () => {
    const late = steady(20).map((piece, index) => ({ ...piece, heardMs: index < 5 ? piece.heardMs : 900 }));
    const pieces = [...late, { stampMs: 390, heardMs: 900 }];
    expect(placed(pieces).at(-1)?.at).toBeCloseTo(0.39, 9);
  });

  it.each([-9850, 9850])('has none where the first stamps lie %i ms away from the others', (awayMs) => {
    const pieces = steady(300).map((piece, index) =>
      index < 3 ? { stampMs: piece.stampMs + awayMs, heardMs: piece.heardMs + 94 - 10 * index } : piece,
    );
    expect(placed(pieces).at(-1)).toEqual({ at: expect.closeTo(2.99, 9), beganMs: expect.closeTo(500, 6) });
  });

  it('began when the piece that was the least late says', () => {
    const late = steady(40).map((piece, index) => ({
      ...piece,
      heardMs: piece.heardMs + ((index * 13) % 29),
    }));
    expect(placed(late).at(-1)?.beganMs).toBeCloseTo(500, 6);
  });
});
