import { type ClockReport, OutputClock } from './clock.js';
import { type SoundContext, soundContext } from './context.js';
import { ToneBufferSource } from './tone.js';

/** A piece of sound that is being played. */
export interface Playback {
  /** Context time at which it began. */
  readonly startedAt: number;
  /** Ends it. Safe to call twice. */
  stop(): void;
}

/** How a piece of sound is played. */
export interface PlaybackOptions {
  /** Context time at which it begins; default as soon as can be promised. */
  at?: number;
  /** Seconds of the sound to skip; default 0. */
  offset?: number;
  /** How fast it is played; 1 is as recorded. */
  rate?: number;
  /** Linear gain; default 1. */
  gain?: number;
  /** Called when it has ended by itself. */
  onEnded?: () => void;
}

/** Sound scheduled this many seconds ahead starts on time, also on a busy page. */
const SCHEDULE_AHEAD = 0.06;
/** Readings closer together than this tell nothing new. */
const READING_INTERVAL_MS = 20;
/** How often the clock is read while it is followed. */
const CLOCK_INTERVAL_MS = 50;

/**
 * The loudspeaker and its clock. What is heard decides the time of everything else, so this knows, for each moment of
 * the page's clock (`performance.now()`), which context time came out of the loudspeaker.
 */
export class SoundOutput {
  private readonly raw: AudioContext;
  private readonly context: SoundContext['tone'];
  private readonly playing = new Set<Playback>();
  private readonly clock = new OutputClock();
  private readAtMs = Number.NEGATIVE_INFINITY;
  private clockTimer: ReturnType<typeof setInterval> | undefined;

  /** @throws BoothError `unsupported-browser` without Web Audio. */
  constructor() {
    const { raw, tone } = soundContext();
    this.raw = raw;
    this.context = tone;
  }

  /** Sample rate of the output in Hz. */
  get sampleRate(): number {
    return this.raw.sampleRate;
  }

  /** Lets sound out; browsers want a tap or a key press before. Resolves also where they still refuse. */
  async resume(): Promise<void> {
    if (this.raw.state === 'running') return;
    // A refused context leaves resume() pending until the person acts: do not wait for that.
    const refused = new Promise<void>((resolve) => setTimeout(resolve, 500));
    await Promise.race([this.raw.resume(), refused]);
  }

  /** The next context time at which a piece of sound can be promised to begin. */
  get soonest(): number {
    return this.raw.currentTime + SCHEDULE_AHEAD;
  }

  /** Plays a piece of sound. */
  play(buffer: AudioBuffer, options: PlaybackOptions = {}): Playback {
    const { offset = 0, rate = 1, gain = 1, onEnded } = options;
    const startedAt = options.at ?? this.soonest;
    const source = new ToneBufferSource({ context: this.context, url: buffer, playbackRate: rate });
    const playback = {
      startedAt,
      stop: () => {
        if (this.playing.delete(playback)) source.dispose();
      },
    };
    this.playing.add(playback);
    // One that ends by itself is disposed of by Tone.
    source.onended = () => {
      if (this.playing.delete(playback)) onEnded?.();
    };
    const duration = Math.max(0, buffer.duration - offset) / rate;
    source.connect(this.raw.destination).start(startedAt, offset, duration, gain);
    return playback;
  }

  /** Context time heard at a moment of the page's clock in milliseconds; also for moments a little ahead or past. */
  contextTimeHeardAt(pageTimeMs: number): number {
    this.readClock();
    return this.clock.contextTimeHeardAt(pageTimeMs);
  }

  /** Moment of the page's clock, in milliseconds, at which a context time is heard. */
  pageTimeHeard(contextTime: number): number {
    this.readClock();
    return this.clock.pageTimeHeard(contextTime);
  }

  /** What is known of the output's clock since it was last forgotten. */
  get clockReport(): ClockReport {
    return this.clock.report;
  }

  private readClock(): void {
    const now = performance.now();
    if (now - this.readAtMs < READING_INTERVAL_MS) return;
    this.readAtMs = now;
    const { contextTime = 0, performanceTime = 0 } = this.raw.getOutputTimestamp();
    this.clock.observe({
      pageTimeMs: now,
      currentTime: this.raw.currentTime,
      outputLatency: this.raw.outputLatency || 0,
      contextTime,
      performanceTime,
    });
  }

  /** Measures the clock anew, from now until {@link leaveClock}: while a take is recorded it is to be known well. */
  followClock(): void {
    this.leaveClock();
    this.resetClock();
    this.clockTimer = setInterval(() => this.readClock(), CLOCK_INTERVAL_MS);
  }

  /** Ends {@link followClock}. Safe to call twice. */
  leaveClock(): void {
    clearInterval(this.clockTimer);
  }

  /** Forgets what was measured: called when the output may have changed, as between plays. */
  resetClock(): void {
    this.clock.reset();
    this.readAtMs = Number.NEGATIVE_INFINITY;
  }

  /** Ends whatever is played. Safe to call twice. */
  close(): void {
    this.leaveClock();
    for (const playback of [...this.playing]) playback.stop();
  }
}
