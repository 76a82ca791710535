import { afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Booth } from '../../src/booth/booth.js';
import { deleteDraft, drawDraft, listDrafts } from '../../src/drafts/drafts.js';
import { AssetStore } from '../../src/media/assets.js';
import { wholeFragments } from '../../src/media/fragments.js';
import { addEffect, setLook, startOver } from '../../src/project/edits.js';
import type { Project } from '../../src/project/project.js';
import { clipDuration } from '../../src/project/timeline.js';
import { makeVideo } from '../support/media.js';
import { inspect } from '../support/native.js';
import { Performer } from '../support/performer.js';

const SIZE = { width: 90, height: 160, frameRate: 30 };
const DAY_MS = 24 * 60 * 60 * 1000;

const booths: Booth[] = [];

function newBooth(options: { drafts?: boolean } = { drafts: true }): Booth {
  const booth = new Booth({ ...SIZE, ...options });
  booths.push(booth);
  document.body.append(booth.canvas);
  return booth;
}

/** Half a second of red, then half a second of blue. */
const video = () =>
  makeVideo({
    ...SIZE,
    frames: 30,
    draw: (context, index) => {
      context.fillStyle = index < 15 ? '#f00' : '#00f';
      context.fillRect(0, 0, SIZE.width, SIZE.height);
    },
  });

/** Folders of stores on this device. */
async function folders(): Promise<string[]> {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('clipbooth', {
    create: true,
  });
  const names: string[] = [];
  for await (const name of root.keys()) names.push(name);
  return names;
}

/** Waits until nothing is left on the device: what was destroyed clears away behind its caller's back. */
async function deleteAll(): Promise<void> {
  await vi.waitFor(
    async () => {
      for (const draft of await listDrafts()) await deleteDraft(draft);
      expect(await folders()).toEqual([]);
    },
    { timeout: 30_000 },
  );
}

// Those of other tests' elements.
beforeAll(deleteAll);

afterEach(async () => {
  vi.useRealTimers();
  for (const booth of booths.splice(0)) {
    booth.forgetDraft();
    booth.destroy();
    booth.canvas.remove();
  }
  await deleteAll();
});

