import etro from 'etro';
import { loadFfmpeg, runFfmpeg } from './peer-job.js';

/* etro, which plays the movie and records it with MediaRecorder; ffmpeg.wasm then makes the sound AAC. */

const loaded = (element, url) =>
  new Promise((resolve, reject) => {
    element.addEventListener('canplaythrough', () => resolve(element), { once: true });
    element.addEventListener('error', () => reject(element.error), { once: true });
    element.src = url;
  });

export async function run(job) {
  const { width, height, duration, frameRate } = job;
  const ffmpegLoading = loadFfmpeg();
  const [takeUrl, musicUrl] = [job.take, job.music].map((blob) => URL.createObjectURL(blob));
  const take = await loaded(document.createElement('video'), takeUrl);
  const music = await loaded(document.createElement('audio'), musicUrl);
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const movie = new etro.Movie({ canvas });
  const video = new etro.layer.Video({
    startTime: 0,
    duration,
    source: take,
    destWidth: width,
    destHeight: height,
  });
  // Saturation and sepia as a matrix, in the one kind of effect that takes it.
  video.addEffect(
    new etro.effect.Shader({
      fragmentSource: `
        precision mediump float;
        uniform sampler2D u_Source;
        varying highp vec2 v_TextureCoord;
        void main() {
          vec3 color = texture2D(u_Source, v_TextureCoord).rgb;
          float grey = dot(color, vec3(0.2126, 0.7152, 0.0722));
          color = (mix(vec3(grey), color, 1.3) - 0.5) * 1.1 + 0.5;
          vec3 sepia = vec3(dot(color, vec3(0.393, 0.769, 0.189)), dot(color, vec3(0.349, 0.686, 0.168)), dot(color, vec3(0.272, 0.534, 0.131)));
          gl_FragColor = vec4(mix(color, sepia, 0.3), 1.0);
        }`,
    }),
  );
  movie.addLayer(video);
  movie.addLayer(new etro.layer.Audio({ startTime: 0, duration, source: music }));
  movie.addLayer(
    new etro.layer.Text({
      ...{ startTime: 0, duration, text: job.text, color: etro.parseColor('#fff') },
      ...{ font: `700 ${Math.round(height * 0.045)}px sans-serif`, width, height },
      ...{ textX: width / 2, textY: height * 0.82, textAlign: 'center', textBaseline: 'middle' },
    }),
  );
  const type = 'video/mp4;codecs=avc1.640028,opus';
  const recorded = await movie.record({
    frameRate,
    duration,
    type,
    mediaRecorderOptions: { videoBitsPerSecond: job.bitrateBps },
  });
  const ffmpeg = await ffmpegLoading;
  const file = await runFfmpeg(ffmpeg, { 'in.mp4': recorded }, [
    ...['-i', 'in.mp4', '-c:v', 'copy', '-c:a', 'aac', '-b:a', '192k'],
  ]);
  ffmpeg.terminate();
  return { file };
}
