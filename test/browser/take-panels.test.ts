import '../../src/element.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { clipDuration } from '../../src/project/timeline.js';
import type { ClipBooth } from '../../src/ui/clip-booth.js';
import { all, button, drag, openEditor, turn } from '../support/editor.js';

let element: ClipBooth;
const take = (index: number) => element.booth.project.takes[index];

afterEach(() => {
  element.remove();
  vi.restoreAllMocks();
});

describe('the panels of takes', () => {
  it('choose a transition at the join of two takes, and take it away', async () => {
    element = await openEditor();
    await button('Transition to take 2: None').click();
    await button('Wipe').click();
    expect(take(1)?.transition).toMatchObject({ transition: 'wipe', duration: 0.5 });
    // The picture is that of the transition.
    await expect.poll(() => element.booth.time).toBeGreaterThan(0.8);
    expect(element.booth.time).toBeLessThan(1);
    await turn('Duration', '{ArrowRight}{ArrowRight}');
    expect(take(1)?.transition?.duration).toBeCloseTo(0.7, 5);
    await turn('Softness', '{ArrowRight}');
    expect(take(1)?.transition).toMatchObject({
      transition: 'wipe',
      params: { softness: expect.any(Number) },
    });
    element.booth.undo();
    element.booth.undo();
    expect(take(1)?.transition).toMatchObject({ transition: 'wipe', duration: 0.5, params: {} });
    await button('Close').click();
    await button('Delete').click();
    expect(take(1)?.transition).toBeNull();
    await expect.element(page.getByText('Wipe deleted.')).toBeVisible();
    element.booth.undo();
    expect(take(1)?.transition?.transition).toBe('wipe');
  });

  it('leave nothing chosen at a tap beside everything, or at Escape', async () => {
    element = await openEditor();
    const take = page.getByRole('button', { name: /^Take 2,/ });
    const join = button('Transition to take 2: None');
    const [timeline] = all('.lanes', document);
    const [picture] = all('clip-booth-picture', document);
    const beside = [
      () => userEvent.keyboard('{Escape}'),
      () => timeline?.click(),
      () => picture?.shadowRoot?.querySelector('canvas')?.click(),
    ];
    for (const leave of beside) {
      await take.click();
      await expect.element(take).toHaveAttribute('aria-pressed', 'true');
      // A chosen take's edges are in the place of the join.
      await expect.element(join).not.toBeInTheDocument();
      await leave();
      await expect.element(join).toBeVisible();
    }
  });

  it('slow a part of a take down and freeze it, and bring it back as it was', async () => {
    element = await openEditor();
    await button('Speed').click();
    await turn(
      'Part: Start',
      '{Shift>}{ArrowRight}{/Shift}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}',
    );
    await expect.element(page.getByText('0.5 to 1.0 s')).toBeVisible();
    await button('½× Slower').click();
    expect(take(0)?.timeMap).toMatchObject([
      { from: 0, to: 0.5, duration: 0.5 },
      { from: 0.5, to: 1, duration: 1 },
    ]);
    // The same pictures stay chosen.
    await expect.element(page.getByText('0.5 to 1.5 s')).toBeVisible();
    await button('Reverse').click();
    expect(take(0)?.timeMap?.[1]).toMatchObject({ from: 1, to: 0.5 });
    await button('Whole take').click();
    await element.booth.seek(0.2);
    await button('Freeze: 2 s').click();
    expect(clipDuration(element.booth.project)).toBeCloseTo(4.5, 2);
    await button('Repeat: 2×').click();
    // All of the take, its still picture with it: 3.5 s.
    expect(clipDuration(element.booth.project)).toBeCloseTo(2 * 3.5 + 1, 2);
    element.booth.undo();
    await page.getByRole('radio', { name: 'Muted' }).click();
    expect(take(0)?.level).toBe(0);
    await button('As it was recorded').click();
    expect(take(0)?.timeMap).toBeNull();
    for (let steps = 0; steps < 5; steps++) element.booth.undo();
    expect(take(0)).toMatchObject({ timeMap: null, level: 1 });
  });

  it('frame a take by buttons, by hand and by keys', async () => {
    element = await openEditor();
    await button('Frame').click();
    await page.getByRole('radio', { name: 'Show all' }).click();
    await button('Right').click();
    await button('Mirror').click();
    expect(take(0)).toMatchObject({
      mirrored: true,
      framing: { fit: 'contain', background: 'blur', rotation: 90 },
    });
    await turn('Turn', '{ArrowRight}{ArrowRight}');
    expect(take(0)?.framing.rotation).toBe(91);
    await page.getByRole('radio', { name: '#fbbf24' }).click();
    await page.getByRole('radio', { name: 'Closer' }).click();
    expect(take(0)?.framing).toMatchObject({
      background: '#fbbf24',
      crop: { zoom: 1 },
      cropEnd: { zoom: 1.2 },
    });
    await button('Reset').click();
    await button('Mirror').click();
    await turn('Zoom', '{End}');
    expect(take(0)?.framing.crop.zoom).toBe(4);
    const handle = button(/^Picture in the frame/).element();
    const { width } = handle.getBoundingClientRect();
    // What is shown is a quarter of the picture's height, so the picture goes a quarter as far as the finger.
    drag(handle, width / 2, 0);
    const crop = take(0)?.framing.crop;
    expect(crop?.x).toBeCloseTo(0.5 - (0.5 / 4) * (90 / 96), 2);
    handle.focus();
    await userEvent.keyboard('{ArrowDown}-');
    expect(take(0)?.framing.crop.y).toBeLessThan(0.5);
    expect(take(0)?.framing.crop.zoom).toBeLessThan(4);
    element.booth.undo();
    element.booth.undo();
    expect(take(0)?.framing.crop).toMatchObject({ x: 0.5, y: 0.5, zoom: 4 });
  });

  it('set how loud a take is', async () => {
    element = await openEditor();
    await page.getByRole('button', { name: /^Take 2,/ }).click();
    await button('Volume').click();
    await turn('Sound of the take', '{ArrowLeft}{ArrowLeft}');
    expect(take(1)?.level).toBeCloseTo(0.9, 5);
    expect(take(0)?.level).toBe(1);
    await userEvent.keyboard('{Escape}');
    await expect.element(button('Close')).not.toBeInTheDocument();
  });
});
