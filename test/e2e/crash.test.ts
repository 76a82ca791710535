import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readNative } from '../../bench/sync/native.mjs';
import { clickTimes, compare } from '../../bench/sync/rig.js';
import { startServer } from '../../bench/sync/server.mjs';
import { fakeCameraFlags, findChromium } from '../../scripts/chromium.mjs';
import { inspectClip } from '../../scripts/inspect.mjs';

/*
 * That a take under way outlasts its page, whatever ends that, as far as it was on the disk: it is gone on with, and
 * judged by native ffmpeg, also for its lip-sync, as `npm run bench:sync` does.
 */

/** Seconds of a take that a crash may cost: from one key frame to the next, and what is on its way meanwhile. */
const MOST_LOST = 1.3;
const FRAME_RATE = 30;

/** What is performed, as `bench/sync/rig.js` takes it. */
interface Variant {
  takes: readonly { until: number; speed?: number; runUp?: number }[];
  musicStart: number;
  hasMicrophone?: boolean;
  unreported?: number;
}

/** Ends a page; gives the browser in which one comes to the site again. */
type End = (context: BrowserContext, page: Page, profile: string) => Promise<BrowserContext>;

let folder: string;
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clipbooth-crash-'));
  server = await startServer(folder);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A browser that keeps what sites write in a folder of the test's, as people's do. */
const openBrowser = async (profile: string) =>
  chromium.launchPersistentContext(join(folder, profile), {
    executablePath: (await findChromium()) ?? undefined,
    args: fakeCameraFlags(),
  });

/** Runs a script with what a page of the site can import; as text, since what this file is built with rewrites imports. */
const run = <Result>(page: Page, script: string): Promise<Result> =>
  page.evaluate(`(async () => {
    const { Booth, listDrafts, deleteDraft } = await import('/dist/standalone/clipbooth.js');
    const { perform } = await import('/rig/rig.js');
    ${script}
  })()`);

async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(server.url);
  return page;
}

/** Lets a variant be performed on a page until a clip time is reached; gives the clip time then, or loads the page anew. */
async function performUntil(
  page: Page,
  variant: Variant,
  clipTime: number,
  then: 'answer' | 'reload' = 'answer',
): Promise<number> {
  await run(
    page,
    `class Kept extends Booth {
      constructor(options) {
        super({ ...options, drafts: true });
        globalThis.booth = this;
      }
    }
    void perform(Kept, ${JSON.stringify(variant)});`,
  );
  return page.evaluate(
    ({ until, then }) =>
      new Promise<number>((resolve) => {
        const timer = setInterval(() => {
          const { booth } = globalThis as unknown as { booth?: { state: string; time: number } };
          if (booth?.state !== 'recording' || booth.time < until) return;
          clearInterval(timer);
          if (then === 'reload') location.reload();
          else resolve(booth.time);
        }, 10);
      }),
    { until: clipTime, then },
  );
}

/** The lengths of the takes of each draft, in seconds. */
const lengthsOfDrafts = (page: Page) =>
  run<number[][]>(
    page,
    `const drafts = await listDrafts();
    return drafts.map(({ project }) => project.takes.map(({ start, end, speed }) => (end - start) / speed));`,
  );

/** Goes on with the one draft, exports it to a file, and says how long its takes are then. */
async function goOn(page: Page, name: string): Promise<{ path: string; lengths: number[] }> {
  await expect.poll(() => lengthsOfDrafts(page)).toHaveLength(1);
  const lengths = await run<number[]>(
    page,
    `const [draft] = await listDrafts();
    const booth = new Booth({ drafts: true });
    await booth.openDraft(draft);
    const { file } = await booth.export({ encoder: 'webcodecs' });
    await fetch('/files/${name}.mp4', { method: 'PUT', body: file });
    booth.forgetDraft();
    booth.destroy();
    return booth.project.takes.map(({ start, end, speed }) => (end - start) / speed);`,
  );
  return { path: join(folder, `${name}.mp4`), lengths };
}

/** The names of folders of media that are on the device. */
const foldersOfMedia = (page: Page) =>
  run<string[]>(
    page,
    `const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('clipbooth', { create: true });
    return await Array.fromAsync(root.keys());`,
  );

/** By how many milliseconds the file's pictures are beside its sound, nine of ten. */
async function offset(path: string, { takes, musicStart }: Variant): Promise<number> {
  let from = musicStart;
  const performed = takes.map(({ until, speed = 1, runUp = 0 }) => {
    const begun = from - Math.min(runUp, from);
    from = musicStart + until;
    const clicks = clickTimes(musicStart + until + 4).filter((click: number) => click > begun);
    return {
      until,
      rate: 1 / speed,
      clicks: clicks.map((musicTime: number) => ({ musicTime, pageTimeMs: 0 })),
    };
  });
  const offsets = compare(await readNative(path), { takes: performed, frameTimesMs: [], musicStart });
  expect(offsets.length).toBeGreaterThan(FRAME_RATE);
  const sorted = offsets.map(({ offsetMs }) => Math.abs(offsetMs)).toSorted((a, b) => a - b);
  return sorted[Math.floor(0.9 * sorted.length)] ?? Number.POSITIVE_INFINITY;
}

