import { Compositor, Text, Video } from 'openvideo';
import { addSound, mixSound } from './peer-job.js';

/* openvideo, which draws with pixi.js. Its sound needs the browser's AAC encoder. */

export async function run(job) {
  const { width, height, duration, frameRate } = job;
  const video = new Video(job.take.stream(), { audio: false });
  const text = new Text(job.text, {
    fontSize: Math.round(height * 0.045),
    fontWeight: '700',
    fill: '#ffffff',
  });
  await Promise.all([video.ready, text.ready]);
  video.colorAdjustment = {
    enabled: true,
    type: 'basic',
    basic: { saturation: 0.3, contrast: 0.1 },
  };
  for (const clip of [video, text]) {
    clip.display = { from: 0, to: duration * 1e6 };
    clip.duration = duration * 1e6;
  }
  video.update({ left: 0, top: 0, width, height });
  text.update({ left: (width - text.width) / 2, top: height * 0.82 - text.height / 2, zIndex: 2 });
  const compositor = new Compositor({
    ...{ width, height, fps: frameRate, bitrate: job.bitrateBps },
    audio: false,
  });
  await compositor.initPixiApp();
  await compositor.addSprite(video, { main: true });
  await compositor.addSprite(text);
  const output = compositor.output({ maxTime: duration * 1e6 });
  const [encoded, sound] = await Promise.all([new Response(output).blob(), mixSound(job)]);
  compositor.destroy();
  return { file: await addSound(encoded, job, sound) };
}
