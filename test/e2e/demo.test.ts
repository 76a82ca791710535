import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
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
/** What axe checks: WCAG 2.2 at level AA with all that it builds on. */
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let folder: string;
let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;
let axe: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clipbooth-demo-'));
  await mkdir(SCREENSHOTS, { recursive: true });
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
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
    // Pictures that a decoder still had in hand when a strip went elsewhere are the browser's to collect.
    const isCollected = message.text().includes('garbage collected');
    if (message.type() === 'error' && !isCollected) complaints.push(message.text());
  });
  await page.goto(server.url);
  return { page, complaints };
}

/** What axe finds wrong on the page as it is now. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations: found } = (await page.evaluate(
    `axe.run({ runOnly: ${JSON.stringify(STANDARDS)} })`,
  )) as AxeResults;
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.flat().at(-1)}`));
}

/**
 * What is wrong with the layout: controls that are shown but lie outside of the page, or that are cut off by it. What
 * scrolls may hold more than it shows.
 */
function misplaced(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const visit = (root: ParentNode, scrolls: boolean) => {
      for (const element of root.querySelectorAll('*')) {
        const inner = scrolls || isInScroller(element);
        if (element.shadowRoot !== null) visit(element.shadowRoot, inner);
        if (inner || !element.matches('button, a, input, select, textarea')) continue;
        const box = element.getBoundingClientRect();
        if (box.width === 0 || !element.checkVisibility()) continue;
        const isInside =
          box.left >= -1 && box.top >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1;
        const name = element.getAttribute('aria-label') ?? element.textContent?.trim();
        if (!isInside) faults.push(`"${name}" lies outside`);
        // WCAG 2.2, 2.5.8: a target has 24 by 24 pixels at least.
        if (box.height < 24 || box.width < 24)
          faults.push(`"${name}" is ${box.width} by ${box.height} pixels`);
      }
    };
    const isInScroller = (element: Element): boolean => {
      for (let node: Element | null = element; node !== null; ) {
        if (/auto|scroll/.test(getComputedStyle(node).overflow)) return true;
        node = node.parentElement ?? (node.getRootNode() as ShadowRoot).host ?? null;
      }
      return false;
    };
    visit(document, false);
    if (document.documentElement.scrollWidth > innerWidth) faults.push('The page scrolls sideways');
    return faults;
  });
}

describe('the demo page', () => {
  it.each(SIZES)('fits and is accessible on every screen at %i x %i', async (width, height) => {
    const { page, complaints } = await open(width, height);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const isPhone = width < height;
    const closePanel = async () => {
      if (isPhone) await button('Close').click();
    };
    const look = async (screen: string) => {
      await page.screenshot({ path: join(SCREENSHOTS, `${width}x${height}-${screen}.png`) });
      expect([screen, await misplaced(page)]).toEqual([screen, []]);
      // A tablet held upright has the phone's screens, only larger.
      if (width !== 820) expect([screen, await violations(page)]).toEqual([screen, []]);
    };
    await button('Open camera').waitFor();
    await look('1-welcome');
    await button('No camera? Film a made-up dancer').click();
    const shutter = page.locator('[part="record"]');
    await shutter.waitFor();
    await button('Sound: Demo song').waitFor();
    await look('2-record');
    await button('Effects').click();
    await button('Old film').click();
    await look('3-effects');
    await button('Looks').click();
    await button('Golden hour').click();
    await closePanel();
    await shutter.click();
    await page.getByText(/^1\.\d \/ 15\.0 s$/).waitFor();
    await page.screenshot({ path: join(SCREENSHOTS, `${width}x${height}-4-recording.png`) });
    await shutter.click();
    await button('Next').click();
    await button('Play').waitFor();
    await look('5-edit');
    await button('Text').click();
    await button('Add text').click();
    await page.getByRole('textbox', { name: 'Text' }).fill('Hello');
    await look('6-text');
    await closePanel();
    await page.getByRole('button', { name: /^Take 1,/ }).click();
    await look('7-take');
    await button('Next').click();
    await button('Create clip').waitFor();
    await look('8-share');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('takes a newcomer from the camera to an uploaded clip', async () => {
    const { page, complaints } = await open(390, 844);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await button('Open camera').click();
    const shutter = page.locator('[part="record"]');
    await shutter.click();
    await page.getByText(/^1\.\d \/ 15\.0 s$/).waitFor();
    await shutter.click();
    await button('Next').click();
    await page.locator('[part="next"]').click();
    await button('Create clip').click();
    await page.getByRole('textbox', { name: 'Caption' }).fill('My first clip', { timeout: 90_000 });
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
    const [clip] = await readdir(folder);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Use a video instead' }).click();
    await (await chooser).setFiles(join(folder, clip ?? ''));
    await page.getByRole('button', { name: 'Split' }).waitFor();
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
