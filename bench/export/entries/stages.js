import { registerEffect } from '../../../src/effects/registry.ts';
import { loadCore } from '../../../src/export/core.ts';
import { FfmpegEncoder } from '../../../src/export/encoders/ffmpeg.ts';
import { openWebCodecs } from '../../../src/export/encoders/webcodecs.ts';
import { FfmpegOnDemand } from '../../../src/export/ffmpeg.ts';
import { FrameReader } from '../../../src/media/frames.ts';
import { Recoloring } from '../../../src/stage/recoloring.ts';
import { SceneLoader } from '../../../src/stage/scene-loader.ts';
import { Stage } from '../../../src/stage/stage.ts';
import { projectOf, VIVID } from './clipbooth.js';

/*
 * The stages of an export, each alone and doing the same work: decoding the take's pictures, drawing as many, encoding
 * them. What is drawn and encoded are the same few pictures again and again, so that nothing else is timed. Then all of
 * them at once, none of which waits for another: what that takes, the machine takes at least, however well they overlap.
 */

const PICTURES = 30;

export async function run(job) {
  registerEffect(VIVID);
  const frames = job.duration * job.frameRate;
  const seconds = {};
  const time = async (name, work) => {
    const start = performance.now();
    await work();
    seconds[name] = (performance.now() - start) / 1000;
  };

  const reader = await FrameReader.open(job.take);
  const decode = async () => {
    for (let index = 0; index < frames; index++) await reader.nearest(index / job.frameRate);
  };
  await time('decode', decode);

  const project = projectOf(job);
  const stage = await Stage.create(new OffscreenCanvas(job.width, job.height), job);
  const pictures = [];
  for (let index = 0; index < PICTURES; index++) {
    const { frame, rotation } = await reader.nearest(index / job.frameRate);
    await stage.load({ frame, rotation, mirrored: false });
    const bytes = new Uint8Array(stage.packedLayout.byteLength);
    stage.pack(project, index / job.frameRate);
    stage.readPacked(bytes);
    pictures.push(bytes);
  }
  const bytes = new Uint8Array(stage.packedLayout.byteLength);
  const loader = new SceneLoader(stage, new Map([['take', job.take]]));
  const recoloring = new Recoloring(stage, loader);
  const draw = async () => {
    // Always the same picture, which is decoded once.
    const shown = await recoloring.frameAt(project, 1);
    for (let index = 0; index < frames; index++) await recoloring.pack(shown, project, 1, bytes);
  };
  await time('draw', draw);

  const ffmpeg = new FfmpegOnDemand(() => loadCore('/clipbooth/'));
  await ffmpeg.get();
  const bitrateBps = Math.round(job.width * job.height * job.frameRate * 0.18);
  const options = {
    ...{ layout: stage.packedLayout, frameRate: job.frameRate, bitrateBps, bitrateIs: 'most' },
    onPacket: () => undefined,
  };
  const encode = async (encoder) => {
    for (let index = 0; index < frames; index++) await encoder.encode(pictures[index % PICTURES]);
    await encoder.flush();
    encoder.close();
  };
  for (const [name, open] of [
    ['webcodecs', () => openWebCodecs('h264', options)],
    ['ffmpeg', async () => new FfmpegEncoder(ffmpeg, options)],
    ['one ffmpeg', async () => new FfmpegEncoder(ffmpeg, options, 1)],
  ]) {
    const encoder = await open();
    await time(`encode, ${name}`, () => encode(encoder));
    if (name === 'one ffmpeg') continue;
    const another = await open();
    await time(`all at once, ${name}`, () => Promise.all([decode(), draw(), encode(another)]));
  }
  loader.close();
  ffmpeg.close();
  stage.close();
  reader.close();
  return { file: new Blob([JSON.stringify(seconds)]), report: seconds };
}
