import { makePerformer, paintPerformance } from '../examples/demo/performer.js';

/** How long stories wait for what a busy machine may take its time over. */
export const PATIENCE = { timeout: 30_000 };

/** Length of the sample video. */
const VIDEO_MS = 2000;

/** The demo's made-up performer: a stream that needs no camera and no permission. */
export function madeUpPerformer(): MediaStream {
  return makePerformer();
}

/** A still of the performer. */
export function paintedPicture(): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width: 720, height: 1280 });
  const context = canvas.getContext('2d');
  if (context !== null) paintPerformance(context, 0.9);
  return canvas;
}

/** A video file of the performer, recorded by the browser. */
export async function recordedVideo(): Promise<Blob> {
  const stream = madeUpPerformer();
  const recorder = new MediaRecorder(stream);
  const recorded = new Promise<Blob>((resolve) => {
    recorder.addEventListener('dataavailable', ({ data }) => resolve(data), { once: true });
  });
  recorder.start();
  setTimeout(() => recorder.stop(), VIDEO_MS);
  const video = await recorded;
  for (const track of stream.getTracks()) track.stop();
  return video;
}
