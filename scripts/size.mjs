import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { build } from 'vite';
import { makeSong } from '../examples/demo/song.mjs';
import { fakeCameraFlags, findChromium } from './chromium.mjs';
import { listen } from './listen.mjs';
import { serveRuntime } from './runtime.mjs';

/*
 * What a site's visitors download, gzipped: a page is opened in a browser, a take is recorded to music by the
 * element's own buttons, and a clip exported. Every file that the browser asks for until all is quiet is counted, both
 * for a page built with Vite and for one of plain script modules. Fails where a budget is broken.
 *
 *   npm run size
 */

const ENTRY = fileURLToPath(new URL('../dist/element.js', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** Budgets in bytes. */
const BUDGETS = { 'own code': 60_000, 'to record': 300_000 };

/** On a desktop a panel is always open. */
const VIEWPORTS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

/** Seconds that are recorded: enough for the microphone to be compared with the music. */
const TAKE = 3;
/** Milliseconds without a request after which all is there. */
const QUIET_MS = 1500;

const gzipped = (bytes) => gzipSync(bytes, { level: 9 }).length;
const total = (sizes) => [...sizes.values()].reduce((sum, size) => sum + size, 0);

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

/** The sizes of what a bundle's entry imports at once, without what is only loaded on demand. */
function atOnce(chunks, path = '/element.js', sizes = new Map()) {
  const chunk = chunks.get(path);
  if (chunk === undefined || sizes.has(path)) return sizes;
  sizes.set(path, gzipped(chunk.code));
  for (const imported of chunk.imports) atOnce(chunks, `/${imported}`, sizes);
  return sizes;
}

/** Serves the pages `/built` and `/plain`; `sent` are the names and gzipped sizes of what was asked for. */
async function serve(scripts) {
  const sent = new Map();
  const [runtime, song] = [serveRuntime(), makeSong()];
  const pageWith = (script) =>
    `<!doctype html><title>size</title><link rel="icon" href="data:,"><script type="module" src="${script}"></script>
     <clip-booth music="/song.wav" style="height: 100vh"></clip-booth>`;
  const pages = {
    '/built': pageWith('/element.js'),
    '/plain': pageWith('/clipbooth/clipbooth-element.js'),
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const script = scripts.get(path);
    const send = (type, bytes) => response.writeHead(200, { 'Content-Type': type }).end(bytes);
    if (Object.hasOwn(pages, path)) send('text/html', pages[path]);
    else if (path === '/song.wav') send('audio/wav', song);
    else if (script !== undefined) {
      sent.set(basename(path), gzipped(script.code));
      send('text/javascript', script.code);
    } else if (path.startsWith('/clipbooth/')) {
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
  return { sent, ...(await listen(server)) };
}

/**
 * Opens a page of its own, records a take to music, and exports it; gives what was asked for until each was done.
 * @param encoder of the export; null for none
 */
async function visit({ browser, url, sent }, path, { viewport, microphone, encoder }) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const quiet = async () => {
    for (let count = -1; count !== sent.size; await page.waitForTimeout(QUIET_MS)) count = sent.size;
    return new Map(sent);
  };
  sent.clear();
  await page.goto(`${url}${path}`);
  const element = await page.waitForFunction(() => {
    const found = document.querySelector('clip-booth');
    return found?.booth?.project.music ? found : null;
  });
  const opened = await quiet();
  if (microphone) await page.locator('[part="start"]').click();
  else await element.evaluate((booth) => booth.booth.openCamera({ microphone: false }));
  const shutter = page.locator('[part="record"]');
  await shutter.click();
  await page.waitForFunction(([{ booth }, seconds]) => booth.time >= seconds, [element, TAKE]);
  await shutter.click();
  await page.waitForFunction(({ booth }) => booth.project.takes.length === 1, element);
  const recorded = await quiet();
  if (encoder !== null) {
    const failure = await element.evaluate(({ booth }, encoder) => {
      return booth.export({ encoder }).then(
        () => null,
        ({ code, message }) => `${code}: ${message}`,
      );
    }, encoder);
    if (failure !== null) throw new Error(failure);
  }
  const exported = await quiet();
  await context.close();
  return { opened, recorded, exported };
}

const own = await bundle(Object.keys(dependencies).map((name) => new RegExp(`^${name}(/|$)`)));
const rows = [{ what: 'own code', how: 'built', sizes: atOnce(own) }];
const site = await serve(await bundle());
const browser = await chromium.launch({ executablePath: await findChromium(), args: fakeCameraFlags() });
try {
  for (const [path, screen, microphone, encoder] of [
    ['/built', 'phone', true, 'webcodecs'],
    ['/built', 'desktop', true, null],
    ['/built', 'phone', false, 'ffmpeg'],
    ['/plain', 'desktop', true, null],
  ]) {
    const visited = { viewport: VIEWPORTS[screen], microphone, encoder };
    const { opened, recorded, exported } = await visit({ browser, ...site }, path, visited);
    const how = `${path.slice(1)}, ${screen}${microphone ? '' : ', no microphone'}`;
    rows.push({ what: 'to open', how, sizes: opened });
    rows.push({ what: 'to record', how, sizes: recorded });
    if (encoder !== null) rows.push({ what: `to export with ${encoder}`, how, sizes: exported });
  }
} finally {
  await browser.close();
  await site.close();
}

for (const { what, how, sizes } of rows.filter(({ what }) => what === 'to record')) {
  console.log(`${what} (${how})`);
  for (const [name, size] of [...sizes].sort(([, a], [, b]) => b - a))
    console.log(`  ${name.padEnd(44)} ${(size / 1000).toFixed(1).padStart(9)} KB`);
}
console.table(
  rows.map(({ what, how, sizes }) => ({
    what,
    page: how,
    'gzip KB': total(sizes) / 1000,
    'budget KB': BUDGETS[what] === undefined ? '' : BUDGETS[what] / 1000,
  })),
);
const broken = rows.filter(({ what, sizes }) => total(sizes) > (BUDGETS[what] ?? Number.POSITIVE_INFINITY));
for (const { what, how } of broken) console.error(`Over budget: ${what} (${how}).`);
process.exit(broken.length > 0 ? 1 : 0);
