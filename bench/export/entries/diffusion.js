import { Composition, Encoder, Layer, Source, TextClip, VideoClip } from '@diffusionstudio/core';
import { addSound, mixSound } from './peer-job.js';

/* @diffusionstudio/core, with its effects. Its sound needs the browser's AAC encoder. */

export async function run(job) {
  const { width, height, duration, frameRate } = job;
  const composition = new Composition({ width, height });
  const source = await Source.from(job.take, { mimeType: 'video/mp4' });
  const takes = await composition.add(new Layer());
  await takes.add(
    new VideoClip(source, {
      ...{ x: 0, y: 0, width, height, range: [0, duration] },
      effects: [
        { type: 'saturate', value: 130 },
        { type: 'contrast', value: 110 },
        { type: 'sepia', value: 30 },
      ],
    }),
  );
  const texts = await composition.add(new Layer());
  await texts.add(
    new TextClip({
      ...{ text: job.text, align: 'center', baseline: 'middle', x: '50%', y: '82%' },
      ...{ duration, font: { size: Math.round(height * 0.045), family: 'sans-serif', weight: '700' } },
    }),
  );
  const encoder = new Encoder(composition, {
    video: { codec: 'avc', bitrate: job.bitrateBps, fps: frameRate },
    audio: { enabled: false },
  });
  const [result, sound] = await Promise.all([encoder.render(), mixSound(job)]);
  if (result.type !== 'success') throw result.error ?? new Error(result.type);
  return { file: await addSound(result.data, job, sound) };
}
