/** What the processor of `microphone-worklet.ts` is called. */
export const MICROPHONE_PROCESSOR = 'clipbooth-microphone';

/** A piece of sound in mono, as the microphone worklet hands it over. */
export interface SoundSamples {
  readonly samples: Float32Array<ArrayBuffer>;
  /** Microseconds, by the sound context's clock. */
  readonly timestamp: number;
  readonly sampleRate: number;
}
