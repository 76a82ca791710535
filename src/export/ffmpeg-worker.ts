import '@ffmpeg/ffmpeg/worker';
import type { FfmpegCore } from './core.js';

/*
 * ffmpeg.wasm's own worker, but for two things: it starts the core from the module that was loaded, checked and compiled
 * before, and its files are the very bytes that it is given, and gives back. That worker loads the core's script by
 * `importScripts`, which gives it the factory that it calls; so here that gives it another, which passes on to the true
 * one.
 */

/** The part of Emscripten's file system that holds files in memory. */
interface FileSystem {
  /** `canOwn` spares it copying the bytes. */
  writeFile(path: string, data: Uint8Array, options?: { canOwn: boolean }): void;
  readFile(path: string): Uint8Array;
  lookupPath(path: string): { node: { contents: Uint8Array; usedBytes: number } };
}

interface Core {
  readonly FS: FileSystem;
}

/** The core as it comes with the message that ffmpeg.wasm's worker is told by to load it, and may see first. */
const core = new Promise<FfmpegCore>((resolve) => {
  self.addEventListener('message', ({ data }: MessageEvent<{ type: string; data: { core: FfmpegCore } }>) => {
    if (data.type === 'LOAD') resolve(data.data.core);
  });
});

Object.assign(self, { importScripts: () => Object.assign(self, { createFFmpegCore: createCore }) });

/** Stands in for the core's factory; `options` are those of Emscripten. */
async function createCore(options: object): Promise<Core> {
  const { module, scriptUrl } = await core;
  const { default: create } = await import(scriptUrl);
  // Emscripten waits for an instance, and cannot be told that there will be none.
  const started = await new Promise<Core>((resolve, reject) => {
    const created: Promise<Core> = create({
      ...options,
      instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
        WebAssembly.instantiate(module, imports).then(done, reject);
        return {};
      },
    });
    created.then(resolve, reject);
  });
  const { FS } = started;
  const { writeFile } = FS;
  FS.writeFile = (path, data) => writeFile(path, data, { canOwn: true });
  FS.readFile = (path) => {
    const { contents, usedBytes } = FS.lookupPath(path).node;
    return contents.subarray(0, usedBytes);
  };
  return started;
}
