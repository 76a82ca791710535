import { readdirSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { Plugin } from 'vite';
import { createUploads } from '../../examples/demo/uploads.mjs';
import { hasSwift } from '../../scripts/swift.mjs';
import { makeTemporaryFolder } from '../../scripts/temporary-folder.mjs';
import { startBucket } from './bucket.mjs';

/** Bytes of a request after which a connection is broken. */
const BREAK_AFTER = 300_000;
/** Largest file that the endpoint of the tests takes. */
const MAX_BYTES = 4 * 2 ** 20;

/**
 * The demo's endpoint beside the pages of the tests, with the troubles that servers have:
 * `/trouble?status=503&times=2&then=/uploads` answers so for the first two requests of a `key`, with the words of
 * `says`, then passes on; a PATCH with a header `X-Break` is cut off on its way, once for each value. `/offsets` gives
 * where each PATCH began, `/form-parts` what a form held, part by part.
 *
 * `/presign-s3?request={"key":"a.mp4"}` signs an address in a bucket of S3, where Swift is installed, by the options of
 * `createPresign`; with `"isHidden":true` in one whose refusals pages cannot read.
 */
export function uploadEndpoint(): Plugin {
  const seen = new Map<string, number>();
  const offsets: number[] = [];
  return {
    name: 'upload-endpoint',
    async configureServer(server) {
      const directory = makeTemporaryFolder('uploads');
      const uploads = await createUploads({ directory, maxBytes: MAX_BYTES });
      let bucket: ReturnType<typeof startBucket> | undefined;
      const presign = async (request: string) => {
        const { key, isHidden, ...options } = JSON.parse(request);
        // Started by the first test that asks for it.
        bucket ??= startBucket();
        const { visible, hidden } = await bucket;
        return (isHidden ? hidden : visible)(key, options);
      };
      server.middlewares.use((request, response, next) => {
        const url = new URL(request.url ?? '/', 'http://localhost');
        if (url.pathname === '/stored-files') {
          response.setHeader('Content-Type', 'application/json').end(JSON.stringify(readdirSync(directory)));
          return;
        }
        if (url.pathname === '/presign-s3') {
          if (hasSwift())
            presign(url.searchParams.get('request') ?? '{}').then((address) => response.end(address), next);
          else response.writeHead(501).end();
          return;
        }
        if (url.pathname === '/form-parts') {
          formParts(request).then((parts) => response.end(JSON.stringify(parts)), next);
          return;
        }
        if (url.pathname === '/offsets') {
          response.setHeader('Content-Type', 'application/json').end(JSON.stringify(offsets));
          return;
        }
        if (request.method === 'PATCH') {
          offsets.push(Number(request.headers['upload-offset']));
          const name = request.headers['x-break'];
          if (typeof name === 'string' && !seen.has(name)) {
            seen.set(name, 1);
            breakOff(request, BREAK_AFTER);
          }
        }
        if (url.pathname === '/trouble') {
          const key = url.searchParams.get('key') ?? '';
          const count = (seen.get(key) ?? 0) + 1;
          seen.set(key, count);
          if (count <= Number(url.searchParams.get('times'))) {
            const status = Number(url.searchParams.get('status'));
            if (status === 0) request.socket.destroy();
            else {
              const says = url.searchParams.get('says') ?? `trouble ${count}`;
              request.resume();
              response.writeHead(status, { 'Retry-After': '0.01' }).end(says);
            }
            return;
          }
          request.url = url.searchParams.get('then') ?? '/uploads';
        }
        uploads.handle(request, response).then((isHandled) => {
          if (!isHandled) next();
        }, next);
      });
    },
  };
}

/** The parts of a form in the order in which they came: the name of each, and its text or its file's name. */
async function formParts(request: IncomingMessage): Promise<string[][]> {
  const headers = { 'Content-Type': request.headers['content-type'] ?? '' };
  const form = await new Response(Readable.toWeb(request) as ReadableStream, { headers }).formData();
  return [...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]);
}

/** Breaks the connection of a request once so many bytes of its body have come. */
function breakOff(request: IncomingMessage, bytes: number): void {
  const push = request.push.bind(request);
  let received = 0;
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    received += chunk?.length ?? 0;
    if (received < bytes) return push(chunk, encoding);
    request.socket.destroy();
    return false;
  };
}
