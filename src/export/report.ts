/** Which encoder makes the pictures: the browser's own, or libx264 in ffmpeg.wasm. */
export type EncoderName = 'webcodecs' | 'ffmpeg';

/** How the pictures of a clip were made. */
export interface PicturesReport {
  /** Which encoder made the pictures, the last of them where two did; null where none were encoded. */
  readonly encoder: EncoderName | null;
  /** Codec string and kind of encoder, or preset. */
  readonly encoderDescription: string;
  /** Why the first choice was given up, and which pictures are still its own; or null. */
  readonly fallbackReason: string | null;
  /** Pictures in the clip. */
  readonly frames: number;
}

/** How a clip was made: for support, benchmarks and the curious. */
export interface ExportReport extends PicturesReport {
  /** How frames got to the GPU, as measured on this device; null where there were too few to measure. */
  readonly upload: 'frame' | 'bytes' | null;
  /** How pictures got out of it, as measured; null where too few were drawn. */
  readonly readBack: 'direct' | 'buffer' | null;
  /**
   * The most flashes in any second of the clip, as WCAG 2.2 counts them (success criterion 2.3.1): more than 3 can harm
   * people who watch. 0 where no pictures were drawn.
   */
  readonly mostFlashes: number;
  /** Pictures of which only the colours had to be changed, which was done in memory; the others were drawn. */
  readonly recolored: number;
  /** Whether the work was done apart from the page. */
  readonly isInWorker: boolean;
  /** Wall-clock seconds of each stage as the pipeline waited for it; the stages overlap in the background. */
  readonly seconds: {
    readonly decode: number;
    readonly draw: number;
    readonly encode: number;
    /** For the sound and the file. */
    readonly finish: number;
    readonly total: number;
  };
}
