import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, dirname, extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import { fakeCameraFlags, findChromium } from '../../scripts/chromium.mjs';
import { listen } from '../../scripts/listen.mjs';
import { serveRuntime } from '../../scripts/runtime.mjs';
import { makeMedia, SHAPE, WORK } from './media.mjs';

/*
 * Runs the ways to make one clip, each in a fresh page of the same browser. A way is a module `entries/NAME.js` that
 * exports `run(job)`, which gives `{ file, report? }`; it is bundled when a page asks for it, with packages from
 * bench/node_modules. See `Job` for what it is given.
 */

/**
 * @typedef {object} Job What an entry has to do: put an effect, a look, a text and music on a take, and make an MP4.
 * @property {Blob} take
 * @property {Blob} music
 * @property {number} width
 * @property {number} height
 * @property {number} frameRate
 * @property {number} duration Seconds.
 * @property {string} text
 * @property {number} bitrateBps To encode the pictures at.
 * @property {Record<string, unknown>} options What the caller asks of this entry beyond the job.
 */

/**
 * @typedef {object} Run One run of an entry.
 * @property {number} seconds From the call to the finished file.
 * @property {number} bytes Of the file.
 * @property {any} report What the entry says of its work.
 * @property {number} longestTaskMs The longest time for which the page's thread was busy.
 * @property {number} peakBytes Memory of the page's process above what it held before.
 * @property {number} cpuSeconds Of all of the browser's processes.
 * @property {string} path Where the file was put, to be judged.
 */

const HERE = fileURLToPath(new URL('.', import.meta.url));
const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
export const RESULTS = fileURLToPath(new URL('../../out/bench-export.json', import.meta.url));

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mp4': 'video/mp4',
  '.m4a': 'audio/mp4',
};

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>export benchmark</title><link rel="icon" href="data:,">';

async function bundle(name) {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, 'entries', `${name}.js`)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    external: ['/dist/*', '/clipbooth/*'],
    nodePaths: [join(HERE, '..', 'node_modules')],
    logLevel: 'error',
  });
  return outputFiles[0].contents;
}

/** Installs the benchmark's own packages: the peers, and what drives a browser. */
function installPackages() {
  const bench = fileURLToPath(new URL('..', import.meta.url));
  if (existsSync(`${bench}node_modules`)) return;
  console.log('bench: installing its packages');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: bench,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error("The benchmark's packages cannot be installed.");
}

/** Serves the built library, the runtime, the job's media and the entries; takes the finished files. */
export async function startServer(isIsolated) {
  const runtime = serveRuntime();
  const bundles = new Map();
  const answer = async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const [, room, name = ''] = path.split('/');
    if (isIsolated) {
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    }
    if (path === '/') return response.writeHead(200, { 'Content-Type': TYPES['.html'] }).end(PAGE);
    if (room === 'files' && request.method === 'PUT') {
      await pipeline(request, createWriteStream(join(WORK, basename(name))));
      return response.writeHead(204).end();
    }
    if (room === 'entries') {
      const entry = basename(name, '.js');
      if (!bundles.has(entry)) bundles.set(entry, bundle(entry));
      return response.writeHead(200, { 'Content-Type': TYPES['.js'] }).end(await bundles.get(entry));
    }
    if (room === 'clipbooth') {
      request.url = path.slice('/clipbooth'.length);
      return runtime(request, response, () => response.writeHead(404).end());
    }
    const file = room === 'media' ? join(WORK, basename(name)) : join(DIST, path.slice('/dist/'.length));
    if (!file.startsWith(room === 'media' ? WORK : DIST) || !existsSync(file) || !statSync(file).isFile()) {
      return response.writeHead(404).end();
    }
    response.writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Length': statSync(file).size,
    });
    await pipeline(createReadStream(file), response);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(500).end(String(error));
      else response.destroy();
    });
  });
  return listen(server);
}

