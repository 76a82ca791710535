import { Combinator, ImgClip, MP4Clip, OffscreenSprite } from '@webav/av-cliper';
import { addSound, drawText, FILTER, mixSound } from './peer-job.js';

/* @webav/av-cliper: frames pass through a 2D canvas in its interceptor. Its sound needs the browser's AAC encoder. */

export async function run(job) {
  const { width, height, duration, frameRate } = job;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  const clip = new MP4Clip(job.take.stream(), { audio: false });
  clip.tickInterceptor = async (_time, ticked) => {
    if (ticked.video === undefined) return ticked;
    const { timestamp, duration: length } = ticked.video;
    context.filter = FILTER;
    context.drawImage(ticked.video, 0, 0, width, height);
    ticked.video.close();
    return { ...ticked, video: new VideoFrame(canvas, { timestamp, duration: length ?? undefined }) };
  };
  const picture = new OffscreenCanvas(width, height);
  drawText(picture.getContext('2d'), job);
  const take = new OffscreenSprite(clip);
  const text = new OffscreenSprite(new ImgClip(picture.transferToImageBitmap()));
  take.time.duration = duration * 1e6;
  text.time.duration = duration * 1e6;
  text.zIndex = 1;
  const combinator = new Combinator({ width, height, fps: frameRate, bitrate: job.bitrateBps, audio: false });
  await combinator.addSprite(take, { main: true });
  await combinator.addSprite(text);
  const [video, sound] = await Promise.all([new Response(combinator.output()).blob(), mixSound(job)]);
  combinator.destroy();
  return { file: await addSound(video, job, sound) };
}
