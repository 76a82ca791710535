import '../src/element.js';
import type { Meta, StoryObj } from '@storybook/html-vite';
import { expect, waitFor } from 'storybook/test';
import { ARABIC } from '../src/languages/arabic.js';
import { CHINESE } from '../src/languages/chinese.js';
import { ENGLISH } from '../src/languages/english.js';
import { GERMAN } from '../src/languages/german.js';
import { SPANISH } from '../src/languages/spanish.js';
import type { ClipBooth } from '../src/ui/clip-booth.js';
import { madeUpPerformer, PATIENCE } from './performance.js';

const LANGUAGES = { ENGLISH, GERMAN, SPANISH, CHINESE, ARABIC };

interface Args {
  aspect: '9:16' | '1:1' | '16:9';
  maxDuration: number;
  theme: 'dark' | 'light' | 'auto';
  language: keyof typeof LANGUAGES;
  features: string;
  accent: string;
}

function makeBooth({ aspect, maxDuration, theme, language, features, accent }: Args): ClipBooth {
  const booth = Object.assign(document.createElement('clip-booth'), {
    aspect,
    maxDuration,
    theme,
    texts: LANGUAGES[language],
  });
  if (features !== '') booth.features = features;
  booth.style.height = '100vh';
  booth.style.setProperty('--clip-booth-accent', accent);
  return booth;
}

/** A booth in which a take of two seconds is recorded, which takes it to the editor. */
function makeEditor(args: Args): ClipBooth {
  const element = makeBooth({ ...args, maxDuration: 2 });
  queueMicrotask(async () => {
    await element.booth.openCamera({ stream: madeUpPerformer() });
    await element.booth.startTake();
  });
  return element;
}

const boothIn = (canvasElement: HTMLElement) => {
  const element = canvasElement.querySelector('clip-booth');
  if (element === null) throw new Error('There is no booth');
  return element;
};

const meta: Meta<Args> = {
  title: 'clip-booth',
  argTypes: {
    aspect: { control: 'inline-radio', options: ['9:16', '1:1', '16:9'] },
    maxDuration: { control: { type: 'range', min: 3, max: 60, step: 1 }, description: 'Seconds' },
    theme: { control: 'inline-radio', options: ['dark', 'light', 'auto'] },
    language: { control: 'select', options: Object.keys(LANGUAGES) },
    features: { control: 'text', description: 'Names with spaces between; all where it is empty' },
    accent: { control: 'color', description: '--clip-booth-accent' },
  },
  args: {
    aspect: '9:16',
    maxDuration: 15,
    theme: 'dark',
    language: 'ENGLISH',
    features: '',
    accent: '#e11d48',
  },
  render: makeBooth,
};

export default meta;

type Story = StoryObj<Args>;

/** As people meet it, before the camera is open. */
export const Welcome: Story = {};

/** In the light theme. */
export const Light: Story = { args: { theme: 'light' } };

/** From right to left. */
export const RightToLeft: Story = { args: { language: 'ARABIC' } };

/** The record screen, with a made-up performer as the camera. */
export const Record: Story = {
  render: (args) => {
    const element = makeBooth(args);
    queueMicrotask(() => element.booth.openCamera({ stream: madeUpPerformer() }));
    return element;
  },
  play: async ({ canvasElement }) => {
    const element = boothIn(canvasElement);
    await waitFor(() => expect(element.booth.state).toBe('ready'), PATIENCE);
  },
};

/** The edit screen, after a take of two seconds was recorded. */
export const Edit: Story = {
  render: makeEditor,
  play: async ({ canvasElement }) => {
    const element = boothIn(canvasElement);
    await waitFor(() => expect(element.booth.state).toBe('editing'), PATIENCE);
    expect(element.booth.project.takes).toHaveLength(1);
  },
};

/** Only what a site names. */
export const FewFeatures: Story = { ...Record, args: { features: 'record looks download' } };
