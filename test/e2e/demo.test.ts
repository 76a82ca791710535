import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../examples/demo/server.mjs';
import { fakeCameraFlags, findChromium } from '../../scripts/chromium.mjs';
import { inspectClip } from '../../scripts/inspect.mjs';

const SCREENSHOTS = fileURLToPath(new URL('../../out/screenshots/', import.meta.url));
const SIZES = [
  [390, 844],
  [820, 1180],
  [1440, 900],
] as const;

let folder: string;
let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clipbooth-demo-'));
  await mkdir(SCREENSHOTS, { recursive: true });
  server = await startServer({ port: 0, directory: folder });
  browser = await chromium.launch({
    executablePath: (await findChromium()) ?? undefined,
    args: fakeCameraFlags(),
  });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens the demo; what the page complains of is collected. */
async function open(width: number, height: number): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width, height } });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(server.url);
  return { page, complaints };
}

describe('the demo page', () => {
  it.each(SIZES)('takes a newcomer to an uploaded clip at %i x %i', async (width, height) => {
    const { page, complaints } = await open(width, height);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const look = async (screen: string) => {
      await page.screenshot({ path: join(SCREENSHOTS, `${width}x${height}-${screen}.png`) });
    };
    await button('Open camera').waitFor();
    await look('1-welcome');
    await button('Open camera').click();
    const shutter = page.locator('[part="record"]');
    await shutter.waitFor();
    await page.getByLabel('Sound').getByText('Demo song').waitFor({ state: 'attached' });
    await button('Old film').click();
    await page.getByRole('radio', { name: 'Golden hour' }).click();
    // What a person can press is in sight.
    const box = await shutter.boundingBox();
    expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
    await look('2-record');
    await shutter.click();
    await page.getByText(/^1\.\d of 15 s$/).waitFor();
    await look('3-recording');
    await shutter.click();
    await button('Next').click();
    await button('Add text').click();
    await page.getByRole('textbox', { name: 'Text' }).fill('Hello');
    await look('4-edit');
    await button('Share').click();
    await look('5-share');
    await button('Create clip').click();
    await button('Upload').click({ timeout: 90_000 });
    await page.getByText('Uploaded.').waitFor();
    await look('6-uploaded');
    const href = await page.getByRole('link', { name: 'Open it' }).getAttribute('href');
    const facts = await inspectClip(join(folder, `${href?.split('/').at(-1)}.mp4`));
    expect(facts.video).toMatchObject({ codec: 'h264', width: 720, height: 1280, frameRate: 30 });
    expect(facts.duration).toBeGreaterThan(1);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('tells a person without a camera what to do, and takes a video instead', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('None.', 'NotFoundError'));
    });
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Open camera' }).click();
    await page.getByRole('alert').getByText('No camera was found').waitFor();
    await page.screenshot({ path: join(SCREENSHOTS, '390x844-no-camera.png') });
    const [clip] = await readdir(folder);
    await page.locator('input[type="file"]').setInputFiles(join(folder, clip ?? ''));
    await page.getByRole('button', { name: 'Add text' }).waitFor();
    await context.close();
  });

  it('serves nothing but its own files', async () => {
    for (const path of [
      '/../package.json',
      '/%2e%2e/%2e%2e/package.json',
      '/server.mjs',
      '/dist/../package.json',
    ]) {
      const response = await fetch(server.url + path);
      expect([path, response.status]).toEqual([path, 404]);
    }
  });
});
