import '../../src/element.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ClipBooth } from '../../src/ui/clip-booth.js';
import { all, button, chooseFile, makeBarVideo, openEditor, turn } from '../support/editor.js';
import { makeSound } from '../support/media.js';
import { steadyBeat } from '../support/performer.js';

let element: ClipBooth;

afterEach(() => {
  element.remove();
  vi.restoreAllMocks();
});

/** The record screen of a small booth, its camera open. */
const openRecorder = async () => {
  element = Object.assign(document.createElement('clip-booth'), { width: 90, height: 160, maxDuration: 30 });
  element.style.height = '800px';
  document.body.append(element);
  await button('Open camera').click();
  await expect.poll(() => element.booth.state).toBe('ready');
  await button('Duet').click();
};

describe('before recording', () => {
  it('a video is brought to perform beside, and laid out', async () => {
    await openRecorder();
    chooseFile(new File([await makeBarVideo()], 'partner.mp4', { type: 'video/mp4' }));
    await button('Side by side').click();
    const { booth } = element;
    await expect.poll(() => booth.project.duet?.layout).toBe('side-by-side');
    expect(booth.project.music?.asset).toBe(booth.project.duet?.asset);
    await button('In its corner').click();
    await button('Swap places').click();
    expect(booth.project.duet).toMatchObject({ layout: 'picture-in-picture', swapped: true });
    await button('In front of it').click();
    await page.getByRole('radio', { name: '#10b981' }).click();
    expect(booth.project.duet).toMatchObject({ layout: 'green-screen', keyColor: '#10b981' });
    await button('Delete Duet').click();
    // Takes are heard again, which were silent under the duet's sound.
    expect(booth.project).toMatchObject({ duet: null, music: null, levels: { camera: 1 } });
    booth.undo();
    expect(booth.project.duet?.layout).toBe('green-screen');
  });

  it('a video is brought to go on after', async () => {
    await openRecorder();
    chooseFile(new File([await makeBarVideo()], 'first.mp4', { type: 'video/mp4' }));
    await button('After it').click();
    await expect.poll(() => element.booth.project.takes).toHaveLength(1);
    expect(element.booth.state).toBe('ready');
    expect(element.booth.project.duet).toBeNull();
  });
});

describe('the music', () => {
  it('is heard when it is chosen, from where a person wants it, until a take begins', async () => {
    await openRecorder();
    const { booth } = element;
    await button('Sound').click();
    const song = await makeSound(30, Math.sin);
    await booth.setMusic(song, { title: 'Beat' });
    await button('Pause').click();
    await button('Play').click();
    await button('Pause').click();
    await expect.element(button('Play')).toBeVisible();
    await turn('Music starts at', '{ArrowRight}{ArrowRight}');
    expect(booth.project.music?.start).toBeCloseTo(0.2, 9);
    await expect.element(button('Pause')).toBeVisible();
    await booth.setMusic(song, { title: 'Another' });
    await expect.element(button('Pause')).toBeVisible();
    await booth.startTake();
    await expect.poll(() => button('Pause').query()).toBeNull();
    await booth.stopTake();
  });
});

describe('the calibration', () => {
  it('asks for taps to a beat, and says so where they do not fit', async () => {
    element = await openEditor();
    await button('Sound').click();
    await button('Tap to a beat').click();
    await expect.poll(() => all('.tap', document)[0]?.matches(':focus')).toBe(true);
    await button('Cancel').click();
    await button('Tap to a beat').click();
    // One tap is no rhythm.
    await userEvent.keyboard(' ');
    await expect.element(button('Measure again')).toBeVisible();
    await expect.element(page.getByRole('alert')).toHaveTextContent('do not fit the beat');
  });
});

describe('the calibration of a person who taps to the beat that they see', () => {
  it('says how late they hear the music, and lets it be measured again', async () => {
    element = await openEditor();
    await button('Sound').click();
    await button('Tap to a beat').click();
    await expect.poll(() => all('.tap', document)[0]?.matches(':focus')).toBe(true);
    // Each beat lights the button up by an animation of its own: the tap comes 100 ms later.
    const [tap] = all('.tap', document);
    const tapOn = steadyBeat(600);
    const seen = new Set<Animation>();
    const watch = setInterval(() => {
      for (const beat of tap?.getAnimations() ?? []) {
        if (seen.has(beat)) continue;
        const timeStamp = tapOn(seen.size) + 100;
        seen.add(beat);
        const press = new PointerEvent('pointerdown', { composed: true });
        Object.defineProperty(press, 'timeStamp', { value: timeStamp });
        tap?.dispatchEvent(press);
      }
    }, 10);
    const result = page.getByText(/You hear the music \d+ ms late/);
    await expect.element(result).toBeVisible();
    clearInterval(watch);
    const delay = Number(result.element().textContent?.match(/\d+/)?.[0]);
    expect(delay).toBeGreaterThan(95);
    expect(delay).toBeLessThan(200);
    await expect.element(button('Measure again')).toBeVisible();
  });
});

describe('the editor', () => {
  it('plays backwards, and stops at the front', async () => {
    element = await openEditor({ maxDuration: 20 });
    const { booth } = element;
    const photo = new OffscreenCanvas(90, 160);
    photo.getContext('2d')?.fillRect(0, 0, 90, 160);
    await booth.importPhoto(await photo.convertToBlob(), { duration: 18 });
    await booth.seek(20);
    await userEvent.keyboard('j');
    await expect.poll(() => booth.time).toBeLessThan(19.8);
    await userEvent.keyboard('k');
    expect(booth.playing).toBe(false);
    expect(booth.time).toBeGreaterThan(0);
    await booth.seek(0.2);
    await userEvent.keyboard('j');
    await expect.poll(() => booth.time).toBe(0);
    expect(booth.playing).toBe(false);
    await userEvent.keyboard('l');
    await expect.poll(() => booth.time).toBeGreaterThan(0.2);
    booth.pause();
  });

  it('zooms the timeline by a pinch, and cancels a drag for it', async () => {
    element = await openEditor();
    const [scroll] = all('.scroll', document);
    const [content] = all('.content', document);
    if (scroll === undefined || content === undefined) throw new Error('There is no timeline');
    const before = content.offsetWidth;
    const touch = (type: string, ...at: number[]) =>
      scroll.dispatchEvent(
        new TouchEvent(type, {
          bubbles: true,
          cancelable: true,
          touches: at.map(
            (clientX, identifier) => new Touch({ target: scroll, identifier, clientX, clientY: 500 }),
          ),
        }),
      );
    touch('touchstart', 100, 200);
    // Not scrolled by the browser.
    expect(touch('touchmove', 50, 250)).toBe(false);
    await expect.poll(() => content.offsetWidth).toBeGreaterThan(before * 1.6);
    touch('touchstart', 100);
    expect(touch('touchmove', 120)).toBe(true);
  });
});
