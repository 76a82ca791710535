/* The parts that are used of signalsmith-stretch, which brings no types. */
declare module 'signalsmith-stretch' {
  export interface StretchNode extends AudioWorkletNode {
    /** Sets how long the blocks are that it works on, and how far apart. */
    configure(blocks: { blockMs: number; intervalMs: number }): Promise<unknown>;
    /** Adds sound after what it holds, one array a channel; gives the new end in seconds. */
    addBuffers(channels: Float32Array[]): Promise<number>;
    /** Plays from `input` seconds of the sound at `output` seconds of the context. */
    schedule(change: { output: number; input: number; rate: number; active: boolean }): Promise<unknown>;
  }

  const SignalsmithStretch: {
    (context: BaseAudioContext, options: AudioWorkletNodeOptions): Promise<StretchNode>;
    /** Where the worklet is; by default it is made from a blob. */
    moduleUrl?: string;
  };
  export default SignalsmithStretch;
}
