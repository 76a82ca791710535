import { BoothError, cancelled } from '../error.js';
import type { SoundOutput } from '../sound/output.js';
import type { AudioTrack } from './camera.js';
import { ClapListener } from './claps.js';

/** What a calibration found. */
export interface Calibration {
  /** Milliseconds by which sound is heard later than the system says. */
  readonly delayMs: number;
  /** How far beats typically were off that, in milliseconds. */
  readonly spreadMs: number;
  /** Beats that were answered. */
  readonly beats: number;
}

/** Beats that are played, the seconds from one to the next, and those that only let people find into the rhythm. */
const BEATS = 14;
const BEAT_SECONDS = 0.6;
const LEAD_IN = 4;
/** An answer belongs to the beat that it is nearest to; one further off than this, in seconds, belongs to none. */
const REACH = 0.29;
/** Fewer answers than this, or answers that spread by more milliseconds than this, say nothing. */
const FEWEST_ANSWERS = 6;
const MOST_SPREAD_MS = 40;
/** How often it is looked whether a beat has come. */
const POLL_MS = 10;
/** Beats are short tones, in Hz, and as loud as this. */
const TONE = { frequency: 1200, seconds: 0.03, gain: 0.6 };

/**
 * Finds how much later than the system says a person hears the loudspeaker, where no microphone can tell, as with
 * headphones: a steady beat is played, and they tap or clap to it. A microphone hears them clap; or, without
 * headphones, the beat itself.
 */
export class BeatCalibration {
  private readonly answersMs: number[] = [];
  /** Resolves some seconds later, at the end of the beats. */
  readonly result: Promise<Calibration>;

  /**
   * Starts to play.
   * @param onBeat is called with each beat's number, from 0, as it is heard by the system's word
   * @param microphone is listened to for claps, which count where nobody taps
   */
  constructor(
    output: SoundOutput,
    signal: AbortSignal,
    onBeat: (beat: number) => void = () => undefined,
    microphone: AudioTrack | null = null,
  ) {
    this.result = this.play(output, signal, onBeat, microphone);
  }

  private async play(
    output: SoundOutput,
    signal: AbortSignal,
    onBeat: (beat: number) => void,
    microphone: AudioTrack | null,
  ): Promise<Calibration> {
    output.followClock();
    const claps = microphone === null ? null : ClapListener.open(microphone);
    const playback = output.play(beatSound(output.sampleRate));
    const beatsMs = () =>
      Array.from({ length: BEATS }, (_, beat) =>
        output.pageTimeHeard(playback.startedAt + beat * BEAT_SECONDS),
      );
    try {
      for (let beat = 0; performance.now() < (beatsMs().at(-1) ?? 0) + REACH * 1000; ) {
        if (signal.aborted) throw cancelled(signal);
        while (performance.now() >= (beatsMs()[beat] ?? Number.POSITIVE_INFINITY)) onBeat(beat++);
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
      const heardMs = (await claps?.close()) ?? [];
      return calibrationOf(beatsMs(), this.answersMs.length > 0 ? this.answersMs : heardMs);
    } finally {
      output.leaveClock();
      playback.stop();
      await claps?.close();
    }
  }

  /** Notes a tap, or a clap that the page has heard itself, at a moment of the page's clock; an event's `timeStamp` is best. */
  answer(timeMs = performance.now()): void {
    this.answersMs.push(timeMs);
  }
}

/**
 * How late answers come to the beats that they belong to, the middle of all after the lead-in.
 * @throws BoothError `calibration-unclear` where there are too few or they contradict each other.
 */
export function calibrationOf(beatsMs: readonly number[], answersMs: readonly number[]): Calibration {
  const delays = beatsMs.slice(LEAD_IN).flatMap((beat) => {
    const nearest = answersMs
      .map((answer) => answer - beat)
      .reduce((best, delay) => (Math.abs(delay) < Math.abs(best) ? delay : best), Number.POSITIVE_INFINITY);
    return Math.abs(nearest) <= REACH * 1000 ? [nearest] : [];
  });
  const delayMs = median(delays);
  const spreadMs = median(delays.map((delay) => Math.abs(delay - delayMs)));
  if (delays.length < FEWEST_ANSWERS || spreadMs > MOST_SPREAD_MS) {
    throw new BoothError(
      'calibration-unclear',
      'The taps do not fit the beat well enough: try again, and tap or clap once to each beat that you hear.',
    );
  }
  return { delayMs, spreadMs, beats: delays.length };
}

function beatSound(sampleRate: number): AudioBuffer {
  const sound = new AudioBuffer({ length: Math.ceil(BEATS * BEAT_SECONDS * sampleRate), sampleRate });
  const samples = sound.getChannelData(0);
  for (let beat = 0; beat < BEATS; beat++) {
    const first = Math.round(beat * BEAT_SECONDS * sampleRate);
    for (let index = 0; index < TONE.seconds * sampleRate; index++) {
      const time = index / sampleRate;
      samples[first + index] =
        TONE.gain * Math.exp((-4 * time) / TONE.seconds) * Math.sin(2 * Math.PI * TONE.frequency * time);
    }
  }
  return sound;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
