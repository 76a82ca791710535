import { fetchRuntime, scriptUrl } from '../media/runtime.js';

/** ffmpeg's core, checked and compiled: what any worker of the page can start ffmpeg from. */
export interface FfmpegCore {
  /** Address of ffmpeg's worker. */
  readonly workerUrl: string;
  /** Address of the core's script. */
  readonly scriptUrl: string;
  readonly module: WebAssembly.Module;
}

/** The cores that were asked for, by `assetBase`: each is loaded and compiled once a page. */
const cores = new Map<string, Promise<FfmpegCore>>();

/** Whether the core is there already, or on its way. */
export const isCoreLoaded = (assetBase: string): boolean => cores.has(assetBase);

/**
 * Loads ffmpeg's core, the first time that it is needed.
 * @param onProgress called with the part that has come, from 0 to 1, by whoever asked first
 * @throws BoothError `runtime-missing`
 */
export function loadCore(assetBase: string, onProgress?: (value: number) => void): Promise<FfmpegCore> {
  let core = cores.get(assetBase);
  if (core === undefined) {
    core = Promise.all([
      scriptUrl(assetBase, 'ffmpeg-worker.js'),
      scriptUrl(assetBase, 'ffmpeg-core.js'),
      fetchRuntime(assetBase, 'ffmpeg-core.wasm', onProgress).then((bytes) => WebAssembly.compile(bytes)),
    ]).then(([workerUrl, scriptUrl, module]) => ({ workerUrl, scriptUrl, module }));
    cores.set(assetBase, core);
    // What failed is tried anew.
    core.catch(() => cores.delete(assetBase));
  }
  return core;
}
