import bangers from '@fontsource/bangers/files/bangers-latin-400-normal.woff2?url';
import '../../src/element.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { addEffect, setCaptions } from '../../src/project/edits.js';
import type { ClipBooth } from '../../src/ui/clip-booth.js';
import { all, button, chooseFile, makeBarVideo, openEditor, turn } from '../support/editor.js';
import { makeSound } from '../support/media.js';

let element: ClipBooth;
const text = () => element.booth.project.overlays[0];
const radio = (name: string) => page.getByRole('radio', { name, exact: true });

afterEach(() => {
  element.remove();
  vi.restoreAllMocks();
});

describe('the panel of texts', () => {
  it('sets how a text looks, comes and goes, and when', async () => {
    element = await openEditor();
    await button('Text').click();
    await button('Add text').click();
    const colors = (name: string) => page.getByRole('radiogroup', { name, exact: true });
    await colors('Background').getByRole('radio', { name: '#f43f5e' }).click();
    await colors('Outline').getByRole('radio', { name: 'None' }).click();
    await colors('Alignment').getByRole('radio', { name: 'Start' }).click();
    expect(text()).toMatchObject({ background: '#f43f5e', outline: null, align: 'start' });
    await radio('Font').click();
    await radio('Serif').click();
    await button('Bold').click();
    await button('Italic').click();
    expect(text()).toMatchObject({ font: expect.stringContaining('Georgia'), weight: 400, italic: true });
    await radio('Motion').click();
    await radio('Pop').click();
    await radio('Going').click();
    await radio('Fade').click();
    await turn('Duration', '{ArrowRight}');
    expect(text()).toMatchObject({
      animationIn: { animation: 'pop', duration: 0.5 },
      animationOut: { animation: 'fade', duration: 0.6 },
    });
    element.booth.pause();
    await radio('Time').click();
    await element.booth.seek(0.5);
    await button('From the playhead').click();
    await element.booth.seek(1.5);
    await button('Up to the playhead').click();
    expect(text()?.range).toEqual({ start: 0.5, end: 1.5 });
    element.booth.undo();
    await button('Show in the whole clip').click();
    expect(text()?.range).toBeNull();
  });

  it('takes a font file that a person brings, and says what is none', async () => {
    element = await openEditor();
    await button('Text').click();
    await button('Add text').click();
    await radio('Font').click();
    const [handle] = all('.box', document);
    const plain = handle?.offsetWidth ?? 0;
    chooseFile(new File([await (await fetch(bangers)).blob()], 'Bangers.woff2'));
    await button('Font file…').click();
    await expect.element(radio('Bangers')).toHaveAttribute('aria-checked', 'true');
    expect(text()).toMatchObject({ font: '"Bangers"' });
    expect(Object.values(element.booth.project.assets)).toContainEqual(
      expect.objectContaining({ kind: 'font', name: 'Bangers' }),
    );
    // Its letters are narrow, and the handle is as wide as the text.
    await expect.poll(() => handle?.offsetWidth).toBeLessThan(plain * 0.9);
    await radio('Plain').click();
    expect(text()).not.toMatchObject({ font: '"Bangers"' });
    const before = element.booth.project;
    chooseFile(new File(['none'], 'Broken.woff2'));
    await button('Font file…').click();
    await expect.element(page.getByRole('alert')).toHaveTextContent('Broken');
    expect(element.booth.project).toBe(before);
  });
});

describe('the panel of captions', () => {
  it('shows the whole of a long line, and keeps its breaks', async () => {
    element = await openEditor();
    const { booth } = element;
    const text = `${'a line that is longer than its field '.repeat(4)}\nand another one`;
    booth.edit(setCaptions([{ start: 0, end: 1, text }]));
    await button('Captions').click();
    const line = page.getByRole('textbox', { name: 'Line 1' });
    await expect.element(line).toHaveValue(text);
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = line.element();
    expect([scrollWidth, scrollHeight]).toEqual([clientWidth, clientHeight]);
    await line.fill(`${text}!`);
    expect(booth.project.captions?.cues[0]?.text).toBe(`${text}!`);
  });

  it('reads a file, edits and deletes lines, and sets their style', async () => {
    element = await openEditor();
    const { booth } = element;
    const cues = () => booth.project.captions?.cues;
    await button('Captions').click();
    chooseFile(
      new File(
        ['WEBVTT\n\n00:00.200 --> 00:00.900\nHello there\n\n00:01.000 --> 00:01.600\nSing along\n'],
        'song.vtt',
      ),
    );
    await button('SRT or VTT file…').click();
    await expect.poll(() => cues()?.length).toBe(2);
    await page.getByRole('textbox', { name: 'Line 2' }).fill('Sing it');
    expect(cues()?.[1]).toEqual({ start: 1, end: 1.6, text: 'Sing it' });
    expect(booth.time).toBeCloseTo(1, 5);
    booth.undo();
    expect(cues()?.[1]?.text).toBe('Sing along');
    // A line is cut at the word nearest to the playhead, and joined again.
    await booth.seek(1.4);
    await button('Split').last().click();
    expect(cues()?.map((cue) => cue.text)).toEqual(['Hello there', 'Sing', 'along']);
    await expect.element(page.getByRole('textbox', { name: 'Line 3' })).toHaveValue('along');
    await booth.seek(1.1);
    await button('Join with next').click();
    expect(cues()?.[1]).toMatchObject({ start: 1, end: 1.6, text: 'Sing along' });
    // A word that is tapped is said from the playhead on.
    await booth.seek(1.2);
    await button('along').click();
    expect(cues()?.[1]?.wordTimes).toEqual([1, expect.closeTo(1.2, 9)]);
    await booth.seek(1.7);
    await button('Line at the playhead').click();
    expect(cues()?.[2]).toMatchObject({ start: 1.7, text: 'Your text' });
    await button('Delete Hello there').click();
    expect(cues()).toHaveLength(2);
    await radio('Style').click();
    await page
      .getByRole('radiogroup', { name: 'Spoken word' })
      .getByRole('radio', { name: '#3b82f6' })
      .click();
    await turn('Height', '{ArrowLeft}');
    expect(booth.project.captions?.style.highlight).toBe('#3b82f6');
    expect(booth.project.captions?.style.y).toBeLessThan(0.72);
    await radio('Lines').click();
    await button('Delete Captions').click();
    expect(booth.project.captions).toBeNull();
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    expect(cues()).toHaveLength(2);
    // On the timeline a caption is moved as far as its neighbours let it.
    await button('Close').click();
    const [bar] = all('.item button', document);
    bar?.focus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(cues()?.[0]?.start).toBeCloseTo(1 - 1 / 30, 5);
  });
});

