import { drawText, loadFfmpeg, runFfmpeg } from './peer-job.js';

/* ffmpeg.wasm alone: it decodes, filters, lays a picture of the text over, mixes and encodes. */

export async function run(job) {
  const { width, height, duration, frameRate } = job;
  const picture = new OffscreenCanvas(width, height);
  drawText(picture.getContext('2d'), job);
  const ffmpeg = await loadFfmpeg();
  const file = await runFfmpeg(
    ffmpeg,
    { 'take.mp4': job.take, 'music.m4a': job.music, 'text.png': await picture.convertToBlob() },
    [
      ...['-i', 'take.mp4', '-i', 'music.m4a', '-i', 'text.png', '-filter_complex'],
      [
        '[0:v]eq=saturation=1.3:contrast=1.1,colorbalance=rs=.1:bs=-.1:rm=.08:bm=-.08[colour]',
        '[colour][2:v]overlay,format=yuv420p[v]',
        '[0:a][1:a]amix=normalize=0,aresample=48000[a]',
      ].join(';'),
      ...['-map', '[v]', '-map', '[a]', '-t', `${duration}`, '-r', `${frameRate}`],
      ...[
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-b:v',
        `${job.bitrateBps}`,
        '-c:a',
        'aac',
        '-b:a',
        '192k',
      ],
    ],
  );
  ffmpeg.terminate();
  return { file };
}
