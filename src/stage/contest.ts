/** Times that each way is tried before one is chosen; the first only warms it up. */
const TRIALS = 3;

/**
 * Ways to do the same, of which the fastest is wanted. What is fast on a GPU is slow where software draws, and nothing
 * but a measurement tells: so the first times try them in turns, and then the fastest is kept.
 */
export class Contest<Way extends string> {
  private readonly timings: ReadonlyMap<Way, number[]>;
  private chosen: Way | null = null;

  constructor(private readonly ways: readonly [Way, ...Way[]]) {
    this.timings = new Map(ways.map((way) => [way, []]));
  }

  /** The way that won, or null while it is still being measured. */
  get winner(): Way | null {
    return this.chosen;
  }

  /** The way to go this time. */
  get next(): Way {
    return this.chosen ?? this.ways.reduce((next, way) => (this.tries(way) < this.tries(next) ? way : next));
  }

  private tries(way: Way): number {
    return this.timings.get(way)?.length ?? 0;
  }

  /** Notes how many milliseconds a way took. */
  note(way: Way, ms: number): void {
    if (this.chosen !== null) return;
    this.timings.get(way)?.push(ms);
    if (this.ways.some((each) => this.tries(each) < TRIALS)) return;
    const fastest = (each: Way) => Math.min(...(this.timings.get(each) ?? []).slice(1));
    this.chosen = this.ways.reduce((best, each) => (fastest(each) < fastest(best) ? each : best));
  }
}