describe('the settings of an effect', () => {
  it('move by keyframes at the playhead, which show on its bar', async () => {
    element = await openEditor();
    const { booth } = element;
    const strength = () => booth.project.effects[0]?.params.strength;
    await button('Effects').click();
    await button('Vignette').click();
    const key = button(/^Keyframe of Strength/);
    await booth.seek(0.5);
    await key.click();
    expect(strength()).toMatchObject({ keyframes: [{ time: 0.5 }] });
    await booth.seek(1.5);
    await expect.element(key).toHaveAttribute('aria-pressed', 'false');
    await turn('Strength', '{End}');
    expect(strength()).toMatchObject({ keyframes: [{ time: 0.5 }, { time: 1.5, value: 1 }] });
    await expect.element(key).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(() => all('.keyframe', document)).toHaveLength(2);
    // From one to the other, and how the value moves there.
    await button('Strength: Keyframe before').click();
    await expect.poll(() => booth.time).toBe(0.5);
    await expect.element(button('Strength: Keyframe before')).toBeDisabled();
    await radio('Jump').click();
    expect(strength()).toMatchObject({ keyframes: [{ time: 0.5, easing: 'hold' }, { time: 1.5 }] });
    await button('Strength: Keyframe after').click();
    await expect.poll(() => booth.time).toBe(1.5);
    await expect.element(page.getByText('No movement at the playhead')).toBeVisible();
    await key.click();
    expect(strength()).toMatchObject({ keyframes: [{ time: 0.5 }] });
    await booth.seek(0.5);
    await key.click();
    expect(typeof strength()).toBe('number');
  });

  it('follow how loud the music is', async () => {
    element = await openEditor();
    const { booth } = element;
    await booth.setMusic(await makeSound(2, (time) => Math.sin(time * 900) * (time % 0.5)));
    await button('Effects').click();
    await button('Vignette').click();
    await button('Strength follows the music').click();
    expect(booth.project.effects[0]?.params.strength).toMatchObject({ follow: 'loudness', to: 1 });
    await turn('Strength, in silence', '{Home}');
    expect(booth.project.effects[0]?.params.strength).toEqual({ follow: 'loudness', from: 0, to: 1 });
    await button('Strength follows the music').click();
    expect(typeof booth.project.effects[0]?.params.strength).toBe('number');
  });

  it('take a picture or video to be shown, and give it back', async () => {
    element = await openEditor();
    const { booth } = element;
    const backdrop = () => booth.project.effects[0]?.params.backdrop;
    await button('Effects').click();
    await button('Green screen').click();
    chooseFile(new File([await makeBarVideo()], 'Beach.mp4', { type: 'video/mp4' }));
    await button('Picture or video behind…').click();
    await expect.poll(backdrop).toMatchObject({ asset: expect.any(String) });
    await expect.element(page.getByText('Beach.mp4')).toBeVisible();
    await button('Delete Picture or video behind').click();
    expect(backdrop()).toBe('');
    booth.undo();
    expect(backdrop()).toMatchObject({ asset: expect.any(String) });
    chooseFile(new File(['none'], 'Broken.png', { type: 'image/png' }));
    await button('Picture or video behind…').click();
    await expect.element(page.getByRole('alert')).toBeVisible();
  });

  it('that let a clip flash are warned of, in a clip that was made too', async () => {
    element = await openEditor();
    element.booth.edit(addEffect('strobe', { params: { rate: 8 } }));
    await button('Next').click();
    await button('Create clip').click();
    await expect.element(page.getByRole('heading', { name: 'Your clip is ready' })).toBeVisible();
    await expect.element(page.getByText(/More than three flashes a second/)).toBeVisible();
  });
});
