/** One look at the clocks of a sound output, all at the same moment. */
export interface ClockReading {
  /** The page's clock, in milliseconds. */
  readonly pageTimeMs: number;
  /** `AudioContext.currentTime`: what is being computed, in seconds. */
  readonly currentTime: number;
  /** `AudioContext.outputLatency`, in seconds; 0 where the system does not say. */
  readonly outputLatency: number;
  /** `AudioContext.getOutputTimestamp()`: which context time was heard at which moment of the page's clock. */
  readonly contextTime: number;
  readonly performanceTime: number;
}

/**
 * What tells which context time is heard: the system's pairs of context time and page time, or its figure for the
 * latency, or, where it gives neither, nothing.
 */
export type ClockSource = 'output-timestamp' | 'output-latency' | 'none';

/** What is known of a sound output's clock, for a take's report. */
export interface ClockReport {
  readonly source: ClockSource;
  /** Milliseconds from computing a sound to hearing it, by each source; null where it says nothing usable. */
  readonly latencyMs: { readonly outputTimestamp: number | null; readonly outputLatency: number | null };
  /** How far readings typically are off the line through them, in milliseconds. */
  readonly residualMs: number;
  /** By how much the output's clock runs faster than the page's, in parts per million. */
  readonly driftPpm: number;
  readonly readings: number;
}

/** Readings kept, the last ones: those of the last 45 seconds, at one every 50 ms. */
const MOST_READINGS = 900;
/** A pair older than this many milliseconds is left over from before a pause. */
const STALE_MS = 1000;
/** Seconds of latency that a system can mean. */
const PLAUSIBLE_LATENCY = { min: -0.02, max: 2 };
/** Sources that differ by less than this many seconds agree; the latency's own reading jitters by a buffer. */
const AGREEMENT = 0.03;
/** Seconds that readings must span before a drift can be told from jitter. */
const DRIFT_SPAN = 4;
/** Crystals differ by some tens of parts per million; a larger drift is a measurement gone wrong. */
const MOST_DRIFT = 500e-6;
/** A reading is out of line when it is further off than this many typical deviations, and than this many seconds. */
const OUTLIER = { deviations: 4, floor: 0.002 };

/**
 * The running relation between the page's clock and what a sound output lets people hear: a straight line through many
 * readings that a few wrong ones do not bend. A relation that jumps is followed once most readings have.
 */
export class OutputClock {
  private readings: ClockReading[] = [];
  private fitted: Fit | null = null;

  /** Notes a reading. */
  observe(reading: ClockReading): void {
    this.readings.push(reading);
    if (this.readings.length > MOST_READINGS) this.readings.shift();
    this.fitted = null;
  }

  /** Forgets what was measured. */
  reset(): void {
    this.readings = [];
    this.fitted = null;
  }

  /** Context time heard at a moment of the page's clock, in milliseconds. */
  contextTimeHeardAt(pageTimeMs: number): number {
    const { center, offset, drift } = this.fit;
    const seconds = pageTimeMs / 1000;
    return seconds + offset + drift * (seconds - center);
  }

  /** Moment of the page's clock, in milliseconds, at which a context time is heard. */
  pageTimeHeard(contextTime: number): number {
    const { center, offset, drift } = this.fit;
    return ((contextTime - offset + drift * center) / (1 + drift)) * 1000;
  }

  /** What is known of the clock. */
  get report(): ClockReport {
    const { source, latency, drift, residual } = this.fit;
    const inMs = (seconds: number | null) => (seconds === null ? null : seconds * 1000);
    return {
      source,
      latencyMs: {
        outputTimestamp: inMs(latency.outputTimestamp),
        outputLatency: inMs(latency.outputLatency),
      },
      residualMs: residual * 1000,
      driftPpm: drift * 1e6,
      readings: this.readings.length,
    };
  }

  private get fit(): Fit {
    this.fitted ??= fitReadings(this.readings);
    return this.fitted;
  }
}

