import '../src/element.js';
import '../src/ui/editor.js';
import type { Meta, StoryObj } from '@storybook/html-vite';
import { fn } from 'storybook/test';
import { Booth } from '../src/booth/booth.js';
import { BoothError } from '../src/error.js';
import { ENGLISH } from '../src/languages/english.js';
import { addAsset, addEffect, addTake, addText, combine } from '../src/project/edits.js';
import type { Ui } from '../src/ui/booth-element.js';
import { parseFeatures } from '../src/ui/features.js';

interface Args {
  theme: 'dark' | 'light';
  wide: boolean;
}

/** A booth whose document has two takes, an effect and a text; its media are not there, so strips stay empty. */
function makeUi(wide: boolean): Ui {
  const booth = new Booth();
  const video = { kind: 'video', id: 'v', name: 'Video', duration: 8, width: 720, height: 1280 } as const;
  booth.edit(
    combine(
      addAsset({ ...video, hasSound: false, soundOffset: 0 }),
      addTake({ asset: 'v', start: 0.5, end: 4 }),
      addTake({ asset: 'v', start: 1, end: 6, speed: 2 }),
      addEffect('vignette', { range: { start: 1, end: 3 } }),
      addText('Hello', { range: { start: 0.5, end: 2.5 } }),
    ),
  );
  return {
    booth,
    texts: ENGLISH,
    features: parseFeatures(null),
    sounds: [{ title: 'Summer', url: '/summer.mp3' }],
    wide,
    perform: (work) => void Promise.resolve(work()),
    announce: fn(),
    offerUndo: fn(),
  };
}

/** Puts a part on a surface as the element has it. */
function show(name: string, properties: Record<string, unknown> = {}) {
  return ({ theme, wide }: Args) => {
    const surface = document.createElement('div');
    surface.style.cssText = `color-scheme:${theme};background:light-dark(#fff,#16181d);padding:24px;position:relative;min-height:100vh`;
    surface.append(Object.assign(document.createElement(name), { ui: makeUi(wide), ...properties }));
    return surface;
  };
}

const meta: Meta<Args> = {
  title: 'Parts',
  argTypes: { theme: { control: 'inline-radio', options: ['dark', 'light'] }, wide: { control: 'boolean' } },
  args: { theme: 'dark', wide: true },
};

export default meta;

type Story = StoryObj<Args>;

/** The button that records, with the clip's takes on its ring. */
export const Shutter: Story = { render: show('clip-booth-shutter') };
/** The timeline with takes, an effect and a text. */
export const Timeline: Story = { render: show('clip-booth-timeline') };
/** Play, time, undo. */
export const Transport: Story = { render: show('clip-booth-transport') };
/** What can be done to a take. */
export const TakeActions: Story = { render: show('clip-booth-take-actions') };
/** Effects by family. */
export const Effects: Story = { render: show('clip-booth-effects', { paint: true }) };
/** Looks. */
export const Looks: Story = { render: show('clip-booth-looks') };
/** Texts and stickers. */
export const Text: Story = { render: show('clip-booth-text') };
/** Music, levels and nudge. */
export const Sound: Story = { render: show('clip-booth-sound') };
/** The picture that stands for the clip. */
export const Cover: Story = { render: show('clip-booth-cover') };
/** What failed, and what can be had back. */
export const Notes: Story = {
  render: show('clip-booth-notes', {
    alert: new BoothError(
      'camera-denied',
      'The camera was refused: allow it in the browser, then try again.',
    ),
    undoable: 'Take deleted.',
  }),
};
