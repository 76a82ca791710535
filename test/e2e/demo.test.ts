import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../examples/demo/server.mjs';
import { fakeCameraFlags, findChromium } from '../../scripts/chromium.mjs';
import { complaintsOf } from '../../scripts/complaints.mjs';
import { runFfmpeg } from '../../scripts/ffmpeg.mjs';
import { inspectClip } from '../../scripts/inspect.mjs';
import { loadAxe, misplaced } from '../support/page-checks.js';

const SCREENSHOTS = fileURLToPath(new URL('../../out/screenshots/', import.meta.url));

/** What a take's time reads. Playwright looks twice a second, so what is waited for must not go by. */
const A_SECOND_OR_MORE = /^[1-9]\d?\.\d \/ 15\.0 s$/;

let folder: string;
let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;
let violations: Awaited<ReturnType<typeof loadAxe>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clipbooth-demo-'));
  await mkdir(SCREENSHOTS, { recursive: true });
  violations = await loadAxe();
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
  const complaints = complaintsOf(page);
  await page.goto(server.url);
  return { page, complaints };
}

/** How many documents a page keeps on the device. */
const draftsOf = (page: Page) =>
  page.evaluate(async () => {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('clipbooth');
    let count = 0;
    for await (const folder of root.values()) {
      if (folder.kind !== 'directory') continue;
      for await (const name of folder.keys()) if (name === 'project.json') count++;
    }
    return count;
  });

describe('the demo page', () => {
  it('takes a newcomer from the camera to an uploaded clip', async () => {
    const { page, complaints } = await open(390, 844);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await button('Open camera').click();
    const shutter = page.locator('[part="record"]');
    await shutter.click();
    await page.getByText(A_SECOND_OR_MORE).waitFor();
    await shutter.click();
    await button('Next').click();
    // The editor shows looks and samples too, though nobody opened a panel of the record screen.
    await button('Looks').click();
    await page.getByRole('button', { name: 'Golden' }).waitFor();
    await page.locator('[part="next"]').click();
    await button('Create clip').click();
    await page.getByRole('textbox', { name: 'Caption' }).fill('My first clip', { timeout: 240_000 });
    await page.screenshot({ path: join(SCREENSHOTS, '390x844-9-made.png') });
    expect(await misplaced(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await button('Upload').click();
    await page.getByRole('heading', { name: 'Uploaded' }).waitFor();
    const href = await page.getByRole('link', { name: 'Open it' }).getAttribute('href');
    const facts = await inspectClip(join(folder, `${href?.split('/').at(-1)}.mp4`));
    expect(facts.video).toMatchObject({ codec: 'h264', width: 720, height: 1280, frameRate: 30 });
    expect(facts.duration).toBeGreaterThan(1);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('offers to go on with a clip that was left by closing the page, until it is uploaded', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const goOn = page.getByRole('button', { name: 'Continue' });
    const isWelcomed = () => button('Open camera').waitFor();
    await page.goto(server.url);
    await button('Open camera').click();
    const shutter = page.locator('[part="record"]');
    await shutter.click();
    await page.getByText(A_SECOND_OR_MORE).waitFor();
    await shutter.click();
    await button('Delete last take').waitFor();
    const length = await page.locator('[part="time"]').textContent();
    await expect.poll(() => draftsOf(page)).toBe(1);
    await page.reload();

    await goOn.waitFor();
    for (const [width, height] of [
      [390, 844],
      [1440, 900],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: join(SCREENSHOTS, `${width}x${height}-draft.png`) });
      expect(await misplaced(page)).toEqual([]);
      expect(await violations(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    const placeWithDraft = await button('Open camera').boundingBox();
    await button('Delete the unfinished clip').click();
    await page.getByText('Clip deleted.').waitFor();
    await button('Undo').click();
    await goOn.click();
    await button('Split').waitFor();
    await page.locator('[part="next"]').click();
    await button('Create clip').click();
    await button('Upload').click({ timeout: 240_000 });
    const link = page.getByRole('link', { name: 'Open it' });
    const name = `${(await link.getAttribute('href'))?.split('/').at(-1)}.mp4`;
    const { duration } = await inspectClip(join(folder, name));
    expect(length?.startsWith(duration.toFixed(1))).toBe(true);
    await expect.poll(() => draftsOf(page)).toBe(0);
    await page.reload();
    await isWelcomed();
    // Time enough for it to be found, were it there.
    await page.waitForTimeout(1000);
    expect(await goOn.count()).toBe(0);
    // What is found a moment later moves nothing that may be about to be pressed.
    expect(await button('Open camera').boundingBox()).toEqual(placeWithDraft);

    // One that is deleted is gone for good once it cannot be had back.
    await button('Open camera').click();
    await shutter.click();
    await page.getByText(A_SECOND_OR_MORE).waitFor();
    await shutter.click();
    await button('Delete last take').waitFor();
    await expect.poll(() => draftsOf(page)).toBe(1);
    await page.reload();
    await button('Delete the unfinished clip').click();
    await button('Open camera').click();
    await expect.poll(() => draftsOf(page)).toBe(0);
    await page.reload();
    await isWelcomed();
    await page.waitForTimeout(1000);
    expect(await goOn.count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('goes on with a take that was being recorded when the page was loaded anew, and says so', async () => {
    const { page, complaints } = await open(390, 844);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await button('Open camera').click();
    await page.locator('[part="record"]').click();
    await page.getByText(/^[2-9]\.\d \/ 15\.0 s$/).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Continue' }).click();
    await button('Split').waitFor();
    await page.getByText('Your last take was cut short').waitFor();
    await page.screenshot({ path: join(SCREENSHOTS, '390x844-broken-off.png') });
    expect(await misplaced(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is as clear in the light theme and from right to left', async () => {
    const { page } = await open(1440, 900);
    // As text: what this file is built with rewrites an import.
    await page.evaluate(`import('/dist/standalone/languages/arabic.js').then(({ ARABIC }) =>
      Object.assign(document.querySelector('clip-booth'), { theme: 'light', texts: ARABIC }))`);
    await page.locator('#sample').click();
    await page.locator('[part="record"]').waitFor();
    await page.screenshot({ path: join(SCREENSHOTS, '1440x900-arabic.png') });
    expect(await misplaced(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
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
    const video = join(folder, 'camera.mp4');
    await runFfmpeg('ffmpeg', [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=d=1:s=360x640', '-pix_fmt', 'yuv420p', video],
    ]);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Use a video instead' }).click();
    await (await chooser).setFiles(video);
    await page.getByRole('button', { name: 'Split' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
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
