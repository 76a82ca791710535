import '@ffmpeg/ffmpeg/worker';
import type { FfmpegCore } from './core.js';

/*
 * ffmpeg.wasm's own worker, but for one thing: it starts the core from the module that the page has loaded, checked
 * and compiled. That worker imports what `coreURL` names and calls its default export; so this file gives itself as the
 * core, and passes on to the true one.
 */

let core: FfmpegCore | null = null;

self.addEventListener('message', ({ data }: MessageEvent<{ type: string; data: { core?: FfmpegCore } }>) => {
  if (data.type === 'LOAD') core = data.data.core ?? null;
});

/** Stands in for the core's factory; `options` are those of Emscripten. */
export default async function createCore(options: object): Promise<unknown> {
  if (core === null) throw new Error('The core was not handed over.');
  const { module, scriptUrl } = core;
  const { default: create } = await import(scriptUrl);
  // Emscripten waits for an instance, and cannot be told that there will be none.
  return new Promise((resolve, reject) => {
    const created: Promise<unknown> = create({
      ...options,
      instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
        WebAssembly.instantiate(module, imports).then(done, reject);
        return {};
      },
    });
    created.then(resolve, reject);
  });
}
