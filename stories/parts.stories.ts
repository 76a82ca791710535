import type { Meta, StoryObj } from '@storybook/html-vite';
import { BoothError } from '../src/error.js';
import { createProject } from '../src/project/create.js';
import { type Args, show } from './part.js';

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
    note: { text: 'Take deleted.', undoes: createProject() },
  }),
};
