import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import pixelmatch from 'pixelmatch';
import type { Page } from 'playwright';
import { expect } from 'vitest';

/** Kept pictures have this part of a screenshot's width and height. */
const SCALE = 0.5;
/** The part of the pixels that may differ, as where another version of Chromium draws edges otherwise. */
const MOST_DIFFERENT = 0.005;

/** A screenshot made small: as a file, and as pixels. */
interface SmallPicture {
  readonly webp: Buffer;
  readonly pixels: Buffer;
  readonly width: number;
  readonly height: number;
}

/** A screenshot of a page that has come to rest. What moves for as long as something loads is let move, to be seen. */
export async function screenshotAtRest(page: Page): Promise<Buffer> {
  await expect.poll(() => page.evaluate(countLoading)).toBe(0);
  let last: Buffer = Buffer.alloc(0);
  const isAtRest = async () => {
    const before = last;
    last = await page.screenshot({ caret: 'hide' });
    return last.equals(before);
  };
  await expect.poll(isAtRest, { message: 'The page does not come to rest' }).toBe(true);
  return last;
}

/**
 * How much of what is in sight is still to come, as happens in the page: videos that cannot play yet, and small
 * pictures, whose canvases have their first size until they are drawn. While none comes, two screenshots are equal too.
 */
async function countLoading(): Promise<number> {
  const isLoading = (element: Element) =>
    element instanceof HTMLVideoElement
      ? element.readyState < HTMLMediaElement.HAVE_ENOUGH_DATA
      : element instanceof HTMLCanvasElement && element.width === 300 && element.height === 150;
  const all = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      element,
      ...(element.shadowRoot === null ? [] : all(element.shadowRoot)),
    ]);
  const loading = all(document).filter(isLoading);
  if (loading.length === 0) return 0;
  const entries = await new Promise<IntersectionObserverEntry[]>((resolve) => {
    const observer = new IntersectionObserver((found) => {
      observer.disconnect();
      resolve(found);
    });
    for (const element of loading) observer.observe(element);
  });
  return entries.filter(({ isIntersecting }) => isIntersecting).length;
}

/**
 * Compares a screenshot with the kept picture of it; `WRITE_GOLDEN=1` in the environment keeps it instead. One that
 * differs is left in `out/screens`.
 * @param workshop a page of Chromium, which reads and writes WebP
 */
export async function expectAsKept(workshop: Page, screenshot: Buffer, path: string): Promise<void> {
  const shown = await shrink(workshop, screenshot, SCALE);
  if (process.env.WRITE_GOLDEN === '1') {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, shown.webp);
    return;
  }
  const kept = await shrink(workshop, await readFile(path), 1);
  // What WebP leaves out of a picture is left out of both.
  const again = await shrink(workshop, shown.webp, 1);
  expect([basename(path), again.width, again.height]).toEqual([basename(path), kept.width, kept.height]);
  const different = pixelmatch(kept.pixels, again.pixels, undefined, kept.width, kept.height, {
    threshold: 0.2,
  });
  const part = different / (kept.width * kept.height);
  if (part > MOST_DIFFERENT) {
    await mkdir('out/screens', { recursive: true });
    await writeFile(`out/screens/${basename(path)}`, shown.webp);
  }
  expect(part, `${basename(path)} looks otherwise than kept`).toBeLessThanOrEqual(MOST_DIFFERENT);
}

async function shrink(workshop: Page, picture: Buffer, scale: number): Promise<SmallPicture> {
  const { webp, pixels, width, height } = await workshop.evaluate(
    async ({ base64, scale }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('There is no 2D canvas');
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      const text = (blob: Blob) =>
        new Promise<string>((resolve) => {
          const reader = new FileReader();
          reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
          reader.readAsDataURL(blob);
        });
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return {
        webp: await text(await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 })),
        pixels: await text(new Blob([data])),
        width: canvas.width,
        height: canvas.height,
      };
    },
    { base64: picture.toString('base64'), scale },
  );
  return { webp: Buffer.from(webp, 'base64'), pixels: Buffer.from(pixels, 'base64'), width, height };
}
