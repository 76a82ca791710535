import { BoothError } from '../error.js';
import { RUNTIME_MANIFEST, type RuntimeFacts, type RuntimeFile } from './manifest.js';

/** Where the runtime files are unless the site says otherwise. */
export const DEFAULT_ASSET_BASE = '/clipbooth/';

/** The absolute address of a runtime file. */
export function runtimeUrl(assetBase: string, file: RuntimeFile): string {
  const base = new URL(assetBase.endsWith('/') ? assetBase : `${assetBase}/`, self.location.href);
  return new URL(file, base).href;
}

/**
 * Gets a file, and makes sure that it is the very one that this build was made with: neither one of another version nor
 * one that somebody changed on its way.
 * @param facts of the right one; where they are not known, any will do
 * @param onProgress called with the part that has come, from 0 to 1
 * @throws BoothError `runtime-missing`
 */
export async function fetchChecked(
  url: string,
  facts: RuntimeFacts | undefined,
  onProgress?: (value: number) => void,
): Promise<ArrayBuffer> {
  let bytes: ArrayBuffer;
  try {
    const response = await fetch(url);
    if (!response.ok || response.body === null) throw new Error(`The server answered ${response.status}.`);
    let received = 0;
    const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        received += chunk.length;
        if (facts !== undefined) onProgress?.(Math.min(1, received / facts.bytes));
        controller.enqueue(chunk);
      },
    });
    bytes = await new Response(response.body.pipeThrough(counter)).arrayBuffer();
  } catch (error) {
    throw missing(url, error);
  }
  if (facts !== undefined && (await sha384(bytes)) !== facts.sha384) {
    throw new BoothError(
      'runtime-missing',
      `The file ${url} is not the one that belongs to this version of clipbooth: run "npx clipbooth assets" again and serve what it copies unchanged.`,
    );
  }
  onProgress?.(1);
  return bytes;
}

async function sha384(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
  return btoa(String.fromCharCode(...digest));
}

/** Addresses of code that was checked. */
const checked = new Map<string, Promise<string>>();

/**
 * The address from which a script of the runtime can be started as a worker or imported, once it was checked. Another
 * origin's is started from the bytes that were checked, since a worker must be of the page's own origin.
 * @throws BoothError `runtime-missing`
 */
export function scriptUrl(assetBase: string, file: RuntimeFile): Promise<string> {
  const url = runtimeUrl(assetBase, file);
  let address = checked.get(url);
  if (address === undefined) {
    address = fetchChecked(url, RUNTIME_MANIFEST[file]).then((bytes) =>
      new URL(url).origin === self.location.origin
        ? url
        : URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' })),
    );
    checked.set(url, address);
    // What failed is tried anew.
    address.catch(() => checked.delete(url));
  }
  return address;
}

/**
 * Starts a worker of the runtime.
 * @throws BoothError `runtime-missing` where the file is not there or not the right one.
 */
export async function startWorker(assetBase: string, file: RuntimeFile): Promise<Worker> {
  const address = await scriptUrl(assetBase, file);
  try {
    const worker = new Worker(address, { type: 'module' });
    await new Promise<void>((resolve, reject) => {
      worker.addEventListener('message', () => resolve(), { once: true });
      worker.addEventListener('error', (event) => reject(event.error ?? new Error(event.message)), {
        once: true,
      });
    });
    return worker;
  } catch (error) {
    throw missing(runtimeUrl(assetBase, file), error);
  }
}

function missing(url: string, cause: unknown): BoothError {
  return new BoothError(
    'runtime-missing',
    `The file ${url} could not be loaded: run "npx clipbooth assets" into a folder that the site serves and name it as assetBase.`,
    { cause },
  );
}
