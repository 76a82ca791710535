import '../../src/element.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { listCameras } from '../../src/capture/camera.js';
import type { ClipBooth } from '../../src/ui/clip-booth.js';
import { PinchZoom } from '../../src/ui/pinch-zoom.js';
import type { RecordScreen } from '../../src/ui/record-screen.js';
import { makeBarVideo, turn } from '../support/editor.js';

let element: ClipBooth;
const button = (name: string) => page.getByRole('button', { name, exact: true });

/** A part of the record screen. */
function within(selector: string): HTMLElement | null {
  const screen = element.renderRoot.querySelector('clip-booth-record-screen');
  return screen?.shadowRoot?.querySelector(selector) ?? null;
}
function shutter(): Element {
  const found = within('clip-booth-shutter')?.shadowRoot?.querySelector('button');
  if (found === null || found === undefined) throw new Error('There is no shutter');
  return found;
}

/** Puts a booth into the page, whose camera says that it has these settings besides its own. */
async function mount(settings: { zoom?: number; torch?: boolean } = {}): Promise<void> {
  element = Object.assign(document.createElement('clip-booth'), { width: 90, height: 160 });
  element.style.height = '760px';
  document.body.append(element);
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  const [track] = stream.getVideoTracks();
  if (track === undefined) throw new Error('There is no track');
  const [own, capabilities] = [track.getSettings(), track.getCapabilities()];
  const set: object = { ...own, ...settings };
  // Chromium's made-up camera may have some of its own.
  const has = {
    zoom: 'zoom' in settings ? { min: 1, max: 4 } : undefined,
    torch: 'torch' in settings,
  };
  Object.assign(track, {
    getSettings: () => set,
    getCapabilities: () => ({ ...capabilities, ...has }),
    applyConstraints: async ({ advanced: [wanted] = [] }: MediaTrackConstraints) => {
      Object.assign(set, wanted);
    },
  });
  await element.booth.openCamera({ stream });
  await expect.poll(() => within('clip-booth-shutter')).not.toBeNull();
}

/** A finger on the picture. */
function finger(type: string, pointerId: number, clientX: number, clientY = 200): void {
  within('clip-booth-picture')?.dispatchEvent(
    new PointerEvent(type, { pointerId, clientX, clientY, pointerType: 'touch', bubbles: true }),
  );
}

afterEach(() => {
  element?.remove();
  vi.restoreAllMocks();
});