describe('a draft', () => {
  it('is gone on with by another booth, which has the whole clip, and is a draft of that one then', async () => {
    const booth = newBooth();
    const take = await booth.importVideo(await video());
    booth.edit(addEffect('vignette'));
    booth.edit(setLook({ look: 'golden', intensity: 0.5 }));
    // As JSON has it: no negative zero.
    const left: Project = JSON.parse(JSON.stringify(booth.project));
    booth.destroy();

    await expect.poll(listDrafts).toHaveLength(1);
    const [draft] = await listDrafts();
    if (draft === undefined) throw new Error('There is no draft');
    expect(draft.project).toEqual(left);
    expect(draft.isBrokenOff).toBe(false);
    expect(Math.abs(draft.savedAt.getTime() - Date.now())).toBeLessThan(60_000);
    const picture = await drawDraft(draft, 32);
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    context?.drawImage(picture, 0, 0);
    const [red = 0, , blue = 255] = context?.getImageData(4, 16, 1, 1).data ?? [];
    expect([picture.width, picture.height, red > 200, blue < 60]).toEqual([18, 32, true, true]);
    picture.close();

    const other = newBooth();
    await other.openDraft(draft);
    expect(other.state).toBe('editing');
    expect(other.project).toEqual(left);
    expect(other.canUndo).toBe(false);
    await other.seek(0.9);
    const clip = await other.export({ encoder: 'webcodecs' });
    const { video: facts } = await inspect(clip.file);
    expect(facts.frames).toBe(Math.round((take.end - take.start) * SIZE.frameRate));
    // It is open, and so nobody else's; and when that booth goes, it is left once, not twice.
    expect(await listDrafts()).toEqual([]);
    other.destroy();
    await expect.poll(async () => (await listDrafts()).map(({ project }) => project)).toEqual([left]);
  });

  it('is what the document was at last, however quickly it changed', async () => {
    const booth = newBooth();
    await booth.importVideo(await video());
    for (let step = 1; step <= 40; step++)
      booth.edit(setLook({ look: 'golden', intensity: step / 40 }), { merge: 'drag' });
    booth.destroy();
    await expect.poll(async () => (await listDrafts())[0]?.project.look?.intensity).toBe(1);
  });

  it('is none without takes, and none any more once it is forgotten, until it changes', async () => {
    const booth = newBooth();
    booth.edit(setLook({ look: 'golden', intensity: 1 }));
    await booth.importVideo(await video());
    booth.forgetDraft();
    booth.destroy();
    const another = newBooth();
    await another.importVideo(await video());
    another.edit(startOver());
    another.destroy();
    const third = newBooth();
    await third.importVideo(await video());
    third.forgetDraft();
    third.edit(addEffect('vignette'));
    third.destroy();
    const left = async () => {
      const drafts = await listDrafts();
      const effects = drafts.map(({ project }) => project.effects.map(({ effect }) => effect));
      return { effects, folders: (await folders()).length };
    };
    await expect.poll(left).toEqual({ effects: [['vignette']], folders: 1 });
  });

  it('is kept by no booth that was not asked to: nothing stays on the device', async () => {
    const booth = newBooth({});
    await booth.importVideo(await video());
    expect(await folders()).toHaveLength(1);
    booth.destroy();
    await expect.poll(folders).toEqual([]);
  });

  it('is removed by the next booth after seven days, as are media that a crash left without one', async () => {
    const left = newBooth();
    await left.importVideo(await video());
    left.destroy();
    await expect.poll(listDrafts).toHaveLength(1);
    const crashed = await AssetStore.open('crashed');
    await crashed.put('asset', new Blob(['media']));
    crashed.close();
    const open = await AssetStore.open('open');
    await open.put('asset', new Blob(['media']));

    const next = newBooth();
    await next.importVideo(await video());
    await expect.poll(folders).not.toContain('crashed');
    expect(await listDrafts()).toHaveLength(1);
    expect(await folders()).toContain('open');
    await open.destroy();

    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 8 * DAY_MS });
    expect(await listDrafts()).toEqual([]);
    vi.useRealTimers();
    expect(await folders()).toHaveLength(1);
  });

  it('that lacks a medium is refused with its name, and stays', async () => {
    const booth = newBooth();
    const take = await booth.importVideo(await video());
    booth.destroy();
    await expect.poll(listDrafts).toHaveLength(1);
    const [draft] = await listDrafts();
    if (draft === undefined) throw new Error('There is no draft');
    const store = await AssetStore.open(draft.name);
    await store.remove(take.asset);
    store.close();
    const other = newBooth();
    await expect(other.openDraft(draft)).rejects.toMatchObject({ code: 'asset-missing' });
    expect(other.state).toBe('idle');
    expect(clipDuration(other.project)).toBe(0);
    expect(await listDrafts()).toHaveLength(1);
  });

  it('is found also where the browser is slow to say that nobody has it open', async () => {
    const booth = newBooth();
    await booth.importVideo(await video());
    booth.destroy();
    await expect.poll(listDrafts).toHaveLength(1);
    const request = navigator.locks.request.bind(navigator.locks);
    vi.spyOn(navigator.locks, 'request').mockImplementation(async (...given: unknown[]) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      return Reflect.apply(request, navigator.locks, given);
    });
    expect(await listDrafts()).toHaveLength(1);
    vi.restoreAllMocks();
  });

  it('is not opened over takes that are there', async () => {
    const booth = newBooth();
    await booth.importVideo(await video());
    const draft = { name: 'draft', project: booth.project, isBrokenOff: false, savedAt: new Date() };
    await expect(booth.openDraft(draft)).rejects.toMatchObject({ code: 'wrong-state' });
  });
});

