import { drawText, FILTER, loadFfmpeg, runFfmpeg } from './peer-job.js';

/* The naive way: play the take into a canvas, capture canvas and sound, record with MediaRecorder, transcode. */

export async function run(job) {
  const { width, height, duration, frameRate } = job;
  const ffmpegLoading = loadFfmpeg();
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { alpha: false });
  const [take, music] = [job.take, job.music].map((blob, index) =>
    Object.assign(document.createElement(index === 0 ? 'video' : 'audio'), {
      src: URL.createObjectURL(blob),
    }),
  );
  const sound = new AudioContext();
  const mixed = sound.createMediaStreamDestination();
  for (const element of [take, music]) sound.createMediaElementSource(element).connect(mixed);
  const draw = () => {
    context.filter = FILTER;
    context.drawImage(take, 0, 0, width, height);
    drawText(context, job);
    take.requestVideoFrameCallback(draw);
  };
  take.requestVideoFrameCallback(draw);
  const stream = new MediaStream([
    ...canvas.captureStream(frameRate).getTracks(),
    ...mixed.stream.getTracks(),
  ]);
  const pieces = [];
  const recorder = new MediaRecorder(stream, {
    mimeType: 'video/webm;codecs=h264,opus',
    videoBitsPerSecond: job.bitrateBps,
  });
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve));
  recorder.start();
  await Promise.all([take.play(), music.play()]);
  await new Promise((resolve) => take.addEventListener('ended', resolve));
  recorder.stop();
  await stopped;
  await sound.close();
  const ffmpeg = await ffmpegLoading;
  const file = await runFfmpeg(ffmpeg, { 'in.webm': new Blob(pieces) }, [
    ...['-i', 'in.webm', '-t', `${duration}`, '-r', `${frameRate}`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', `${job.bitrateBps}`, '-pix_fmt', 'yuv420p'],
    ...['-c:a', 'aac', '-b:a', '192k'],
  ]);
  ffmpeg.terminate();
  return { file };
}
