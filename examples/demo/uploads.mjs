import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import { FileStore } from '@tus/file-store';
import { Server as TusServer } from '@tus/server';

/*
 * An endpoint that takes clips: form POST, PUT to an address that it signed, and tus. It streams to disk, keeps only
 * MP4s under its limit, and gives every file a name of its own.
 */

/** A refusal, with its HTTP status and what it says. */
class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Bytes of an MP4's first box that tell what it is: a length of four and the type `ftyp` (ISO/IEC 14496-12, 4.3). */
const HEAD_BYTES = 8;
/** How long a signed address is good for. */
const SIGNED_FOR_MS = 10 * 60_000;
const KEY = /^[0-9a-f-]{36}$/;

const isMp4 = (head) => head.length >= HEAD_BYTES && head.toString('latin1', 4, 8) === 'ftyp';

/** Passes bytes on as long as they are an MP4's and not too many. */
function guard(maxBytes) {
  let head = Buffer.alloc(0);
  let size = 0;
  return new Transform({
    transform(chunk, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) {
        done(new Refusal(413, `The file is larger than ${maxBytes} bytes.`));
        return;
      }
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES)]);
      if (head.length >= HEAD_BYTES && !isMp4(head)) done(new Refusal(415, 'The file is not an MP4.'));
      else done(null, chunk);
    },
    flush(done) {
      done(isMp4(head) ? null : new Refusal(415, 'The file is not an MP4.'));
    },
  });
}

/** Makes the endpoint. `handle` answers a request and says whether it was its to answer. */
export async function createUploads({ directory, maxBytes = 200 * 2 ** 20 }) {
  await mkdir(directory, { recursive: true });
  const secret = randomBytes(32);
  const sign = (key, expires) => createHmac('sha256', secret).update(`${key}.${expires}`).digest('hex');

  /** Stores a stream under a new name, or under `key`; leaves nothing behind where it fails. */
  async function store(stream, key = randomUUID()) {
    const partial = join(directory, `${key}.part`);
    try {
      await pipeline(stream, guard(maxBytes), createWriteStream(partial, { flags: 'wx' }));
      await rename(partial, join(directory, `${key}.mp4`));
      return key;
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  }

  const tusFolder = join(directory, 'tus');
  const tusStore = new FileStore({ directory: tusFolder });
  const tus = new TusServer({
    path: '/uploads/tus',
    datastore: tusStore,
    maxSize: maxBytes,
    relativeLocation: true,
    /** Keeps a whole file as the others are kept. */
    async onUploadFinish(_request, { id }) {
      const path = join(tusFolder, id);
      const file = await open(path);
      const { buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES).finally(() => file.close());
      if (!isMp4(buffer)) {
        await tusStore.remove(id);
        throw { status_code: 415, body: 'The file is not an MP4.' };
      }
      const key = randomUUID();
      await rename(path, join(directory, `${key}.mp4`));
      await tusStore.configstore.delete(id);
      return { status_code: 200, body: JSON.stringify({ url: `/uploads/${key}` }) };
    },
  });

  /** The first file of a form. */
  function storeForm(request) {
    return new Promise((resolve, reject) => {
      const form = new Busboy({
        headers: request.headers,
        limits: { files: 1, fieldSize: 64 * 1024, fields: 20 },
      });
      let stored = null;
      form.on('file', (_field, stream) => {
        stored = store(stream);
        stored.catch((error) => {
          request.unpipe(form);
          reject(error);
        });
      });
      form.on('finish', () => {
        if (stored === null) reject(new Refusal(400, 'The form has no file.'));
        else stored.then(resolve, reject);
      });
      form.on('error', (error) => reject(new Refusal(400, `The form cannot be read: ${error.message}`)));
      request.on('aborted', () => form.destroy(new Error('The sender went away.')));
      request.pipe(form);
    });
  }

  function checkSignature(key, search) {
    const expires = Number(search.get('expires'));
    const expected = Buffer.from(sign(key, expires));
    const given = Buffer.from(search.get('signature') ?? '');
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
      throw new Refusal(403, 'The address was not signed here.');
    }
    if (Date.now() > expires) throw new Refusal(403, 'The address has expired: ask for a new one.');
  }

  /** Answers a stored file, whole or the range that was asked for. */
  async function serve(key, request, response) {
    const path = join(directory, `${key}.mp4`);
    const { size } = await stat(path).catch(() => {
      throw new Refusal(404, 'There is no such clip.');
    });
    const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
    let [start, end] = [0, size - 1];
    if (range !== null && (range[1] !== '' || range[2] !== '')) {
      start = range[1] === '' ? Math.max(0, size - Number(range[2])) : Number(range[1]);
      end = range[1] === '' || range[2] === '' ? size - 1 : Math.min(size - 1, Number(range[2]));
      if (start > end) throw new Refusal(416, 'There is no such range.');
      response.setHeader('Content-Range', `bytes ${start}-${end}/${size}`);
    }
    response.writeHead(range === null ? 200 : 206, {
      'Content-Type': 'video/mp4',
      'Content-Length': end - start + 1,
      'Accept-Ranges': 'bytes',
    });
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream(path, { start, end }), response);
  }

  async function answer(request, response, url) {
    const json = (status, body) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const [, , key = ''] = url.pathname.split('/');
    if (url.pathname === '/presign' && request.method === 'POST') {
      const newKey = randomUUID();
      const expires = Date.now() + SIGNED_FOR_MS;
      json(200, { url: `/uploads/${newKey}?expires=${expires}&signature=${sign(newKey, expires)}` });
    } else if (url.pathname === '/uploads' && request.method === 'POST') {
      json(201, { url: `/uploads/${await storeForm(request)}` });
    } else if (KEY.test(key) && request.method === 'PUT') {
      checkSignature(key, url.searchParams);
      await store(request, key);
      response.writeHead(200).end();
    } else if (KEY.test(key) && (request.method === 'GET' || request.method === 'HEAD')) {
      await serve(key, request, response);
    } else {
      throw new Refusal(404, 'There is nothing here.');
    }
  }

  return {
    async handle(request, response) {
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (url.pathname.startsWith('/uploads/tus')) {
        await tus.handle(request, response);
        return true;
      }
      if (!/^\/(uploads|presign)(\/|$)/.test(url.pathname)) return false;
      try {
        await answer(request, response, url);
      } catch (error) {
        // A sender that went away hears no answer.
        if (response.headersSent || response.destroyed) response.destroy();
        else {
          const status = error instanceof Refusal ? error.status : 500;
          // What is still on its way is not wanted: say so, and take no more of it.
          response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' });
          response.end(
            JSON.stringify({ error: error instanceof Refusal ? error.message : 'The clip was not stored.' }),
          );
          request.resume();
        }
      }
      return true;
    },
  };
}
