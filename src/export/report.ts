/** Which encoder makes the H.264. */
export type EncoderName = 'webcodecs' | 'ffmpeg';

/** How a clip was made: for support, benchmarks and the curious. */
export interface ExportReport {
  /** Which encoder made the pictures. */
  readonly encoder: EncoderName;
  /** Codec string and kind of encoder, or preset. */
  readonly encoderDescription: string;
  /** Why the first choice was given up, or null. */
  readonly fallbackReason: string | null;
  /** How frames got to the GPU, as measured on this device; null where the clip was too short to measure. */
  readonly upload: 'frame' | 'bytes' | null;
  /** Whether the work was done apart from the page. */
  readonly isInWorker: boolean;
  /** Pictures in the clip. */
  readonly frames: number;
  /** Wall-clock seconds of each stage as the pipeline waited for it; the stages overlap in the background. */
  readonly seconds: {
    readonly decode: number;
    readonly draw: number;
    readonly encode: number;
    readonly finish: number;
    readonly total: number;
  };
}
