import type { AssetStore } from '../media/assets.js';
import type { Project } from '../project/project.js';
import type { ClockReport } from '../sound/clock.js';
import type { Playback, SoundOutput } from '../sound/output.js';
import type { TakePlan } from './plan.js';

/**
 * What the performer hears: the clip's sound in the run-up, then the music alone, at the rate at which they perform.
 * Null where there is nothing to hear.
 */
export async function performersSound(
  { project, store, assetBase }: { project: Project; store: AssetStore; assetBase: string },
  { speed, clipStart, longest, runUp }: TakePlan,
): Promise<AudioBuffer | null> {
  const { music, levels } = project;
  if (music === null && runUp === 0) return null;
  const heard: Project = {
    ...project,
    // A nudge corrects what was recorded; what is recorded is performed to the music as it is.
    music: music === null ? null : { ...music, nudgeMs: 0 },
    levels: { ...levels, music: 1 },
  };
  const { mixdown } = await import('../sound/mixdown.js');
  const mix = await mixdown(heard, store, {
    range: { start: clipStart - runUp, end: clipStart + (music === null ? 0 : longest) },
  });
  if (speed === 1) return mix;
  const { stretch } = await import('../sound/stretch.js');
  return stretch(mix, 1 / speed, assetBase);
}

/** The sound that a performer hears, and the moment at which it reaches the take's beginning. */
export class Monitor {
  private readonly playback: Playback;

  /**
   * @param runUp seconds of the sound that are heard before the take begins
   * @param delayMs milliseconds by which sound is heard later than the system says
   * @param bestFrom gives the best moment for the take's beginning to be heard, from a moment of the page's clock on
   */
  constructor(
    private readonly output: SoundOutput,
    readonly sound: AudioBuffer,
    private readonly runUp: number,
    private readonly delayMs: number,
    bestFrom: (soonestMs: number) => number,
  ) {
    const beginsAtMs = bestFrom(output.pageTimeHeard(output.soonest + runUp) + delayMs);
    this.playback = output.play(sound, { at: output.contextTimeHeardAt(beginsAtMs - delayMs) - runUp });
  }

  /** Moment of the page's clock, in milliseconds, at which the take's beginning is heard. */
  get beganAtMs(): number {
    return this.output.pageTimeHeard(this.playback.startedAt + this.runUp) + this.delayMs;
  }

  /** Moment of the page's clock, in milliseconds, at which the sound's own beginning is heard. */
  get startedAtMs(): number {
    return this.output.pageTimeHeard(this.playback.startedAt) + this.delayMs;
  }

  get clockReport(): ClockReport {
    return this.output.clockReport;
  }

  /** Ends it. Safe to call twice. */
  stop(): void {
    this.playback.stop();
  }
}
