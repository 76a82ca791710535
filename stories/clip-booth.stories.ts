import '../src/element.js';
import type { Meta, StoryObj } from '@storybook/html-vite';
import type { ClipBooth } from '../src/ui/clip-booth.js';
import { madeUpPerformer } from './performance.js';

interface Args {
  aspect: '9:16' | '1:1' | '16:9';
  maxDuration: number;
  accent: string;
}

function makeBooth({ aspect, maxDuration, accent }: Args): ClipBooth {
  const booth = document.createElement('clip-booth');
  booth.aspect = aspect;
  booth.maxDuration = maxDuration;
  booth.style.height = '100vh';
  booth.style.setProperty('--clip-booth-accent', accent);
  return booth;
}

const meta: Meta<Args> = {
  title: 'clip-booth',
  argTypes: {
    aspect: { control: 'inline-radio', options: ['9:16', '1:1', '16:9'] },
    maxDuration: { control: { type: 'range', min: 3, max: 60, step: 1 }, description: 'Seconds' },
    accent: { control: 'color', description: '--clip-booth-accent' },
  },
  args: { aspect: '9:16', maxDuration: 15, accent: '#ff3b5c' },
  render: makeBooth,
};

export default meta;

type Story = StoryObj<Args>;

/** As people meet it, before the camera is open. */
export const Welcome: Story = {};

/** The record screen, with a made-up performer as the camera. */
export const Record: Story = {
  render: (args) => {
    const element = makeBooth(args);
    queueMicrotask(() => element.booth.openCamera({ stream: madeUpPerformer() }));
    return element;
  },
};

/** The edit screen, after a take of two seconds was recorded. */
export const Edit: Story = {
  render: (args) => {
    const element = makeBooth({ ...args, maxDuration: 2 });
    queueMicrotask(async () => {
      await element.booth.openCamera({ stream: madeUpPerformer() });
      await element.booth.startTake();
    });
    return element;
  },
};
