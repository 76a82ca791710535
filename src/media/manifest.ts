/** Files that a site serves beside its pages, found under `assetBase`. */
export type RuntimeFile =
  | 'alignment-worker.js'
  | 'capture-worker.js'
  | 'core-worker.js'
  | 'export-worker.js'
  | 'ffmpeg-worker.js'
  | 'microphone-worklet.js'
  | 'sound-worker.js'
  | 'stretch-worklet.js'
  | 'ffmpeg-core.js'
  | 'ffmpeg-core.wasm';

/** What a runtime file must be. */
export interface RuntimeFacts {
  /** SHA-384 of its bytes, base64, as in an `integrity` attribute. */
  readonly sha384: string;
  /** Its length. */
  readonly bytes: number;
}

/**
 * The runtime files that this build belongs to. The build writes them in here (`rollup.config.mjs`); code that runs
 * from its sources takes what it is served.
 */
export const RUNTIME_MANIFEST: Readonly<Partial<Record<RuntimeFile, RuntimeFacts>>> = {};