describe('a take under way', () => {
  /** A camera whose picture changes from each frame to the next. */
  const perform = () => {
    const performer = new Performer({
      ...SIZE,
      draw: (context, time) => {
        context.fillStyle = `hsl(${360 * time}deg 100% 50%)`;
        context.fillRect(0, 0, SIZE.width, SIZE.height);
      },
    });
    onTestFinished(() => performer.close());
    return performer.stream;
  };
  /** The length of the one draft's takes; 0 where there is none. */
  const lengthLeft = async () => {
    const [draft] = await listDrafts();
    return draft === undefined ? 0 : clipDuration(draft.project);
  };

  it('is kept as far as it is on the disk when its booth is destroyed, and while something else is changed', async () => {
    const booth = newBooth();
    await booth.openCamera({ stream: perform() });
    await booth.startTake();
    await expect.poll(() => booth.time).toBeGreaterThan(2.5);
    booth.edit(setLook({ look: 'golden', intensity: 1 }));
    expect(booth.project.takes).toEqual([]);
    const reached = booth.time;
    booth.destroy();
    await expect.poll(lengthLeft).toBeGreaterThan(0);
    const [draft] = await listDrafts();
    if (draft === undefined) throw new Error('There is no draft');
    expect(draft).toMatchObject({ isBrokenOff: true, project: { look: { look: 'golden' } } });
    expect(clipDuration(draft.project)).toBeGreaterThan(reached - 1.3);
    const other = newBooth();
    await other.openDraft(draft);
    const { file } = await other.export({ encoder: 'webcodecs' });
    expect((await inspect(file)).video.frames).toBe(Math.round(clipDuration(draft.project) * SIZE.frameRate));
    other.destroy();
    await expect.poll(async () => (await listDrafts())[0]?.isBrokenOff).toBe(false);
  });

  it('is a take like any other once it has ended', async () => {
    const booth = newBooth();
    await booth.openCamera({ stream: perform() });
    await booth.startTake();
    await expect.poll(() => booth.time).toBeGreaterThan(1.5);
    await booth.stopTake();
    const left: Project = JSON.parse(JSON.stringify(booth.project));
    booth.destroy();
    await expect.poll(listDrafts).toMatchObject([{ isBrokenOff: false }]);
    expect((await listDrafts())[0]?.project).toEqual(left);
  });

  it('is read as far as it is whole where the crash broke its file off in the middle of a write', async () => {
    const booth = newBooth();
    await booth.openCamera({ stream: perform() });
    await booth.startTake();
    await expect.poll(() => booth.time).toBeGreaterThan(2.5);
    booth.destroy();
    await expect.poll(listDrafts).toHaveLength(1);
    const [draft] = await listDrafts();
    const [take] = draft?.project.takes ?? [];
    if (draft === undefined || take === undefined) throw new Error('There is no draft');
    const store = await AssetStore.open(draft.name);
    const file = await store.get(take.asset);
    if (file === undefined) throw new Error('There is no file');
    const bytes = new Uint8Array(await file.arrayBuffer());
    const begins = [...bytes.keys()].filter(
      (at) => String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === 'moof',
    );
    const [, second = 0, third = bytes.length] = begins;
    expect(await wholeFragments(file)).toBe(file);
    for (const cut of [second, second + 5, second + 60, Math.round((second + third) / 2), third - 1]) {
      const whole = await wholeFragments(file.slice(0, cut));
      expect([cut, whole.size]).toEqual([cut, second]);
    }
    await store.put(take.asset, new Blob([bytes, bytes.slice(second, second + 60)]));
    store.close();

    const picture = await drawDraft((await listDrafts())[0] ?? draft, 32);
    expect(picture.height).toBe(32);
    picture.close();
    const other = newBooth();
    await other.openDraft(draft);
    const { file: clip } = await other.export({ encoder: 'webcodecs' });
    expect((await inspect(clip)).video.frames).toBe(Math.round(clipDuration(draft.project) * SIZE.frameRate));
  });
});