describe('a take under way', () => {
  const endings: [how: string, end: End, variant: Variant, until: number][] = [
    [
      'its page is loaded anew',
      async (context, page) => {
        await page.reload();
        return context;
      },
      { takes: [{ until: 12 }], musicStart: 2.7 },
      4.5,
    ],
    [
      'its page is closed, with a take before and a microphone',
      async (context, page) => {
        await page.close({ runBeforeUnload: false });
        return context;
      },
      { takes: [{ until: 2 }, { until: 12, runUp: 1 }], musicStart: 1, hasMicrophone: true },
      6.2,
    ],
    [
      'its tab crashes, at twice the speed',
      async (context, page) => {
        const crashed = page.waitForEvent('crash');
        const session = await context.newCDPSession(page);
        session.send('Page.crash').catch(() => undefined);
        await crashed;
        return context;
      },
      { takes: [{ until: 12, speed: 2 }], musicStart: 0 },
      3.1,
    ],
    [
      'its browser is killed, heard late by a microphone alone',
      async (context, page, profile) => {
        const closed = new Promise((resolve) => context.once('close', resolve));
        const session = await context.newCDPSession(page);
        session.send('Browser.crash').catch(() => undefined);
        await closed;
        return openBrowser(profile);
      },
      { takes: [{ until: 12 }], musicStart: 2.7, hasMicrophone: true, unreported: 0.12 },
      4.8,
    ],
  ];

  it.each(endings)('is gone on with after %s', async (how, end, variant, until) => {
    let context = await openBrowser(how);
    const page = await openPage(context);
    const reached = await performUntil(page, variant, until);
    context = await end(context, page, how);
    try {
      const fresh = await openPage(context);
      const { path, lengths } = await goOn(fresh, 'recovered');
      expect(lengths).toHaveLength(variant.takes.length);
      const { video, audio, duration } = await inspectClip(path);
      expect(duration).toBeGreaterThan(reached - MOST_LOST * (variant.takes.at(-1)?.speed === 2 ? 0.5 : 1));
      expect(duration).toBeLessThan(reached + 0.2);
      expect(video.frames).toBe(Math.round(lengths.reduce((sum, length) => sum + length, 0) * FRAME_RATE));
      expect(audio.duration).toBeCloseTo(duration, 1);
      // As in test/browser/sync.test.ts.
      expect(await offset(path, variant)).toBeLessThan(10);
      await expect.poll(() => foldersOfMedia(fresh)).toEqual([]);
    } finally {
      await context.close();
    }
  });

  it('belongs to its own tab alone while that lives, and is deleted with all its media', async () => {
    const context = await openBrowser('tabs');
    try {
      const variant = { takes: [{ until: 60 }], musicStart: 0 };
      const first = await openPage(context);
      await performUntil(first, variant, 1.6);
      const second = await openPage(context);
      expect(await lengthsOfDrafts(second)).toEqual([]);
      await performUntil(second, variant, 1.6);
      expect(await foldersOfMedia(second)).toHaveLength(2);

      await first.close();
      await expect.poll(() => lengthsOfDrafts(second)).toHaveLength(1);
      await run(second, 'await deleteDraft((await listDrafts())[0]);');
      expect(await foldersOfMedia(second)).toHaveLength(1);
      expect(await lengthsOfDrafts(second)).toEqual([]);

      const third = await openPage(context);
      await second.close();
      await expect.poll(() => lengthsOfDrafts(third)).toHaveLength(1);
      await run(third, 'await deleteDraft((await listDrafts())[0]);');
      expect(await foldersOfMedia(third)).toEqual([]);
    } finally {
      await context.close();
    }
  });

  it('of which nothing is on the disk yet leaves nothing', async () => {
    const context = await openBrowser('early');
    try {
      const page = await openPage(context);
      // By the page itself, at once.
      const loaded = page.waitForEvent('load');
      await performUntil(page, { takes: [{ until: 12 }], musicStart: 0 }, 0.05, 'reload').catch(
        () => undefined,
      );
      await loaded;
      await expect
        .poll(async () => [await lengthsOfDrafts(page), await foldersOfMedia(page)])
        .toEqual([[], []]);
    } finally {
      await context.close();
    }
  });
});
