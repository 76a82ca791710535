import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { listen } from '../../scripts/listen.mjs';
import { serveRuntime } from '../../scripts/runtime.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const PAGE = '<!doctype html><meta charset="utf-8"><title>rig</title><link rel="icon" href="data:,">';

/** The rig with what it needs to read files in the page. */
async function bundleRig() {
  const { outputFiles } = await build({
    stdin: { contents: "export * from './rig.js'; export * from './read.js';", resolveDir: HERE },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    external: ['node:*'],
    logLevel: 'error',
  });
  return outputFiles[0].contents;
}

/** Serves the rig, the built library and its runtime; what is put under `/files/` lands in `folder`. */
export async function startServer(folder) {
  const [runtime, rig] = [serveRuntime(), await bundleRig()];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const script = { 'Content-Type': 'text/javascript' };
    if (pathname === '/') response.writeHead(200, { 'Content-Type': 'text/html' }).end(PAGE);
    else if (pathname === '/rig/rig.js') response.writeHead(200, script).end(rig);
    else if (pathname === '/rig/performer.js') {
      createReadStream(join(HERE, 'performer.js')).pipe(response.writeHead(200, script));
    } else if (pathname.startsWith('/files/')) {
      await pipeline(request, createWriteStream(join(folder, basename(pathname))));
      response.writeHead(204).end();
    } else if (pathname.startsWith('/clipbooth/')) {
      request.url = pathname.slice('/clipbooth'.length);
      runtime(request, response, () => response.writeHead(404).end());
    } else {
      const file = join(DIST, 'standalone', basename(pathname));
      if (!existsSync(file)) response.writeHead(404).end();
      else createReadStream(file).pipe(response.writeHead(200, script));
    }
  });
  return listen(server);
}
