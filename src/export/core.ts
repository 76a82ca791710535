import { errorOf } from '../media/failure.js';
import { RUNTIME_MANIFEST } from '../media/manifest.js';
import { runtimeUrl, scriptUrl, startWorker } from '../media/runtime.js';
import type { CoreReply, CoreRequest } from './core-messages.js';

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
      compileCore(assetBase, onProgress),
    ]).then(([workerUrl, scriptUrl, module]) => ({ workerUrl, scriptUrl, module }));
    cores.set(assetBase, core);
    // What failed is tried anew.
    core.catch(() => cores.delete(assetBase));
  }
  return core;
}

/** Has a worker load, check and compile the core: its 30 MiB would hold the page up. */
async function compileCore(
  assetBase: string,
  onProgress: ((value: number) => void) | undefined,
): Promise<WebAssembly.Module> {
  const worker = await startWorker(assetBase, 'core-worker.js');
  try {
    return await new Promise((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<CoreReply>) => {
        switch (data.type) {
          case 'ready':
            break;
          case 'progress':
            onProgress?.(data.value);
            break;
          case 'compiled':
            resolve(data.module);
            break;
          case 'failed':
            reject(errorOf(data));
            break;
        }
      });
      worker.addEventListener('error', ({ message }) => reject(new Error(message)));
      const file = 'ffmpeg-core.wasm';
      const request: CoreRequest = { url: runtimeUrl(assetBase, file), facts: RUNTIME_MANIFEST[file] };
      worker.postMessage(request);
    });
  } finally {
    worker.terminate();
  }
}
