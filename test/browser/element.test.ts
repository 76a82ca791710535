import '../../src/element.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ClipBooth, ClipBoothEventMap } from '../../src/ui/clip-booth.js';
import type { UploadTarget } from '../../src/upload/target.js';
import { makeSound } from '../support/media.js';

let element: ClipBooth;

/** Puts a small booth into the page. */
const mount = (part: Partial<ClipBooth> = {}) => {
  element = Object.assign(
    document.createElement('clip-booth'),
    { width: 90, height: 160, maxDuration: 1 },
    part,
  );
  element.style.height = '760px';
  document.body.append(element);
};
const told = <Name extends keyof ClipBoothEventMap>(name: Name) =>
  new Promise<ClipBoothEventMap[Name]['detail']>((resolve) => {
    element.addEventListener(name, ({ detail }) => resolve(detail), { once: true });
  });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const record = () => page.elementLocator(deep('[part="record"]'));

/** An element inside the shadow roots. */
function deep(selector: string, root: ParentNode = document): Element {
  const found = find(selector, root);
  if (found === null) throw new Error(`There is no ${selector}`);
  return found;
}
function find(selector: string, root: ParentNode): Element | null {
  const direct = root.querySelector(selector);
  if (direct !== null) return direct;
  for (const host of root.querySelectorAll('*')) {
    const inner = host.shadowRoot === null ? null : find(selector, host.shadowRoot);
    if (inner !== null) return inner;
  }
  return null;
}

const openCamera = async () => {
  await button('Open camera').click();
  await expect.poll(() => element.booth.state).toBe('ready');
  await expect.poll(() => find('[part="record"]', document)).not.toBeNull();
};

afterEach(() => {
  element.remove();
  vi.restoreAllMocks();
});

