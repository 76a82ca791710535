import { type SoundContext, soundContext } from './context.js';
import { Player } from './tone.js';

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
/** Readings of the output's clock that the running relation is the median of. */
const CLOCK_READINGS = 33;

/**
 * The loudspeaker and its clock. What is heard decides the time of everything else, so this knows, for each moment of
 * the page's clock (`performance.now()`), which context time came out of the loudspeaker.
 */
export class SoundOutput {
  private readonly raw: AudioContext;
  private readonly context: SoundContext['tone'];
  private readonly playing = new Set<Playback>();
  private readonly readings: number[] = [];

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

  /** Plays a piece of sound. */
  play(buffer: AudioBuffer, options: PlaybackOptions = {}): Playback {
    const { offset = 0, rate = 1, gain = 1, onEnded } = options;
    const startedAt = options.at ?? this.raw.currentTime + SCHEDULE_AHEAD;
    const player = new Player({ context: this.context, url: buffer, playbackRate: rate });
    player.volume.value = 20 * Math.log10(Math.max(gain, 1e-6));
    let stopped = false;
    const stop = () => {
      if (stopped) return;
      stopped = true;
      this.playing.delete(playback);
      player.dispose();
    };
    const playback = { startedAt, stop };
    this.playing.add(playback);
    player.onstop = () => {
      if (stopped) return;
      stop();
      onEnded?.();
    };
    player.toDestination().start(startedAt, offset);
    return playback;
  }

  /** Context time heard at a moment of the page's clock in milliseconds; also for moments a little ahead or past. */
  contextTimeHeardAt(pageTimeMs: number): number {
    return pageTimeMs / 1000 + this.contextMinusPage();
  }

  /** Moment of the page's clock, in milliseconds, at which a context time is heard. */
  pageTimeHeard(contextTime: number): number {
    return (contextTime - this.contextMinusPage()) * 1000;
  }

  /** Seconds by which heard context time is ahead of the page's clock: the median of the last readings. */
  private contextMinusPage(): number {
    this.readings.push(this.readClock());
    if (this.readings.length > CLOCK_READINGS) this.readings.shift();
    const sorted = this.readings.toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  }

  private readClock(): number {
    const { contextTime = 0, performanceTime = 0 } = this.raw.getOutputTimestamp();
    const now = performance.now();
    // Before the first sound is out, and on some systems always, the pair is empty or stale.
    if (contextTime > 0 && performanceTime > 0 && Math.abs(now - performanceTime) < 1000) {
      return contextTime - performanceTime / 1000;
    }
    return this.raw.currentTime - (this.raw.outputLatency || this.raw.baseLatency || 0) - now / 1000;
  }

  /** Forgets what was measured: called when the output may have changed, as between plays. */
  resetClock(): void {
    this.readings.length = 0;
  }

  /** Ends whatever is played. Safe to call twice. */
  close(): void {
    for (const playback of [...this.playing]) playback.stop();
  }
}
