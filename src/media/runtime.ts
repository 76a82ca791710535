import { toBlobURL } from '@ffmpeg/util';
import { BoothError } from '../error.js';

/** Files that a site serves beside its pages, found under `assetBase`. */
export type RuntimeFile =
  | 'capture-worker.js'
  | 'export-worker.js'
  | 'ffmpeg-worker.js'
  | 'ffmpeg-core.js'
  | 'ffmpeg-core.wasm';

/** Where the runtime files are unless the site says otherwise. */
export const DEFAULT_ASSET_BASE = '/clipbooth/';

/** The absolute address of a runtime file. */
export function runtimeUrl(assetBase: string, file: RuntimeFile): string {
  const base = new URL(assetBase.endsWith('/') ? assetBase : `${assetBase}/`, self.location.href);
  return new URL(file, base).href;
}

/**
 * Starts a worker of the runtime.
 * @throws BoothError `runtime-missing` where the file is not there.
 */
export async function startWorker(assetBase: string, file: RuntimeFile): Promise<Worker> {
  const url = runtimeUrl(assetBase, file);
  try {
    // A worker cannot be started from another origin: its code is fetched and started from here.
    const sameOrigin = new URL(url).origin === self.location.origin;
    const worker = new Worker(sameOrigin ? url : await toBlobURL(url, 'text/javascript'), { type: 'module' });
    await new Promise<void>((resolve, reject) => {
      worker.addEventListener('message', () => resolve(), { once: true });
      worker.addEventListener('error', (event) => reject(event.error ?? new Error(event.message)), {
        once: true,
      });
    });
    return worker;
  } catch (error) {
    throw new BoothError(
      'runtime-missing',
      `The file ${url} could not be loaded: run "npx clipbooth assets" into a folder that the site serves and name it as assetBase.`,
      { cause: error },
    );
  }
}
