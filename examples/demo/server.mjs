import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveRuntime } from '../../scripts/runtime.mjs';
import { makeSong } from './song.mjs';
import { createUploads } from './uploads.mjs';

/* The demo in one process: its page, the built library, the runtime, a song, and an endpoint for uploads. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE = fileURLToPath(new URL('.', import.meta.url));

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.wav': 'audio/wav',
};

/** What the page may do: run its own code and ffmpeg's, show what it made, and use the camera. */
export const HEADERS = {
  'Content-Security-Policy': [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
  ].join('; '),
  'Permissions-Policy': 'camera=(self), microphone=(self)',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** Sends a file of a folder; false where there is none, also for a path that leads out of the folder. */
function sendFile(response, folder, path) {
  const file = normalize(join(folder, path));
  if (!file.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return false;
  if (!existsSync(file) || !statSync(file).isFile()) return false;
  response.writeHead(200, {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Cache-Control': 'no-cache',
  });
  createReadStream(file).pipe(response);
  return true;
}

/**
 * Starts the demo; port 0 takes a free one, `headers` are sent besides or instead of its own.
 * @returns its address and how to end it
 */
export async function startServer({
  port = 8080,
  host = 'localhost',
  directory = join(ROOT, 'out', 'uploads'),
  maxBytes,
  headers = {},
} = {}) {
  const uploads = await createUploads({ directory, maxBytes });
  const runtime = serveRuntime();
  const song = makeSong();
  const server = createServer((request, response) => {
    const answer = async () => {
      for (const [name, value] of Object.entries({ ...HEADERS, ...headers })) response.setHeader(name, value);
      if (await uploads.handle(request, response)) return;
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
      const missing = () => response.writeHead(404).end('Not found');
      if (path === '/') sendFile(response, PAGE, 'index.html');
      else if (path === '/song.wav') response.writeHead(200, { 'Content-Type': TYPES['.wav'] }).end(song);
      else if (path.startsWith('/clipbooth/')) {
        request.url = path.slice('/clipbooth'.length);
        runtime(request, response, missing);
      } else if (path.startsWith('/dist/')) {
        if (!sendFile(response, join(ROOT, 'dist'), path.slice('/dist'.length))) missing();
      } else if (!['.html', '.css', '.js', '.svg'].includes(extname(path)) || !sendFile(response, PAGE, path))
        missing();
    };
    answer().catch(() => response.destroy());
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startServer({ port: Number(process.env.PORT ?? 8080) }).catch((error) => {
    console.error(
      error.code === 'EADDRINUSE' ? 'The port is taken: set PORT to another one.' : error.message,
    );
    process.exit(1);
  });
  console.log(`The booth is open at ${url}`);
}
