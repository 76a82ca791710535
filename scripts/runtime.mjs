import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STANDALONE = join(ROOT, 'dist', 'standalone');
const WORKERS = [
  'alignment-worker.js',
  'capture-worker.js',
  'core-worker.js',
  'export-worker.js',
  'ffmpeg-worker.js',
  'microphone-worklet.js',
  'sound-worker.js',
  'stretch-worklet.js',
];
const CORE = ['ffmpeg-core.js', 'ffmpeg-core.wasm'];
const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

/**
 * Files that a site serves under `assetBase`, and where they are. ffmpeg's core is under the GPL, so it is not part of
 * this package: the site that uses it installs it, in the version that this one was built and tested with.
 * @param from folder of the site's package
 */
export function runtimeFiles(from = ROOT) {
  const { peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const version = peerDependencies['@ffmpeg/core'];
  const require = createRequire(pathToFileURL(join(from, 'package.json')));
  let core;
  try {
    // Its exports name only this file and package.json; the rest lies beside it.
    core = dirname(require.resolve('@ffmpeg/core')).replace(/umd$/, 'esm');
  } catch {
    throw new Error(`ffmpeg's core is not installed: run "npm install @ffmpeg/core@${version}" first.`);
  }
  const installed = JSON.parse(readFileSync(join(core, '../../package.json'), 'utf8')).version;
  if (installed !== version) {
    throw new Error(
      `ffmpeg's core is of version ${installed}: run "npm install @ffmpeg/core@${version}" first.`,
    );
  }
  return Object.fromEntries([
    ...WORKERS.map((name) => [name, join(ROOT, 'dist', 'assets', name)]),
    ...CORE.map((name) => [name, join(core, name)]),
  ]);
}

/** What a page without a bundler loads as modules, and where it is. */
function standaloneFiles() {
  const names = existsSync(STANDALONE)
    ? readdirSync(STANDALONE, { recursive: true }).filter((name) => name.endsWith('.js'))
    : [];
  return Object.fromEntries(names.map((name) => [name, join(STANDALONE, name)]));
}

/**
 * Copies the runtime into a folder that a site serves, with the ffmpeg core that is installed at `from`, and the
 * library for pages without a bundler.
 */
export async function copyRuntime(folder, from = process.cwd()) {
  const files = { ...runtimeFiles(from), ...standaloneFiles() };
  for (const [name, source] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await copyFile(source, join(folder, name));
  }
  return Object.keys(files);
}

/** A middleware that answers the same files, for development servers; mount it at `assetBase`. */
export function serveRuntime(from) {
  return (request, response, next) => {
    // Looked up each time, since a build meanwhile gives other files.
    const files = { ...runtimeFiles(from), ...standaloneFiles() };
    const name = new URL(request.url ?? '', 'http://localhost').pathname.slice(1);
    const source = Object.hasOwn(files, name) ? files[name] : undefined;
    if (source === undefined || !existsSync(source)) {
      next();
      return;
    }
    response.setHeader('Content-Type', TYPES[name.slice(name.lastIndexOf('.'))]);
    response.setHeader('Cache-Control', 'no-cache');
    createReadStream(source).pipe(response);
  };
}
