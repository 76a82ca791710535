import { expect, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ClipBooth } from '../../src/ui/clip-booth.js';
import { makeSound, makeVideo } from './media.js';

const FRAME_RATE = 30;

/** A short video with sound: a bar that moves from left to right over a ground that has no symmetry. */
export async function makeBarVideo(seconds = 1): Promise<Blob> {
  const [width, height] = [96, 160];
  const frames = seconds * FRAME_RATE;
  return makeVideo({
    width,
    height,
    frameRate: FRAME_RATE,
    frames,
    sound: await makeSound(seconds, (time) => 0.3 * Math.sin(2 * Math.PI * 440 * time)),
    draw: (context, index) => {
      context.fillStyle = '#204060';
      context.fillRect(0, 0, width, height);
      context.fillStyle = '#c04020';
      context.fillRect(0, 0, width / 2, height / 4);
      context.fillStyle = '#ffffff';
      context.fillRect((index / frames) * width, height / 2, 8, height / 2);
    },
  });
}

/** A booth in the page that shows the editor with two takes of a second each. */
export async function openEditor(part: Partial<ClipBooth> = {}): Promise<ClipBooth> {
  const element = Object.assign(
    document.createElement('clip-booth'),
    { width: 90, height: 160, maxDuration: 10 },
    part,
  );
  element.style.height = '800px';
  document.body.append(element);
  const video = await makeBarVideo();
  await element.booth.importVideo(video);
  await element.booth.importVideo(video);
  await button('Next').click();
  await expect.element(button('Play')).toBeVisible();
  return element;
}

/** The button of that very name, through all shadow roots. */
export const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

/** Drags something by a pointer that only the element sees. */
export function drag(element: Element, x: number, y: number): void {
  vi.spyOn(element, 'setPointerCapture').mockImplementation(() => undefined);
  const { left, top, width, height } = element.getBoundingClientRect();
  const [startX, startY] = [left + width / 2, top + height / 2];
  const send = (type: string, part: number) =>
    element.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        composed: true,
        pointerId: 1,
        button: 0,
        clientX: startX + part * x,
        clientY: startY + part * y,
      }),
    );
  send('pointerdown', 0);
  for (const part of [0.3, 0.6, 1]) send('pointermove', part);
  send('pointerup', 1);
}

/** Turns the slider whose name begins so, by keys. */
export async function turn(name: string, keys: string): Promise<void> {
  const isNamed = (slider: HTMLElement) =>
    (slider.ariaLabel ?? slider.closest('label')?.textContent ?? '').trim().startsWith(name);
  const find = () => all('[role="slider"], input[type="range"]', document).find(isNamed);
  await expect.poll(find).toBeDefined();
  find()?.focus();
  await userEvent.keyboard(keys);
}

/** What fits a selector, in all shadow roots. */
export function all(selector: string, root: ParentNode): HTMLElement[] {
  const inside = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot === null ? [] : all(selector, shadowRoot),
  );
  return [...root.querySelectorAll<HTMLElement>(selector), ...inside];
}

/** Answers the next file picker that the page opens. */
export function chooseFile(file: File): void {
  const click = vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (
    this: HTMLInputElement,
  ) {
    click.mockRestore();
    const files = new DataTransfer();
    files.items.add(file);
    this.files = files.files;
    this.dispatchEvent(new Event('change'));
  });
}
