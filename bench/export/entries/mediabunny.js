import { registerAacEncoder } from '@mediabunny/aac-encoder';
import {
  ALL_FORMATS,
  AudioSample,
  BlobSource,
  BufferTarget,
  Conversion,
  Input,
  Mp4OutputFormat,
  Output,
  Quality,
} from 'mediabunny';
import { drawText, FILTER, mixSound } from './peer-job.js';

/* mediabunny's Conversion, each frame drawn on a 2D canvas with a filter; AAC by its own extension. */

registerAacEncoder();

export async function run(job) {
  const { width, height, duration } = job;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  const sound = await mixSound(job);
  const target = new BufferTarget();
  const conversion = await Conversion.init({
    input: new Input({ source: new BlobSource(job.take), formats: ALL_FORMATS }),
    output: new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target }),
    video: {
      codec: 'avc',
      quality: new Quality({ bitrate: job.bitrateBps }),
      forceTranscode: true,
      process(sample) {
        context.filter = FILTER;
        sample.draw(context, 0, 0, width, height);
        drawText(context, job);
        return canvas;
      },
    },
    audio: {
      codec: 'aac',
      sampleRate: 48000,
      numberOfChannels: 2,
      forceTranscode: true,
      // The mix takes the place of what the take has at that time.
      process(sample) {
        const start = Math.round(Math.max(0, sample.timestamp) * 48000);
        const frames = Math.min(sample.numberOfFrames, sound.length - start);
        if (frames <= 0) return null;
        const data = new Float32Array(frames * 2);
        for (let channel = 0; channel < 2; channel++) {
          data.set(sound.getChannelData(channel).subarray(start, start + frames), channel * frames);
        }
        return new AudioSample({
          ...{ data, format: 'f32-planar', numberOfChannels: 2, sampleRate: 48000 },
          timestamp: sample.timestamp,
        });
      },
    },
    trim: { start: 0, end: duration },
  });
  await conversion.execute();
  return { file: new Blob([target.buffer], { type: 'video/mp4' }) };
}