/** Memory that the page's processes hold, in bytes: private pages and shared ones, as Linux counts them; else NaN. */
async function residentBytes(browserSession) {
  const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
  const sizes = await Promise.all(
    processInfo
      .filter(({ type }) => type === 'renderer')
      .map(async ({ id }) => {
        const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
        const kilobytes = [...status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm)];
        return kilobytes.length === 0
          ? Number.NaN
          : kilobytes.reduce((sum, [, size]) => sum + Number(size) * 1024, 0);
      }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Seconds for which the browser's processes have kept a core busy. */
async function cpuSeconds(browserSession) {
  const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** What an entry is told, and the name under which the page hands in its file. */
export async function jobOf(entry, { seconds = 15, options = {} } = {}) {
  const media = await makeMedia(seconds);
  const job = {
    ...SHAPE,
    take: `/media/${basename(media.take)}`,
    music: `/media/${basename(media.music)}`,
    duration: seconds,
    text: 'Made in the browser',
    bitrateBps: 5e6,
    options,
  };
  return { entry, job, file: `${entry}-${seconds}.mp4` };
}

/** What happens in the page. */
export async function runInPage({ entry, job, file }) {
  const module = await import(`/entries/${entry}.js`);
  const fetchBlob = async (url) => (await fetch(url)).blob();
  const media = { take: await fetchBlob(job.take), music: await fetchBlob(job.music) };
  await globalThis.tellReady?.();
  let longestTaskMs = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
  });
  observer.observe({ type: 'longtask' });
  const start = performance.now();
  const result = await module.run({ ...job, ...media });
  const seconds = (performance.now() - start) / 1000;
  await globalThis.tellDone?.();
  // Long tasks are told of a moment later.
  await new Promise((resolve) => setTimeout(resolve, 100));
  observer.disconnect();
  await fetch(`/files/${file}`, { method: 'PUT', body: result.file });
  return { seconds, bytes: result.file.size, report: result.report ?? null, longestTaskMs };
}

/**
 * Opens the browser and the server. `isolated` serves the page cross-origin isolated, which threads in WebAssembly need.
 */
export async function openBench({ isolated = false } = {}) {
  const executablePath = await findChromium();
  if (executablePath === null) throw new Error('There is no browser: run "npm run setup".');
  installPackages();
  const server = await startServer(isolated);
  const browser = await chromium.launch({ executablePath, args: fakeCameraFlags() });

  /**
   * Runs an entry once in a fresh page.
   * @returns {Promise<Run>}
   */
  async function run(entry, { prepare, ...how } = {}) {
    const told = await jobOf(entry, how);
    const context = await browser.newContext();
    const session = await browser.newBrowserCDPSession();
    const page = await context.newPage();
    try {
      await page.goto(server.url);
      await prepare?.(page);
      let [idle, peak, isDone, busy] = [Number.NaN, 0, false, 0];
      const watch = async () => {
        while (!isDone) {
          peak = Math.max(peak, await residentBytes(session));
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      };
      let watched = Promise.resolve();
      await page.exposeFunction('tellReady', async () => {
        idle = await residentBytes(session);
        watched = watch();
        busy -= await cpuSeconds(session);
      });
      await page.exposeFunction('tellDone', async () => {
        busy += await cpuSeconds(session);
      });
      try {
        const result = await page.evaluate(runInPage, told);
        return { ...result, peakBytes: peak - idle, cpuSeconds: busy, path: join(WORK, told.file) };
      } finally {
        isDone = true;
        await watched;
      }
    } finally {
      await session.detach();
      await context.close();
    }
  }

  /**
   * Runs entries in turns, so that what disturbs the machine disturbs all of them; gives the runs of each.
   * @param {{ name: string, entry: string, options?: object, seconds?: number }[]} entries
   * @returns {Promise<Record<string, Run[]>>}
   */
  async function compare(entries, rounds) {
    const runs = Object.fromEntries(entries.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const { name, entry, ...how } of entries) runs[name].push(await run(entry, how));
    }
    return runs;
  }

  return {
    browser,
    url: server.url,
    run,
    compare,
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** The value in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Puts figures under a name into out/bench-export.json, beside those of other scripts. */
export async function keepResults(name, figures) {
  const kept = existsSync(RESULTS) ? JSON.parse(await readFile(RESULTS, 'utf8')) : {};
  await mkdir(dirname(RESULTS), { recursive: true });
  await writeFile(RESULTS, `${JSON.stringify({ ...kept, [name]: figures }, null, 2)}\n`);
}
