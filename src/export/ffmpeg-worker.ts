import '@ffmpeg/ffmpeg/worker';
import type { FfmpegCore } from './core.js';

/*
 * ffmpeg.wasm's own worker, but for one thing: it starts the core from the module that was loaded, checked and compiled
 * before. That worker loads the core's script by `importScripts`, which gives it the factory that it calls; so here that
 * gives it another, which passes on to the true one.
 */

/** The core as it comes with the message that ffmpeg.wasm's worker is told by to load it, and may see first. */
const core = new Promise<FfmpegCore>((resolve) => {
  self.addEventListener('message', ({ data }: MessageEvent<{ type: string; data: { core: FfmpegCore } }>) => {
    if (data.type === 'LOAD') resolve(data.data.core);
  });
});

Object.assign(self, { importScripts: () => Object.assign(self, { createFFmpegCore: createCore }) });

/** Stands in for the core's factory; `options` are those of Emscripten. */
async function createCore(options: object): Promise<unknown> {
  const { module, scriptUrl } = await core;
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
