import type { AudioTrack } from './camera.js';
import { SoundMemory, soundInOrder } from './microphone.js';

/** Seconds of sound whose loudness is looked at as one, and of the sound before that a clap stands out of. */
const WINDOW = 0.002;
const BEFORE = 0.06;
/** A clap has so many times the power of the sound before it, and at least this part of the loudest one's. */
const STANDING_OUT = 8;
const FAINTEST = 0.02;
/** Seconds after a clap that are its echo. */
const ECHO = 0.15;

/** Finds claps, and whatever else begins suddenly, in a microphone's sound: where they begin, in seconds. */
export function clapTimes(samples: Float32Array, sampleRate: number): number[] {
  const length = Math.round(WINDOW * sampleRate);
  const powers = Array.from({ length: Math.floor(samples.length / length) }, (_, window) => {
    let power = 0;
    for (let index = Math.max(1, window * length); index < (window + 1) * length; index++) {
      // Differences: a clap is all treble, what rooms hum is not.
      power += ((samples[index] ?? 0) - (samples[index - 1] ?? 0)) ** 2;
    }
    return power;
  });
  const loudest = powers.reduce((most, power) => Math.max(most, power), 0);
  const claps: number[] = [];
  const span = Math.round(BEFORE / WINDOW);
  let before = 0;
  for (const [window, power] of powers.entries()) {
    const time = (window + 0.5) * WINDOW;
    const isSudden = window >= span && power > (STANDING_OUT * before) / span && power > FAINTEST * loudest;
    if (isSudden && time - (claps.at(-1) ?? Number.NEGATIVE_INFINITY) > ECHO) claps.push(time);
    before += power - (powers[window - span] ?? 0);
  }
  return claps;
}

/** Listens to a microphone for claps. */
export class ClapListener {
  private readonly track: AudioTrack;
  private readonly reader: ReadableStreamDefaultReader<AudioData>;
  private readonly memory = new SoundMemory();
  private readonly listening: Promise<void>;
  /** Moment of the page's clock, in milliseconds, at which what is remembered begins. */
  private beganMs: number | null = null;

  private constructor(track: AudioTrack) {
    // A clone, so that the end of listening ends only this.
    this.track = track.clone();
    this.reader = new MediaStreamTrackProcessor({ track: this.track }).readable.getReader();
    this.listening = this.listen(track.getSettings().latency ?? 0).catch(() => undefined);
  }

  /** Starts to listen; null where the browser does not give a page the microphone's sound. */
  static open(track: AudioTrack): ClapListener | null {
    const canListen = typeof MediaStreamTrackProcessor !== 'undefined' && track.readyState === 'live';
    return canListen ? new ClapListener(track) : null;
  }

  private async listen(latency: number): Promise<void> {
    for await (const piece of soundInOrder(this.reader, latency, () => performance.now())) {
      this.beganMs = piece.beganMs;
      this.memory.add(piece);
    }
  }

  /** Ends it; gives the moments of the page's clock, in milliseconds, at which claps were heard. Safe to call twice. */
  async close(): Promise<number[]> {
    await this.reader.cancel().catch(() => undefined);
    this.track.stop();
    await this.listening;
    const { beganMs } = this;
    if (beganMs === null) return [];
    const { samples, sampleRate } = this.memory.join();
    return clapTimes(samples, sampleRate).map((time) => beganMs + time * 1000);
  }
}