describe('<clip-booth>', () => {
  it('takes a person from the camera to an uploaded clip', async () => {
    const sent: File[] = [];
    const target: UploadTarget = {
      async send(file, { onProgress }) {
        sent.push(file);
        onProgress(0.5);
        return { url: 'https://example.com/clip', status: 201, body: '' };
      },
    };
    mount({
      uploadTarget: target,
      sounds: [{ title: 'Beat', url: URL.createObjectURL(await makeSound(5, Math.sin)) }],
    });
    await openCamera();
    await page.getByLabelText('Sound').selectOptions('Beat');
    await expect.poll(() => element.booth.project.music?.title).toBe('Beat');
    await button('Old film').click();
    await page.getByRole('radio', { name: 'Noir' }).click();
    expect(element.booth.project).toMatchObject({
      effects: [{ effect: 'old-film' }],
      look: { look: 'noir' },
    });

    // The clip is full after a second and the editor comes by itself.
    await record().click();
    await expect.poll(() => element.booth.state, { timeout: 10_000 }).toBe('editing');
    await button('Add text').click();
    await page.getByRole('textbox', { name: 'Text' }).fill('Hello');
    expect(element.booth.project.overlays).toMatchObject([{ text: 'Hello' }]);
    await button('Play').click();
    await expect.poll(() => element.booth.playing).toBe(true);
    await button('Pause').click();

    await button('Next').click();
    const exported = told('clip-exported');
    await button('Create clip').click();
    expect((await exported).clip).toMatchObject({ width: 90, height: 160, duration: 1 });
    const uploaded = told('clip-uploaded');
    await button('Upload').click();
    expect((await uploaded).result.url).toBe('https://example.com/clip');
    expect(sent[0]?.type).toBe('video/mp4');
    await expect.element(page.getByText('Uploaded.')).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Download' })).toBeVisible();
  });

  it('works by keyboard', async () => {
    mount();
    await expect.element(button('Open camera')).toBeVisible();
    button('Open camera').element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => find('[part="record"]', document)).not.toBeNull();
    const shutter = deep('[part="record"]');
    if (shutter instanceof HTMLElement) shutter.focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => element.booth.state).toBe('recording');
    await expect.poll(() => element.booth.time).toBeGreaterThan(0.3);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => element.booth.project.takes).toHaveLength(1);
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(element.booth.project.takes).toHaveLength(0);
    await userEvent.keyboard('{Control>}{Shift>}Z{/Shift}{/Control}');
    expect(element.booth.project.takes).toHaveLength(1);
    await button('Next').click();
    await expect.poll(() => element.booth.state).toBe('editing');
    const before = element.booth.time;
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(() => element.booth.time).toBeCloseTo(before + 1 / 30, 6);
  });

  it('moves texts with the arrow keys, and cuts takes', async () => {
    mount({ maxDuration: 5 });
    await openCamera();
    await record().click();
    await expect.poll(() => element.booth.time).toBeGreaterThan(0.6);
    await record().click();
    await expect.poll(() => element.booth.project.takes).toHaveLength(1);
    await button('Next').click();
    await button('Add text').click();
    const handle = page.getByRole('button', { name: /^Move “/ });
    await expect.element(handle).toBeVisible();
    handle.element().focus();
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowLeft}');
    expect(element.booth.project.overlays[0]).toMatchObject({ x: 0.49, y: 0.48 });
    await element.booth.seek(0.3);
    await button('Take 1: Split at playhead').click();
    expect(element.booth.project.takes).toHaveLength(2);
    await button('Take 2: Delete').click();
    expect(element.booth.project.takes).toHaveLength(1);
    await button('Undo').click();
    expect(element.booth.project.takes).toHaveLength(2);
    await page.getByRole('radio', { name: '1:1' }).click();
    expect(element.booth.project).toMatchObject({ width: 90, height: 90 });
  });

  it('says what went wrong and what to do, and lets the person try again', async () => {
    const refused = vi
      .spyOn(navigator.mediaDevices, 'getUserMedia')
      .mockRejectedValue(new DOMException('No.', 'NotAllowedError'));
    mount();
    const failed = told('clip-error');
    await button('Open camera').click();
    expect((await failed).error.code).toBe('camera-denied');
    await expect.element(page.getByRole('alert')).toHaveTextContent('allow it in the browser');
    refused.mockRestore();
    await button('Dismiss').click();
    expect(find('[role="alert"]', document)).toBeNull();
    await openCamera();
  });

  it('tells of music that cannot be had, and goes on', async () => {
    mount({ music: 'http://localhost:1/gone.mp3' });
    expect((await told('clip-error')).error.code).toBe('music-unreachable');
    await openCamera();
  });

  it('releases everything when it is removed, not when it is moved', async () => {
    const streams: MediaStream[] = [];
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async (constraints) => {
      const stream = await original(constraints);
      streams.push(stream);
      return stream;
    });
    const states = () => streams.flatMap((stream) => stream.getTracks().map((track) => track.readyState));
    mount();
    await openCamera();
    const { booth } = element;
    const other = document.createElement('div');
    document.body.append(other);
    other.append(element);
    await Promise.resolve();
    expect(element.booth).toBe(booth);
    expect(states()).toEqual(['live', 'live']);
    element.remove();
    await Promise.resolve();
    await expect(booth.openCamera()).rejects.toMatchObject({ code: 'wrong-state' });
    expect(states()).toEqual(['ended', 'ended']);
    document.body.append(element);
    expect(element.booth).not.toBe(booth);
    expect(element.booth.state).toBe('idle');
    other.remove();
  });

  it('takes its shape from aspect, and several fit on a page', async () => {
    mount({ aspect: '16:9' } as Partial<ClipBooth>);
    const second = Object.assign(document.createElement('clip-booth'), { aspect: '1:1' });
    document.body.append(second);
    expect(second.booth.project).toMatchObject({ width: 720, height: 720 });
    expect(element.booth).not.toBe(second.booth);
    second.remove();
  });
});
