import { createServer } from 'node:http';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HEADERS, startServer } from '../../examples/demo/server.mjs';
import { fakeCameraFlags, findChromium } from '../../scripts/chromium.mjs';
import { listen } from '../../scripts/listen.mjs';
import { serveRuntime } from '../../scripts/runtime.mjs';
import { makeShortClip } from '../support/short-clip.mjs';

let elsewhere: Awaited<ReturnType<typeof listen>>;
let browser: Browser;
let pages: { page: Page; site: Awaited<ReturnType<typeof startServer>> }[] = [];

beforeAll(async () => {
  const runtime = serveRuntime();
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    runtime(request, response, () => response.writeHead(404).end());
  });
  elsewhere = await listen(server);
  browser = await chromium.launch({
    executablePath: (await findChromium()) ?? undefined,
    args: fakeCameraFlags(),
  });
});
afterEach(async () => {
  for (const { page, site } of pages) {
    await page.close();
    await site.close();
  }
  pages = [];
});
afterAll(async () => {
  await browser.close();
  await elsewhere.close();
});

/** An empty page of a site under its strict policy, or with other headers; counts what it asks of the runtime. */
async function openPage(headers: Record<string, string> = {}) {
  const site = await startServer({ port: 0, headers });
  const page = await browser.newPage();
  pages.push({ page, site });
  const requested: string[] = [];
  page.on('request', (request) => {
    const name = new URL(request.url()).pathname.split('/').at(-1) ?? '';
    if (/^(ffmpeg|capture|core|export|sound|alignment|stretch)-(core|worker|worklet)\./.test(name))
      requested.push(name);
  });
  await page.goto(`${site.url}/blank.html`);
  return { page, requested };
}

/** Makes a short clip in the page with a booth of its own. */
async function make(page: Page, assetBase = '/clipbooth/', encoder: 'webcodecs' | 'ffmpeg' = 'webcodecs') {
  // A text, since a function's dynamic import would be rewritten for Node.
  const booth = await page.evaluateHandle(`import('/dist/standalone/clipbooth.js').then(
    ({ Booth }) => new Booth({ width: 144, height: 256, assetBase: '${assetBase}' }))`);
  const result = await page.evaluate(makeShortClip, { booth, encoder });
  await page.evaluate('booth => booth.destroy()', booth);
  return result;
}

describe('the runtime files', () => {
  it('are loaded when they are needed, the core once a page, and told of by the progress', async () => {
    const { page, requested } = await openPage();
    await page.evaluate("import('/dist/standalone/clipbooth.js').then(() => null)");
    expect(requested).toEqual([]);
    expect(await make(page)).toMatchObject({ encoder: 'webcodecs' });
    expect(requested).toContain('sound-worker.js');
    expect(requested.filter((name) => name.startsWith('ffmpeg'))).toEqual([]);
    const first = await make(page, '/clipbooth/', 'ffmpeg');
    expect(first).toMatchObject({ encoder: 'ffmpeg' });
    const { progress = [] } = first;
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    // Loading is told of before there is a picture to tell of.
    expect(progress.filter((value) => value < 0.2).length).toBeGreaterThan(5);
    expect(await make(page, '/clipbooth/', 'ffmpeg')).toMatchObject({ encoder: 'ffmpeg' });
    expect(requested.filter((name) => name === 'ffmpeg-core.wasm')).toHaveLength(1);
  });

  it('work in a page that is isolated from other origins', async () => {
    const { page } = await openPage({
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    });
    expect(await page.evaluate('crossOriginIsolated')).toBe(true);
    expect(await make(page, '/clipbooth/', 'ffmpeg')).toMatchObject({ encoder: 'ffmpeg' });
  });

  it('may be of another origin, where the policy allows what was checked to run', async () => {
    const policy = HEADERS['Content-Security-Policy']
      .replace("'wasm-unsafe-eval'", "'wasm-unsafe-eval' blob:")
      .replace("worker-src 'self'", "worker-src 'self' blob:")
      .replace("connect-src 'self'", `connect-src 'self' ${elsewhere.url}/`);
    const { page } = await openPage({ 'Content-Security-Policy': policy });
    expect(await make(page, `${elsewhere.url}/`, 'ffmpeg')).toMatchObject({ encoder: 'ffmpeg' });
  });

  it.each(['capture-worker.js', 'sound-worker.js', 'ffmpeg-core.wasm'])(
    'are refused where %s was changed, until the right one is served',
    async (file) => {
      const { page } = await openPage();
      const encoder = file.startsWith('ffmpeg') ? 'ffmpeg' : 'webcodecs';
      const address = `**/clipbooth/${file}`;
      await page.route(address, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: Buffer.concat([await response.body(), Buffer.from('\n')]) });
      });
      expect(await make(page, '/clipbooth/', encoder)).toEqual({
        code: 'runtime-missing',
        message: expect.stringMatching(`${file} is not the one that belongs to this version .*assets" again`),
      });
      await page.unroute(address);
      expect(await make(page, '/clipbooth/', encoder)).toMatchObject({ encoder });
    },
  );
});
