import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runFfmpeg } from '../../scripts/ffmpeg.mjs';

/** Where the media and results of the benchmark lie. */
export const WORK = fileURLToPath(new URL('../../out/bench-export/', import.meta.url));

/** The shape of the job. */
export const SHAPE = { width: 720, height: 1280, frameRate: 30 };

/** Length of what is painted, in seconds; longer media repeat it. */
const PAINTED = 15;

/** Makes a file once: `make(path)` writes it. */
async function once(name, make) {
  await mkdir(WORK, { recursive: true });
  const path = join(WORK, name);
  if (!existsSync(path)) {
    const unfinished = join(WORK, `unfinished-${name}`);
    await make(unfinished);
    await rename(unfinished, path);
  }
  return path;
}

const quietly = ['-v', 'error', '-nostdin', '-y'];
const bt709 = [
  ...['-color_range', 'tv', '-colorspace', 'bt709'],
  ...['-color_primaries', 'bt709', '-color_trc', 'bt709'],
];

/**
 * The take of the job: moving, detailed and as noisy as a camera's, 8 Mbit/s of H.264 High at a constant rate, with
 * sound in AAC.
 */
async function makeTake(seconds) {
  const { width, height, frameRate } = SHAPE;
  const size = `${width}x${height}`;
  const frames = PAINTED * frameRate;
  const painted = await once(`take-${PAINTED}.mp4`, (path) =>
    runFfmpeg('ffmpeg', [
      ...quietly,
      ...['-f', 'lavfi', '-i', `gradients=s=${size}:r=${frameRate}:d=${PAINTED}:speed=0.03:n=6:seed=7`],
      '-f',
      'lavfi',
      '-i',
      `mandelbrot=s=${size}:r=${frameRate}:start_scale=2:end_scale=0.05:end_pts=${frames}:inner=mincol`,
      ...['-f', 'lavfi', '-i', `sine=220:d=${PAINTED},tremolo=4:0.6`],
      '-filter_complex',
      '[0][1]blend=all_mode=softlight,gblur=1.2,noise=c0s=14:c0f=t+u:c1s=6:c1f=t:all_seed=7,format=yuv420p[v]',
      ...['-map', '[v]', '-map', '2', '-t', `${PAINTED}`],
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-g', '30'],
      ...['-b:v', '8M', '-maxrate', '9M', '-bufsize', '8M', ...bt709],
      ...['-c:a', 'aac', '-b:a', '128k', '-ar', '48000', '-movflags', '+faststart', '-f', 'mp4', path],
    ]),
  );
  if (seconds === PAINTED) return painted;
  return once(`take-${seconds}.mp4`, (path) =>
    runFfmpeg('ffmpeg', [
      ...[...quietly, '-stream_loop', `${Math.ceil(seconds / PAINTED)}`, '-i', painted],
      ...['-t', `${seconds}`, '-c', 'copy', '-movflags', '+faststart', '-f', 'mp4', path],
    ]),
  );
}

/** Music of that length, in AAC. */
function makeMusic(seconds) {
  return once(`music-${seconds}.m4a`, (path) =>
    runFfmpeg('ffmpeg', [
      ...[
        ...quietly,
        '-f',
        'lavfi',
        '-i',
        `aevalsrc=0.3*sin(330*t)*exp(-4*mod(t\\,0.5))+0.1*random(0):s=44100`,
      ],
      ...['-t', `${seconds}`, '-ac', '2', '-c:a', 'aac', '-b:a', '160k', '-f', 'mp4', path],
    ]),
  );
}

/** The take and the music of a job of that length, as paths; made by native ffmpeg when first asked for. */
export async function makeMedia(seconds) {
  return { take: await makeTake(seconds), music: await makeMusic(seconds) };
}
