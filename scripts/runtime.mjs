import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const WORKERS = fileURLToPath(new URL('../dist/assets/', import.meta.url));

/** Files that a site serves under `assetBase`, and where they come from. */
const FILES = {
  'capture-worker.js': () => join(WORKERS, 'capture-worker.js'),
  'export-worker.js': () => join(WORKERS, 'export-worker.js'),
  'ffmpeg-worker.js': () => join(WORKERS, 'ffmpeg-worker.js'),
  'ffmpeg-core.js': (from) => coreFile(from, 'ffmpeg-core.js'),
  'ffmpeg-core.wasm': (from) => coreFile(from, 'ffmpeg-core.wasm'),
};

const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

/**
 * ffmpeg's core is under the GPL, so it is not part of this package: the site that uses it installs it.
 */
function coreFile(from, name) {
  const require = createRequire(pathToFileURL(join(from, 'package.json')));
  try {
    // Its exports name only this file; the rest lies beside it.
    return join(dirname(require.resolve('@ffmpeg/core')).replace(/umd$/, 'esm'), name);
  } catch {
    throw new Error('ffmpeg\'s core is not installed: run "npm install @ffmpeg/core@0.12" first.');
  }
}

/** Copies the runtime into a folder that a site serves, with the ffmpeg core that is installed at `from`. */
export async function copyRuntime(folder, from = process.cwd()) {
  await mkdir(folder, { recursive: true });
  for (const [name, source] of Object.entries(FILES)) await copyFile(source(from), join(folder, name));
  return Object.keys(FILES);
}

/** A middleware that answers the runtime's files, for development servers; mount it at `assetBase`. */
export function serveRuntime(from = fileURLToPath(new URL('..', import.meta.url))) {
  return (request, response, next) => {
    const name = new URL(request.url ?? '', 'http://localhost').pathname.slice(1);
    const source = FILES[name]?.(from);
    if (source === undefined || !existsSync(source)) {
      next();
      return;
    }
    response.setHeader('Content-Type', TYPES[name.slice(name.lastIndexOf('.'))]);
    response.setHeader('Cache-Control', 'no-cache');
    createReadStream(source).pipe(response);
  };
}
