import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type JSHandle } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer } from '../../examples/demo/server.mjs';
import { findChromium } from '../../scripts/chromium.mjs';
import type * as Clipbooth from '../../src/index.js';

let folder: string;
let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clipbooth-upload-'));
  server = await startServer({ port: 0, directory: folder });
  browser = await chromium.launch({ executablePath: (await findChromium()) ?? undefined });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

it.each(['form', 'tus'] as const)('an upload by %s waits until the device is online again', async (kind) => {
  const page = await browser.newPage();
  await page.goto(`${server.url}/blank.html`);
  const booth: JSHandle<typeof Clipbooth> = await page.evaluateHandle(
    "import('/dist/standalone/clipbooth.js')",
  );
  const send = (target: 'form' | 'tus', retries: number) =>
    booth.evaluate(
      async ({ upload, formTo, tusTo }, { target, retries }) => {
        // The first box of an MP4 is all that the demo looks at.
        const file = new File(['\0\0\0\x08ftyp'], 'clip.mp4', { type: 'video/mp4' });
        const to = target === 'tus' ? tusTo('/uploads/tus') : formTo('/uploads');
        const { url } = await upload({ file }, to, { retries, retryDelayMs: 1 });
        return url;
      },
      { target, retries },
    );
  // tus-js-client is there before the connection goes.
  await send(kind, 0);
  await page.context().setOffline(true);
  const failed = page.waitForEvent('requestfailed');
  const work = send(kind, 1);
  await failed;
  // Long enough for the one retry to be used up, were it not kept.
  await page.waitForTimeout(300);
  await page.context().setOffline(false);
  expect(await work).toMatch(/^\/uploads\//);
  await page.close();
});