describe('the record screen', () => {
  it('records for as long as the shutter is held, and from one tap to the next', async () => {
    await mount();
    const press = (type: string, timeStamp: number) => {
      const event = new PointerEvent(type, { pointerId: 1, button: 0 });
      Object.defineProperty(event, 'timeStamp', { value: timeStamp });
      shutter().dispatchEvent(event);
    };
    vi.spyOn(Element.prototype, 'setPointerCapture').mockReturnValue();
    press('pointerdown', 0);
    await expect.poll(() => element.booth.time).toBeGreaterThan(0.3);
    press('pointerup', 700);
    await expect.poll(() => element.booth.project.takes).toHaveLength(1);
    press('pointerdown', 0);
    await expect.poll(() => element.booth.state).toBe('recording');
    press('pointerup', 90);
    await expect.poll(() => element.booth.time).toBeGreaterThan(1);
    expect(element.booth.state).toBe('recording');
    press('pointerdown', 2000);
    press('pointerup', 2090);
    await expect.poll(() => element.booth.project.takes).toHaveLength(2);
  });

  it('is zoomed by two fingers, as far as the camera goes', async () => {
    await mount({ zoom: 1 });
    const zoom = () => element.booth.camera?.zoom?.value;
    finger('pointerdown', 1, 100);
    finger('pointermove', 1, 120);
    expect(zoom()).toBe(1);
    finger('pointerdown', 2, 220);
    finger('pointermove', 2, 320);
    await expect.poll(zoom).toBe(2);
    await expect.poll(() => within('.zoom')?.textContent).toContain('2');
    finger('pointermove', 2, 2000);
    await expect.poll(zoom).toBe(4);
    finger('pointerup', 2, 2000);
    finger('pointermove', 1, 300);
    expect(zoom()).toBe(4);
  });

  it('is zoomed by a slider', async () => {
    await mount({ zoom: 2 });
    await button('Camera').click();
    await turn('Zoom', '{ArrowRight}');
    await expect.poll(() => element.booth.camera?.zoom?.value).toBeCloseTo(2.1);
  });

  it('turns the light on and off where the camera has one', async () => {
    await mount({ torch: false });
    await button('Light').click();
    await expect.poll(() => element.booth.camera?.torch).toBe(true);
    await expect.element(button('Light')).toHaveAttribute('aria-pressed', 'true');
    await button('Light').click();
    await expect.poll(() => element.booth.camera?.torch).toBe(false);
    element.remove();
    await mount();
    await expect.element(button('Grid')).toBeVisible();
    expect(button('Light').query()).toBeNull();
  });

  it('shows thirds, flips the picture and opens the other camera', async () => {
    await mount();
    await button('Grid').click();
    await expect.poll(() => within('.thirds')).not.toBeNull();
    await button('Grid').click();
    await expect.poll(() => within('.thirds')).toBeNull();
    await button('Camera').click();
    expect(element.booth.camera?.mirrored).toBe(false);
    await page.getByRole('radiogroup', { name: 'Mirror' }).getByText('On').click();
    await expect.poll(() => element.booth.camera?.mirrored).toBe(true);
    await userEvent.keyboard('{Escape}');
    // There is no other camera to switch to until one is plugged in.
    expect(button('Switch').query()).toBeNull();
    const cameras = await listCameras();
    vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockResolvedValue([...cameras, ...cameras]);
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    const asked = vi.spyOn(navigator.mediaDevices, 'getUserMedia');
    await button('Switch').click();
    await expect.poll(() => asked.mock.calls[0]?.[0]?.video).toMatchObject({ facingMode: 'environment' });
  });

  it('says that a video is being opened, and records nothing meanwhile', async () => {
    await mount();
    const file = new File([await makeBarVideo()], 'bar.mp4', { type: 'video/mp4' });
    const { booth } = element;
    const importVideo = booth.importVideo.bind(booth);
    // It takes as long as the test looks.
    const looked = Promise.withResolvers<void>();
    vi.spyOn(booth, 'importVideo').mockImplementation(async (blob) => {
      await looked.promise;
      return importVideo(blob);
    });
    const screen = element.renderRoot.querySelector<RecordScreen>('clip-booth-record-screen');
    screen?.dispatchEvent(new CustomEvent('import', { detail: file }));
    await expect.poll(() => within('[role="status"]')?.textContent).toBe(element.texts.openingVideo);
    screen?.toggle();
    expect(booth.state).toBe('ready');
    looked.resolve();
    await expect.poll(() => booth.state).toBe('editing');
    expect(booth.project.takes).toHaveLength(1);
  });
});

describe('two fingers', () => {
  it('set the last zoom that was wanted, one after another', async () => {
    const set: number[] = [];
    let done: () => void = () => undefined;
    const zoom = new PinchZoom(
      () => 1,
      (factor) => {
        set.push(factor);
        return new Promise((resolve) => {
          done = resolve;
        });
      },
    );
    const touch = (type: string, pointerId: number, clientX: number) =>
      zoom.handleEvent(new PointerEvent(type, { pointerId, clientX, pointerType: 'touch' }));
    touch('pointerdown', 1, 0);
    touch('pointerdown', 2, 100);
    for (const x of [150, 200, 300]) touch('pointermove', 2, x);
    expect(set).toEqual([1.5]);
    done();
    await Promise.resolve();
    await Promise.resolve();
    expect(set).toEqual([1.5, 3]);
  });
});
