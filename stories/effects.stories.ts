import type { Meta, StoryObj } from '@storybook/html-vite';
import { EFFECTS, LOOKS } from '../src/effects/catalogue.js';
import { createProject } from '../src/project/create.js';
import { addEffect, setLook } from '../src/project/edits.js';
import { Stage } from '../src/stage/stage.js';
import { madeUpPerformer } from './performance.js';

interface Args {
  effect: string;
  look: string;
  intensity: number;
}

const meta: Meta<Args> = {
  title: 'Effects and looks',
  argTypes: {
    effect: { control: 'select', options: ['none', ...EFFECTS.map(({ name }) => name)] },
    look: { control: 'select', options: ['none', ...LOOKS.map(({ name }) => name)] },
    intensity: { control: { type: 'range', min: 0, max: 1, step: 0.05 } },
  },
  args: { effect: 'old-film', look: 'golden', intensity: 1 },
  render: ({ effect, look, intensity }) => {
    const canvas = document.createElement('canvas');
    canvas.style.cssText = 'display:block;height:100vh;margin-inline:auto';
    const video = Object.assign(document.createElement('video'), {
      srcObject: madeUpPerformer(),
      muted: true,
    });
    let project = createProject({ width: 360, height: 640 });
    if (effect !== 'none') project = addEffect(effect)(project);
    if (look !== 'none') project = setLook({ look, intensity })(project);
    const show = async () => {
      const stage = await Stage.create(canvas, project);
      await stage.loadEffects(project);
      await video.play();
      while (canvas.isConnected) {
        const frame = new VideoFrame(video);
        await stage.load({ frame, rotation: 0, mirrored: true });
        frame.close();
        stage.draw(project, video.currentTime);
        await new Promise(requestAnimationFrame);
      }
      stage.close();
    };
    queueMicrotask(show);
    return canvas;
  },
};

export default meta;

/** Any effect with any look on a moving picture. */
export const Gallery: StoryObj<Args> = {};