/** Context time heard = page time + offset + drift * (page time - center), all in seconds. */
interface Fit {
  readonly source: ClockSource;
  readonly latency: { readonly outputTimestamp: number | null; readonly outputLatency: number | null };
  readonly center: number;
  readonly offset: number;
  readonly drift: number;
  readonly residual: number;
}

/** Seconds of latency that a source claims by a reading; null where it says nothing usable. */
const CLAIMS = {
  'output-timestamp': ({ pageTimeMs, currentTime, contextTime, performanceTime }: ClockReading) => {
    const age = pageTimeMs - performanceTime;
    const isFresh = contextTime > 0 && performanceTime > 0 && Math.abs(age) < STALE_MS;
    return isFresh ? plausible(currentTime - contextTime - age / 1000) : null;
  },
  'output-latency': ({ outputLatency }: ClockReading) =>
    outputLatency > 0 ? plausible(outputLatency) : null,
  none: () => 0,
} satisfies Record<ClockSource, (reading: ClockReading) => number | null>;

function plausible(latency: number): number | null {
  return latency >= PLAUSIBLE_LATENCY.min && latency <= PLAUSIBLE_LATENCY.max ? latency : null;
}

/**
 * Where both sources speak and agree, the timestamps are the finer ones. Where they do not, one leaves a latency out:
 * the one that claims more knows more.
 */
function chooseSource(latency: Fit['latency']): ClockSource {
  const { outputTimestamp, outputLatency } = latency;
  if (outputTimestamp === null) return outputLatency === null ? 'none' : 'output-latency';
  if (outputLatency === null || outputLatency - outputTimestamp < AGREEMENT) return 'output-timestamp';
  return 'output-latency';
}

function fitReadings(readings: readonly ClockReading[]): Fit {
  const claimed = (source: ClockSource) =>
    median(readings.map(CLAIMS[source]).filter((claim) => claim !== null));
  const latency = {
    outputTimestamp: claimed('output-timestamp'),
    outputLatency: claimed('output-latency'),
  };
  const source = chooseSource(latency);
  const points = readings.flatMap((reading) => {
    const claim = CLAIMS[source](reading);
    const page = reading.pageTimeMs / 1000;
    return claim === null ? [] : [{ page, offset: reading.currentTime - claim - page }];
  });
  const middle = median(points.map(({ offset }) => offset)) ?? 0;
  const spread = median(points.map(({ offset }) => Math.abs(offset - middle))) ?? 0;
  const limit = Math.max(OUTLIER.floor, OUTLIER.deviations * spread);
  const inLine = points.filter(({ offset }) => Math.abs(offset - middle) <= limit);
  const line = leastSquares(inLine);
  const residual = median(
    points.map(({ page, offset }) => Math.abs(offset - line.offset - line.drift * (page - line.center))),
  );
  return { source, latency, ...line, residual: residual ?? 0 };
}

/** The line through the points, level where they span too little to tell a drift. */
function leastSquares(
  points: readonly { page: number; offset: number }[],
): Pick<Fit, 'center' | 'offset' | 'drift'> {
  if (points.length === 0) return { center: 0, offset: 0, drift: 0 };
  const mean = (value: (point: { page: number; offset: number }) => number) =>
    points.reduce((sum, point) => sum + value(point), 0) / points.length;
  const center = mean(({ page }) => page);
  const offset = mean((point) => point.offset);
  const span = Math.max(...points.map(({ page }) => page)) - Math.min(...points.map(({ page }) => page));
  if (span < DRIFT_SPAN) return { center, offset, drift: 0 };
  const drift =
    mean((point) => (point.page - center) * (point.offset - offset)) /
    mean(({ page }) => (page - center) ** 2);
  return { center, offset, drift: Math.min(MOST_DRIFT, Math.max(-MOST_DRIFT, drift)) };
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
