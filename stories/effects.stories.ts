import type { Meta, StoryObj } from '@storybook/html-vite';
import { expect, waitFor } from 'storybook/test';
import { EFFECTS, LOOKS } from '../src/effects/catalogue.js';
import { createProject } from '../src/project/create.js';
import { addEffect, setLook } from '../src/project/edits.js';
import { Stage } from '../src/stage/stage.js';
import { madeUpPerformer, PATIENCE, paintedPicture, recordedVideo } from './performance.js';

interface Args {
  source: keyof typeof SOURCES;
  effect: string;
  look: string;
  intensity: number;
}

/** What the effects are drawn over: something that pictures are taken of. */
const SOURCES = {
  performer: () => played({ srcObject: madeUpPerformer() }),
  camera: async () => played({ srcObject: await navigator.mediaDevices.getUserMedia({ video: true }) }),
  picture: async () => paintedPicture(),
  video: async () => played({ src: URL.createObjectURL(await recordedVideo()), loop: true }),
};

async function played(source: Partial<HTMLVideoElement>): Promise<HTMLVideoElement> {
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true }, source);
  await video.play();
  return video;
}

/** Draws the source with the effect and the look for as long as the canvas is in the page. */
async function show(canvas: HTMLCanvasElement, { source, effect, look, intensity }: Args): Promise<void> {
  let project = createProject({ width: 360, height: 640 });
  if (effect !== 'none') project = addEffect(effect)(project);
  if (look !== 'none') project = setLook({ look, intensity })(project);
  const shown = await SOURCES[source]();
  const stage = await Stage.create(canvas, project);
  await stage.loadEffects(project);
  const startMs = performance.now();
  for (let pictures = 1; canvas.isConnected; pictures++) {
    const frame = new VideoFrame(shown, { timestamp: 0 });
    await stage.load({ frame, rotation: 0, mirrored: source === 'camera' });
    frame.close();
    stage.draw(project, (performance.now() - startMs) / 1000);
    canvas.dataset.pictures = String(pictures);
    await new Promise(requestAnimationFrame);
  }
  stage.close();
  if (!(shown instanceof HTMLVideoElement)) return;
  if (shown.srcObject instanceof MediaStream) for (const track of shown.srcObject.getTracks()) track.stop();
  URL.revokeObjectURL(shown.src);
}

const meta: Meta<Args> = {
  title: 'Effects and looks',
  argTypes: {
    source: { control: 'inline-radio', options: Object.keys(SOURCES) },
    effect: { control: 'select', options: ['none', ...EFFECTS.map(({ name }) => name)] },
    look: { control: 'select', options: ['none', ...LOOKS.map(({ name }) => name)] },
    intensity: { control: { type: 'range', min: 0, max: 1, step: 0.05 } },
  },
  args: { source: 'performer', effect: 'old-film', look: 'golden', intensity: 1 },
  render: (args) => {
    const canvas = document.createElement('canvas');
    canvas.style.cssText = 'display:block;height:100vh;margin-inline:auto';
    queueMicrotask(() => show(canvas, args));
    return canvas;
  },
  play: async ({ canvasElement }) => {
    const canvas = canvasElement.querySelector('canvas');
    await waitFor(() => expect(Number(canvas?.dataset.pictures)).toBeGreaterThan(2), PATIENCE);
  },
};

export default meta;

type Story = StoryObj<Args>;

/** Any effect with any look on a made-up performer. */
export const Gallery: Story = {};
/** On the live camera, mirrored. */
export const OnCamera: Story = { args: { source: 'camera' } };
/** On a still picture. */
export const OnPicture: Story = { args: { source: 'picture' } };
/** On a video that was recorded before. */
export const OnVideo: Story = { args: { source: 'video' } };
