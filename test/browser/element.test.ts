import '../../src/element.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ARABIC } from '../../src/languages/arabic.js';
import type { ClipBooth } from '../../src/ui/clip-booth.js';
import type { ClipBoothEventMap } from '../../src/ui/clip-booth-events.js';
import type { UploadTarget } from '../../src/upload/target.js';
import { watchCameras } from '../support/cameras.js';
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

/** Opens the editor with a photo that is shown for as long. */
const editPhoto = async (duration: number) => {
  const photo = new OffscreenCanvas(90, 160);
  photo.getContext('2d')?.fillRect(0, 0, 90, 160);
  await element.booth.importPhoto(await photo.convertToBlob(), { duration });
  await button('Next').click();
  await expect.element(button('Split')).toBeVisible();
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
    await button('Sound').click();
    await button('Beat').click();
    await expect.poll(() => element.booth.project.music?.title).toBe('Beat');
    await button('Effects').click();
    await button('Old film').click();
    await button('Looks').click();
    await button('Noir').click();
    await button('Close').click();
    expect(element.booth.project).toMatchObject({
      effects: [{ effect: 'old-film' }],
      look: { look: 'noir' },
    });

    // The clip is full after a second and the editor comes by itself.
    await record().click();
    await expect.poll(() => element.booth.state).toBe('editing');
    await button('Text').click();
    await button('Add text').click();
    await page.getByRole('textbox', { name: 'Text' }).fill('Hello');
    expect(element.booth.project.overlays).toMatchObject([{ text: 'Hello' }]);
    await button('Close').click();

    await button('Next').click();
    await page.getByRole('textbox', { name: 'Caption' }).fill('Mine');
    const exported = told('clip-exported');
    await button('Create clip').click();
    expect((await exported).clip).toMatchObject({ width: 90, height: 160, duration: 1 });
    const uploaded = told('clip-uploaded');
    await button('Upload').click();
    expect(await uploaded).toMatchObject({ caption: 'Mine', result: { url: 'https://example.com/clip' } });
    expect(sent[0]?.type).toBe('video/mp4');
    await expect.element(page.getByRole('heading', { name: 'Uploaded' })).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Download' })).toBeVisible();
    // Nobody is asked to upload it twice.
    await button('Edit again').click();
    await button('Next').click();
    await expect.element(page.getByRole('heading', { name: 'Uploaded' })).toBeVisible();
    expect(button('Upload').query()).toBeNull();
  });

  it('shows no first screen while a camera is opened for a clip that is there', async () => {
    mount({ maxDuration: 3 });
    await editPhoto(1);
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockReturnValue(new Promise(() => undefined));
    await button('Record').click();
    await expect.poll(() => find('[part="record"]', document)).not.toBeNull();
    expect(find('clip-booth-welcome', document)).toBeNull();
  });

  it('plays the clip by its button, and pauses it', async () => {
    mount({ maxDuration: 20 });
    await editPhoto(20);
    await button('Play').click();
    await expect.poll(() => element.booth.time).toBeGreaterThan(0.1);
    await button('Pause').click();
    expect(element.booth.playing).toBe(false);
    await expect.element(button('Play')).toBeVisible();
  });

  it('works by keyboard', async () => {
    mount({ maxDuration: 60 });
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

  it.each(['Open camera', 'Film a dancer'])(
    'hears keys on once the first screen has gone by %s',
    async (way) => {
      mount({ maxDuration: 60 });
      const own = Object.assign(document.createElement('button'), {
        slot: 'start',
        textContent: 'Film a dancer',
      });
      own.addEventListener('click', () => element.booth.openCamera());
      element.append(own);
      await expect.element(button('Open camera')).toBeVisible();
      const pressed = button(way).element();
      if (pressed instanceof HTMLElement) pressed.focus();
      await userEvent.keyboard('{Enter}');
      await expect.poll(() => find('[part="record"]', document)).not.toBeNull();
      await userEvent.keyboard(' ');
      await expect.poll(() => element.booth.state).toBe('recording');
    },
  );

  it('ends and keeps the take of one who leaves for another page', async () => {
    mount({ maxDuration: 60 });
    await openCamera();
    await record().click();
    await expect.poll(() => element.booth.time).toBeGreaterThan(0.3);
    // No page of a test can be hidden.
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    await expect.poll(() => element.booth.project.takes).toHaveLength(1);
  });

  it('says calmly that a double tap keeps nothing, until the next try', async () => {
    mount({ maxDuration: 15 });
    await openCamera();
    // Both within a moment, whatever else the machine does.
    const shutter = deep('[part="record"]');
    for (let tap = 0; tap < 2; tap++) if (shutter instanceof HTMLElement) shutter.click();
    const note = page.getByText('That was too short to keep.');
    await expect.element(note).toBeVisible();
    expect(element.booth.project.takes).toEqual([]);
    await record().click();
    await expect.poll(() => element.booth.state).toBe('recording');
    expect(note.query()).toBeNull();
  });

  /** Records a take of about that many seconds and goes on to the editor. */
  const recordTake = async (seconds: number) => {
    await openCamera();
    await record().click();
    await expect.poll(() => element.booth.time).toBeGreaterThan(seconds);
    await record().click();
    await expect.poll(() => element.booth.project.takes).toHaveLength(1);
    await button('Next').click();
    await expect.element(button('Play')).toBeVisible();
  };

  it('places texts by keys and by hand; a drag is one step of the history', async () => {
    mount({ maxDuration: 60 });
    await recordTake(0.5);
    await button('Text').click();
    await button('Add text').click();
    await button('Close').click();
    const handle = page.getByRole('button', { name: /^“Your text”/ });
    await expect.element(handle).toBeVisible();
    const place = handle.element();
    if (!(place instanceof HTMLElement)) throw new Error('The handle is no element');
    place.focus();
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowLeft}');
    expect(element.booth.project.overlays[0]).toMatchObject({ x: 0.49, y: 0.48 });
    const frame = deep('[part="frame"]').getBoundingClientRect();
    const drag = (type: string, x: number, y: number, pointerId = 1) =>
      place.dispatchEvent(
        new PointerEvent(type, {
          bubbles: true,
          composed: true,
          pointerId,
          button: 0,
          clientX: x,
          clientY: y,
        }),
      );
    vi.spyOn(place, 'setPointerCapture').mockImplementation(() => undefined);
    drag('pointerdown', 100, 100);
    for (const step of [0.1, 0.2, 0.3])
      drag('pointermove', 100 + step * frame.width, 100 + step * frame.height);
    drag('pointerup', 100, 100);
    const [moved] = element.booth.project.overlays;
    expect(moved?.x).toBeCloseTo(0.79, 2);
    expect(moved?.y).toBeCloseTo(0.78, 2);
    // Two fingers that go apart and turn by a right angle.
    drag('pointerdown', 100, 100, 1);
    drag('pointerdown', 200, 100, 2);
    drag('pointermove', 50, 100, 1);
    drag('pointermove', 50, 300, 2);
    drag('pointerup', 50, 300, 2);
    drag('pointerup', 50, 100, 1);
    const [turned] = element.booth.project.overlays;
    expect(turned?.rotation).toBe(90);
    expect(turned?.size).toBeCloseTo((moved?.size ?? 0) * 2, 5);
    element.booth.undo();
    element.booth.undo();
    expect(element.booth.project.overlays[0]).toMatchObject({ x: 0.49, y: 0.48 });
  });

  it('cuts, trims and moves takes by keys, and gives back what was deleted', async () => {
    mount({ maxDuration: 60 });
    await recordTake(0.6);
    await element.booth.seek(0.3);
    await userEvent.keyboard('s');
    const { takes } = element.booth.project;
    expect(takes).toHaveLength(2);
    await page.getByRole('button', { name: /^Take 1,/ }).click();
    await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}');
    expect(element.booth.project.takes.map(({ id }) => id)).toEqual([takes[1]?.id, takes[0]?.id]);
    page.getByRole('slider', { name: 'Take 2: End' }).element().focus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}');
    expect(element.booth.project.takes[1]?.end).toBeCloseTo((takes[0]?.end ?? 0) - 3 / 30, 5);
    await button('Delete').click();
    expect(element.booth.project.takes).toHaveLength(1);
    await expect.element(page.getByText('Take deleted.')).toBeVisible();
    await page.elementLocator(deep('[part="undo"]')).getByRole('button', { name: 'Undo' }).click();
    expect(element.booth.project.takes).toHaveLength(2);
    expect(find('[part="undo"]', document)).toBeNull();
    await button('Format').click();
    await page.getByRole('radio', { name: '1:1' }).click();
    expect(element.booth.project).toMatchObject({ width: 90, height: 90 });
    await userEvent.keyboard('?');
    await expect.element(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  });

  it('paints an effect onto what is played while it is held', async () => {
    mount({ maxDuration: 60 });
    await recordTake(0.8);
    await button('Effects').click();
    const tile = button('Vignette').element();
    tile.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
    await expect.poll(() => element.booth.time).toBeGreaterThan(0.3);
    tile.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    tile.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    const [use] = element.booth.project.effects;
    expect(use).toMatchObject({ effect: 'vignette', range: { start: 0 } });
    expect(use?.range?.end).toBeGreaterThan(0.25);
    expect(element.booth.playing).toBe(false);
    element.booth.undo();
    expect(element.booth.project.effects).toEqual([]);
  });

  it('warns of flashes and stops where they are safe', async () => {
    mount({ maxDuration: 60 });
    await recordTake(0.3);
    await button('Effects').click();
    await button('Strobe').click();
    await expect.poll(() => find('.use details[open] input[type="range"]', document)).not.toBeNull();
    const rate = () => deep('.use input[type="range"]').getAttribute('max');
    expect(rate()).toBe('3');
    await expect.element(page.getByText(/^More than three flashes/)).toBeVisible();
    await page.getByLabelText('Allow faster flashes').click();
    expect(element.booth.project.effects[0]?.params.rate).toBe(6);
    await expect.poll(rate).toBe('12');
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
    const states = watchCameras();
    mount({ music: URL.createObjectURL(await makeSound(1, Math.sin)), musicTitle: 'Beat' });
    await openCamera();
    const { booth } = element;
    await expect.poll(() => booth.project.music?.title).toBe('Beat');
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
    await expect.poll(() => element.booth.project.music?.title).toBe('Beat');
    other.remove();
  });

  it('is the value of a form, and asks for a clip where one is required', async () => {
    const form = document.createElement('form');
    document.body.append(form);
    mount({ name: 'clip', required: true, maxDuration: 1 } as Partial<ClipBooth>);
    form.append(element);
    await element.updateComplete;
    expect(form.checkValidity()).toBe(false);
    expect(element.form).toBe(form);
    // The browser shows what is missing where the booth is.
    form.reportValidity();
    expect(element.matches(':focus-within')).toBe(true);
    await openCamera();
    await record().click();
    await expect.poll(() => element.booth.state).toBe('editing');
    await button('Next').click();
    await button('Create clip').click();
    await expect.element(page.getByRole('heading', { name: 'Your clip is ready' })).toBeVisible();
    expect(form.checkValidity()).toBe(true);
    const file = new FormData(form).get('clip');
    expect(file).toBe(element.clip?.file);
    // What was made is not of this document any more.
    element.booth.undo();
    await element.updateComplete;
    expect(new FormData(form).get('clip')).toBeNull();
    expect(form.checkValidity()).toBe(false);
    form.remove();
  });

  it('lets the page send the clip and show errors itself', async () => {
    mount({ uploadUrl: '/never', music: 'http://localhost:1/gone.mp3' });
    element.addEventListener('clip-error', (event) => event.preventDefault());
    await told('clip-error');
    await element.updateComplete;
    expect(find('[role="alert"]', document)).toBeNull();
    await openCamera();
    await record().click();
    await expect.poll(() => element.booth.state).toBe('editing');
    await button('Next').click();
    await button('Create clip').click();
    element.addEventListener('clip-upload', (event) => event.preventDefault());
    const taken = told('clip-upload');
    await button('Upload').click();
    expect((await taken).clip).toBe(element.clip);
  });

  it('shows only the features that are named, and slots that are filled', async () => {
    mount({ features: 'record looks' } as Partial<ClipBooth>);
    const close = Object.assign(document.createElement('button'), {
      slot: 'start',
      textContent: 'Another way',
    });
    element.append(close);
    await expect.element(button('Open camera')).toBeVisible();
    expect(button('Use a video instead').query()).toBeNull();
    await openCamera();
    await expect.element(button('Looks')).toBeVisible();
    expect(button('Effects').query()).toBeNull();
    expect(button('Sound').query()).toBeNull();
  });

  it('names words that an attribute does not know in a warning, once, and goes on without them', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    mount({
      aspect: '4:5',
      features: 'record  lookz import',
      theme: 'drak',
    } as unknown as Partial<ClipBooth>);
    await expect.element(button('Open camera')).toBeVisible();
    element.remove();
    mount({ aspect: '4:5', theme: 'light' });
    await expect.element(button('Open camera')).toBeVisible();
    expect(warn.mock.calls.map(([warning]) => warning)).toEqual([
      '<clip-booth>: "4:5" is left out of aspect, which can be 9:16, 1:1, 16:9.',
      expect.stringMatching(
        /^<clip-booth>: "lookz" is left out of features, which can be record, .*, drafts\.$/,
      ),
      '<clip-booth>: "drak" is left out of theme, which can be dark, light, auto.',
    ]);
  });

  it('tells of a size that no clip can have, and has the usual one', async () => {
    mount({ width: 5 });
    const { error } = await told('clip-error');
    expect(error).toMatchObject({ code: 'project-invalid', message: expect.stringContaining('width') });
    expect(element.booth.project).toMatchObject({ width: 720, height: 1280 });
    await expect.element(button('Open camera')).toBeVisible();
  });

  it('speaks other languages, also from right to left', async () => {
    mount({ texts: ARABIC });
    await expect.element(button(ARABIC.openCamera)).toBeVisible();
    expect(getComputedStyle(deep('.booth')).direction).toBe('rtl');
    expect(deep('.booth').getAttribute('lang')).toBe('ar');
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
