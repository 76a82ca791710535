import { MICROPHONE_PROCESSOR, type SoundSamples } from './microphone-messages.js';

/*
 * The microphone worklet: hands the sound that comes in to the port that it is sent, a piece at a time, until it is sent
 * nothing.
 */

declare const currentFrame: number;
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: typeof AudioWorkletProcessor): void;

/** Samples of a piece: some ten milliseconds, in whole blocks of Web Audio. */
const PIECE = 512;

class MicrophoneProcessor extends AudioWorkletProcessor {
  private to: MessagePort | null = null;
  private hasEnded = false;
  private samples = new Float32Array(PIECE);
  private filled = 0;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<MessagePort | null>) => {
      this.to = data;
      this.hasEnded = data === null;
    };
  }

  process([input]: readonly (readonly Float32Array[])[]): boolean {
    const [channel] = input ?? [];
    if (channel === undefined || this.to === null) return !this.hasEnded;
    this.samples.set(channel, this.filled);
    this.filled += channel.length;
    if (this.filled === PIECE) {
      const timestamp = ((currentFrame + channel.length - PIECE) / sampleRate) * 1e6;
      const piece: SoundSamples = { samples: this.samples, timestamp, sampleRate };
      this.to.postMessage(piece, [piece.samples.buffer]);
      this.samples = new Float32Array(PIECE);
      this.filled = 0;
    }
    return true;
  }
}

registerProcessor(MICROPHONE_PROCESSOR, MicrophoneProcessor);
