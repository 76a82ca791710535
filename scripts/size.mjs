import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { build } from 'vite';
import { makeSong } from '../examples/demo/song.mjs';
import { makeShortClip } from '../test/support/short-clip.mjs';
import { fakeCameraFlags, findChromium } from './chromium.mjs';
import { serveRuntime } from './runtime.mjs';

/*
 * What a site's visitors download, gzipped, from a real build: it is opened, records and exports, and every file that
 * the browser asks for is counted. Fails where a budget is broken.
 *
 *   npm run size
 */

const ENTRY = fileURLToPath(new URL('../dist/element.js', import.meta.url));
const PAGE =
  '<!doctype html><title>size</title><link rel="icon" href="data:,"><script type="module" src="/element.js"></script>';

/** Budgets in bytes. The element's own code is what is there when it opens; the editor comes once there is a take. */
const BUDGETS = { "the element's own code": 60_000, 'to record': 300_000, 'to record to music': 300_000 };

const gzipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** The scripts that Vite makes of the element, by path, with its dependencies or without. */
async function bundle(external = []) {
  const { output } = await build({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: {
        input: { element: ENTRY },
        external,
        preserveEntrySignatures: 'exports-only',
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  return new Map(output.flatMap((chunk) => (chunk.type === 'chunk' ? [[`/${chunk.fileName}`, chunk]] : [])));
}

/** Of a bundle what is loaded with its entry, without what is only loaded on demand. */
function atOnce(chunks, name = '/element.js', found = new Map()) {
  const chunk = chunks.get(name);
  if (chunk === undefined || found.has(name)) return found;
  found.set(name, chunk);
  for (const imported of chunk.imports) atOnce(chunks, `/${imported}`, found);
  return found;
}

/** Serves the page and gives what was sent so far: names and gzipped bytes. */
async function serve(scripts) {
  const sent = new Map();
  const [runtime, song] = [serveRuntime(), makeSong()];
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const script = scripts.get(path);
    const send = (type, bytes) => {
      sent.set(basename(path), gzipped(bytes));
      response.writeHead(200, { 'Content-Type': type }).end(bytes);
    };
    if (path === '/') response.writeHead(200, { 'Content-Type': 'text/html' }).end(PAGE);
    else if (path === '/song.wav') response.writeHead(200, { 'Content-Type': 'audio/wav' }).end(song);
    else if (script !== undefined) send('text/javascript', script.code);
    else if (path.startsWith('/clipbooth/')) {
      const chunks = [];
      const [write, end] = [response.write.bind(response), response.end.bind(response)];
      response.write = (chunk, ...rest) => {
        chunks.push(chunk);
        return write(chunk, ...rest);
      };
      response.end = (...rest) => {
        sent.set(basename(path), gzipped(Buffer.concat(chunks)));
        return end(...rest);
      };
      request.url = path.slice('/clipbooth'.length);
      runtime(request, response, () => response.writeHead(404).end());
    } else response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  return { server, sent, url: `http://localhost:${server.address().port}/` };
}

const total = (sizes) => [...sizes.values()].reduce((sum, size) => sum + size, 0);

const rows = [];
const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const own = await bundle(Object.keys(dependencies).map((name) => new RegExp(`^${name}(/|$)`)));
rows.push([
  "the element's own code",
  new Map([...atOnce(own)].map(([name, { code }]) => [basename(name), gzipped(code)])),
]);

const { server, sent, url } = await serve(await bundle());
const browser = await chromium.launch({ executablePath: await findChromium(), args: fakeCameraFlags() });
try {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction(() => customElements.get('clip-booth') !== undefined);
  rows.push(['to open', new Map(sent)]);
  for (const [name, encoder] of [
    ['to record', null],
    ['to record to music', null],
    ['to export with WebCodecs', 'webcodecs'],
    ['to export with ffmpeg', 'ffmpeg'],
  ]) {
    const booth = await page.evaluateHandle(() => {
      document.querySelector('clip-booth')?.remove();
      const element = document.createElement('clip-booth');
      document.body.append(element);
      return element.booth;
    });
    if (name === 'to record to music') await page.evaluate((booth) => booth.setMusic('/song.wav'), booth);
    const { code, message } = await page.evaluate(makeShortClip, { booth, encoder });
    if (code !== undefined) throw new Error(`${code}: ${message}`);
    // The editor comes once there is a take, with the panels that some open before and the share screen's measure of flashes.
    const needed = [...sent].filter(
      ([file]) => encoder !== null || !/^(editor|preparation|flashes)-/.test(file),
    );
    rows.push([name, new Map(needed)]);
  }
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
}

console.table(
  Object.fromEntries(
    rows.map(([name, sizes]) => [
      name,
      {
        'gzip KB': total(sizes) / 1000,
        'budget KB': BUDGETS[name] === undefined ? '' : BUDGETS[name] / 1000,
      },
    ]),
  ),
);
for (const [name, size] of [...sent].sort(([, a], [, b]) => b - a)) {
  console.log(`  ${name.padEnd(28)} ${(size / 1000).toFixed(1).padStart(9)} KB`);
}
const broken = rows.filter(([name, sizes]) => total(sizes) > (BUDGETS[name] ?? Number.POSITIVE_INFINITY));
for (const [name] of broken) console.error(`Over budget: ${name}.`);
process.exit(broken.length > 0 ? 1 : 0);
