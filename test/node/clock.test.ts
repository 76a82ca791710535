import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TrackClock } from '../../src/capture/track-clock.js';
import { type ClockReading, OutputClock } from '../../src/sound/clock.js';
import { between } from './arbitrary.js';

/** A sound output as systems have them: it computes ahead of what is heard, in buffers, on a crystal of its own. */
interface Output {
  /** Context time heard at page time 0. */
  offset: number;
  driftPpm: number;
  latency: number;
  buffer: number;
}

const heardAt = ({ offset, driftPpm }: Output, pageSeconds: number) =>
  offset + pageSeconds * (1 + driftPpm / 1e6);

function readingAt(output: Output, pageSeconds: number, jitter = 0): ClockReading {
  const computed = heardAt(output, pageSeconds) + output.latency;
  return {
    pageTimeMs: pageSeconds * 1000,
    currentTime: Math.floor(computed / output.buffer) * output.buffer,
    outputLatency: output.latency,
    contextTime: heardAt(output, pageSeconds - 0.005) + jitter,
    performanceTime: (pageSeconds - 0.005) * 1000,
  };
}

const outputs = fc.record({
  offset: between(5, 100),
  driftPpm: between(-100, 100),
  latency: fc.constantFrom(0.01, 0.04, 0.18, 0.3),
  buffer: fc.constantFrom(128 / 48000, 0.01, 0.02),
});

/** Readings every 50 ms for 15 seconds, each changed by `change`. */
function observed(
  output: Output,
  change: (reading: ClockReading, index: number) => ClockReading = (reading) => reading,
  jitters: readonly number[] = [0],
): OutputClock {
  const clock = new OutputClock();
  for (let index = 0; index < 300; index++) {
    const jitter = jitters[index % jitters.length] ?? 0;
    clock.observe(change(readingAt(output, 1 + index * 0.05, jitter), index));
  }
  return clock;
}

/** The most that the clock is off, in seconds, over the time that was observed. */
const errorOf = (clock: OutputClock, output: Output) =>
  Math.max(
    ...[1, 4, 8, 15].map((time) => Math.abs(clock.contextTimeHeardAt(time * 1000) - heardAt(output, time))),
  );

describe('the clock of the sound output', () => {
  it('finds what is heard, through jitter and drift, and back', () => {
    fc.assert(
      fc.property(
        outputs,
        fc.array(between(-0.003, 0.003), { minLength: 20, maxLength: 40 }),
        (output, jitters) => {
          const clock = observed(output, undefined, jitters);
          expect(errorOf(clock, output)).toBeLessThan(0.0035);
          expect(clock.pageTimeHeard(clock.contextTimeHeardAt(9000))).toBeCloseTo(9000, 6);
          expect(clock.report.source).toBe('output-timestamp');
        },
      ),
    );
  });

  it('tells a drift of the crystals', () => {
    const output = { offset: 7, driftPpm: 80, latency: 0.04, buffer: 0.01 };
    const clock = observed(output);
    expect(errorOf(clock, output)).toBeLessThan(1e-6);
    expect(clock.report.driftPpm).toBeCloseTo(80, 0);
    expect(clock.report.residualMs).toBeLessThan(0.01);
  });

  it('is not bent by readings that are wrong now and then', () => {
    fc.assert(
      fc.property(outputs, between(-0.5, 0.5), (output, wrong) => {
        const clock = observed(output, (reading, index) =>
          index % 5 === 0 ? { ...reading, contextTime: reading.contextTime + wrong } : reading,
        );
        expect(errorOf(clock, output)).toBeLessThan(0.001);
      }),
    );
  });

  it('follows a relation that jumps once most readings have', () => {
    const [before, after] = [
      { offset: 7, driftPpm: 0, latency: 0.04, buffer: 0.01 },
      { offset: 6.8, driftPpm: 0, latency: 0.24, buffer: 0.01 },
    ];
    const clock = new OutputClock();
    for (let index = 0; index < 300; index++)
      clock.observe(readingAt(index < 60 ? before : after, index / 20));
    expect(errorOf(clock, after)).toBeLessThan(0.001);
  });

  it.each<[string, Partial<ClockReading>, string]>([
    ['gives no timestamps', { contextTime: 0, performanceTime: 0 }, 'output-latency'],
    ['gives timestamps that have stopped', { performanceTime: -5000, contextTime: 1 }, 'output-latency'],
    ['gives no latency', { outputLatency: 0 }, 'output-timestamp'],
    ['gives a latency out of the world', { outputLatency: 40 }, 'output-timestamp'],
  ])('finds what is heard where the system %s', (_what, part, source) => {
    const output = { offset: 7, driftPpm: 0, latency: 0.18, buffer: 0.01 };
    const clock = observed(output, (reading) => ({ ...reading, ...part }));
    expect(clock.report.source).toBe(source);
    // The latency's own reading is as coarse as a buffer.
    expect(errorOf(clock, output)).toBeLessThan(source === 'output-latency' ? 0.0101 : 0.001);
  });

  it('believes the latency where the timestamps leave it out', () => {
    const output = { offset: 7, driftPpm: 0, latency: 0.18, buffer: 0.01 };
    const clock = observed(output, (reading) => ({
      ...reading,
      contextTime: reading.currentTime,
      performanceTime: reading.pageTimeMs,
    }));
    expect(clock.report.source).toBe('output-latency');
    expect(errorOf(clock, output)).toBeLessThan(0.0101);
  });

  it('says so where the system tells nothing', () => {
    const output = { offset: 7, driftPpm: 0, latency: 0.01, buffer: 0.01 };
    const silent = { outputLatency: 0, contextTime: 0, performanceTime: 0 };
    const clock = observed(output, (reading) => ({ ...reading, ...silent }));
    expect(clock.report).toMatchObject({
      source: 'none',
      latencyMs: { outputTimestamp: null, outputLatency: null },
    });
    expect(errorOf(clock, output)).toBeLessThan(0.0201);
  });
});

describe('the clock of a track', () => {
  it('takes the quickest arrival for the truth where nothing else is known', () => {
    fc.assert(
      fc.property(
        fc.array(between(0, 30), { minLength: 1, maxLength: 60 }),
        between(-1e6, 1e6),
        (delays, base) => {
          const clock = new TrackClock();
          for (const [index, delay] of delays.entries()) {
            clock.observe((base + index * 33) * 1000, 500 + index * 33 + delay);
          }
          expect(clock.source).toBe('arrival');
          expect(clock.pageTimeMs(base * 1000)).toBeCloseTo(500 + Math.min(...delays), 3);
        },
      ),
    );
  });

  it('goes by the capture times where there are some, whichever frames they are of', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ delay: between(3, 31), told: fc.boolean() }), { minLength: 40, maxLength: 90 }),
        between(-1e6, 1e6),
        (frames, base) => {
          const clock = new TrackClock();
          let pairs = 0;
          for (const [index, { delay, told }] of frames.entries()) {
            const captured = 500 + index * 33;
            clock.observe((base + index * 33) * 1000, captured + delay);
            // Told of a frame after the next one has come.
            if (told && index > 2) {
              clock.observeCapture(captured - 33);
              pairs++;
            }
          }
          if (pairs < 5) return;
          expect(clock.source).toBe('capture-time');
          expect(clock.pageTimeMs(base * 1000)).toBeCloseTo(500, 3);
        },
      ),
    );
  });
});
