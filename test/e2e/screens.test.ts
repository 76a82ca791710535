import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../examples/demo/server.mjs';
import { fakeCameraFlags, findChromium } from '../../scripts/chromium.mjs';
import { complaintsOf } from '../../scripts/complaints.mjs';
import type { ClipBooth } from '../../src/ui/clip-booth.js';
import { loadAxe, misplaced } from '../support/page-checks.js';
import { expectAsKept, screenshotAtRest } from '../support/screenshots.js';

/*
 * Every screen as people see it, on a phone, a tablet and a desktop, dark and light: that it looks as the pictures in
 * test/golden/screens, that every control lies on the page and is large enough, and that axe finds nothing. The camera and the takes show one painted picture, and texts have a font of this repository's own.
 */

const KEPT = fileURLToPath(new URL('../golden/screens/', import.meta.url));
const FONT = createRequire(import.meta.url).resolve(
  '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
);
const SIZES = [
  [390, 844],
  [820, 1180],
  [1440, 900],
] as const;

let folder: string;
let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;
let workshop: Page;
let violations: Awaited<ReturnType<typeof loadAxe>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clipbooth-screens-'));
  violations = await loadAxe();
  server = await startServer({ port: 0, directory: folder });
  browser = await chromium.launch({
    executablePath: (await findChromium()) ?? undefined,
    args: fakeCameraFlags(),
  });
  workshop = await browser.newPage();
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

declare global {
  interface Window {
    /** Painted here, for the camera and for takes. */
    sample: HTMLCanvasElement;
    /** Lets the upload that is going on end. */
    endUpload: (ok: boolean) => void;
  }
}

/** Opens a page with a booth of small clips, and what the screens are made of. */
async function open(): Promise<Page> {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  await page.route('**/inter.woff2', (route) => route.fulfill({ path: FONT }));
  await page.goto(`${server.url}/blank.html`);
  // As text: what this file is built with rewrites an import.
  await page.evaluate(`(async () => {
    const { paintPerformance } = await import('/performer.js');
    await import('/dist/standalone/clipbooth-element.js');
    const font = new FontFace('Inter', 'url(/inter.woff2)', { weight: '100 900' });
    document.fonts.add(await font.load());
    window.sample = Object.assign(document.createElement('canvas'), { width: 360, height: 640 });
    const context = sample.getContext('2d');
    context.scale(0.5, 0.5);
    paintPerformance(context, 0.9);
    document.body.style.margin = '0';
    document.body.replaceChildren(
      Object.assign(document.createElement('clip-booth'), {
        width: 360,
        height: 640,
        sounds: [{ title: 'Demo song', url: '/song.wav' }, { title: 'Another song', url: '/song.wav' }],
        uploadTarget: {
          send: (_file, { onProgress }) =>
            new Promise((resolve, reject) => {
              onProgress(0.6);
              window.endUpload = (ok) =>
                ok
                  ? resolve({ url: 'https://example.com/clip', status: 201, body: '' })
                  : reject(new Error('The server is away.'));
            }),
        },
        style: '--clip-booth-font: Inter; height: 100vh',
      }),
    );
  })()`);
  return page;
}

/** Works on the page's booth. */
const withElement = (page: Page, work: (element: ClipBooth) => unknown) =>
  page.locator('clip-booth').evaluate(work);

const openCamera = (page: Page) =>
  withElement(page, async ({ booth }) => {
    await booth.setMusic('/song.wav', { title: 'Demo song' });
    const stream = window.sample.captureStream(10);
    // A stream of a canvas gives a frame only where something is painted.
    const pixel = window.sample.getContext('2d');
    setInterval(() => pixel?.drawImage(window.sample, 0, 0, 1, 1, 0, 0, 1, 1), 100);
    await booth.openCamera({ stream });
  });

const addTakes = (page: Page) =>
  withElement(page, async ({ booth }) => {
    const photo = await new Promise<Blob | null>((resolve) => window.sample.toBlob(resolve));
    if (photo === null) throw new Error('There is no photo');
    for (const duration of [2, 1.5]) await booth.importPhoto(photo, { duration, framing: {} });
  });

describe('every screen', () => {
  it('looks as it is kept, fits, and is accessible, dark and light', async () => {
    const page = await open();
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const complaints = complaintsOf(page);

    /** Does something in the light theme and then in the dark one, which stays. */
    const inEachTheme = async (work: (theme: 'light' | 'dark') => Promise<void>) => {
      for (const theme of ['light', 'dark'] as const) {
        await page
          .locator('clip-booth')
          .evaluate((element, theme) => element.setAttribute('theme', theme), theme);
        await work(theme);
      }
    };
    const check = async (name: string) => expect([name, await violations(page)]).toEqual([name, []]);
    const compare = async (name: string) =>
      expectAsKept(workshop, await screenshotAtRest(page), join(KEPT, `${name}.webp`));
    /** Looks at the screen as it is now in every size. */
    const look = async (screen: string) => {
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        const name = `${screen}-${width}x${height}`;
        // A tablet held upright has the phone's screens, only larger: one theme tells.
        if (width === 820) await compare(name);
        else {
          await inEachTheme(async (theme) => {
            const themed = theme === 'light' ? `${screen}-light-${width}x${height}` : name;
            await compare(themed);
            await check(themed);
          });
        }
        expect([name, await misplaced(page)]).toEqual([name, []]);
      }
    };

    await button('Open camera').waitFor();
    await look('welcome');
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
    });
    await button('Open camera').click();
    await page.getByRole('alert').waitFor();
    await look('camera-denied');
    await button('Dismiss').click();

    await openCamera(page);
    await page.locator('[part="record"]').waitFor();
    await look('record');
    await withElement(page, ({ booth }) => booth.startTake());
    await inEachTheme((theme) => check(`recording, ${theme}`));
    await withElement(page, async ({ booth }) => {
      await booth.stopTake();
      booth.undo();
    });
    await button('Effects').click();
    await look('effects');
    await button('Looks').click();
    await look('looks');
    await button('Sound: Demo song').click();
    await look('sound');

    await addTakes(page);
    await button('Next').click();
    await button('Play').waitFor();
    await look('edit');
    await page.getByRole('button', { name: /^Take 1,/ }).click();
    await look('take');
    await button('Text').click();
    await button('Add text').click();
    await page.getByRole('textbox', { name: 'Text' }).fill('Hello');
    await look('text');

    await button('Next').click();
    await button('Create clip').waitFor();
    await look('share');
    // An export that stands still, then the real one.
    await withElement(page, ({ booth }) => {
      booth.export = ({ onProgress, signal } = {}) => {
        onProgress?.(0.4);
        return new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
        });
      };
    });
    await button('Create clip').click();
    await look('exporting');
    await withElement(page, ({ booth }) => {
      Reflect.deleteProperty(booth, 'export');
    });
    await button('Cancel').click();
    await button('Create clip').click();
    await button('Upload').waitFor({ timeout: 240_000 });
    await look('exported');
    await button('Upload').click();
    await button('Cancel').waitFor();
    await look('uploading');
    await page.evaluate(() => window.endUpload(false));
    await page.getByRole('alert').waitFor();
    await look('upload-failed');
    await button('Try the upload again').click();
    await button('Cancel').waitFor();
    await page.evaluate(() => window.endUpload(true));
    await page.getByRole('heading', { name: 'Uploaded' }).waitFor();
    await look('uploaded');
    await page.close();
    expect(complaints).toEqual([]);
  });
});
