import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inspectClip } from '../../scripts/inspect.mjs';
import { keepResults, median, openBench } from './harness.mjs';

/*
 * The job against the other ways to do it in a browser, in turns, in one browser; each file is judged by native ffmpeg.
 * The page is cross-origin isolated, since one of them needs it.
 *
 *   npm run bench:peers -- --rounds 5
 *   npm run bench:peers -- --only clipbooth,mediabunny
 */

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, only: { type: 'string' } },
});

const BENCH = fileURLToPath(new URL('..', import.meta.url));
const WAYS = [
  { name: 'clipbooth', entry: 'clipbooth', options: { encoder: 'webcodecs' } },
  { name: 'clipbooth, ffmpeg', entry: 'clipbooth', options: { encoder: 'ffmpeg' } },
  { name: '@diffusionstudio/core', entry: 'diffusion' },
  { name: 'mediabunny with a 2D canvas', entry: 'mediabunny' },
  { name: '@webav/av-cliper', entry: 'webav' },
  { name: 'ffmpeg.wasm alone', entry: 'ffmpeg-alone' },
  { name: 'play, record, transcode', entry: 'naive' },
  { name: 'etro', entry: 'etro' },
  { name: 'openvideo', entry: 'openvideo' },
];
const SHAPE = { frames: 450, duration: 15 };

if (!existsSync(`${BENCH}node_modules`)) {
  console.log('bench: installing the peers');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: BENCH,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(1);
}

/** What a file lacks of what was asked for. */
async function shortcomings(path) {
  const { video, audio } = await inspectClip(path);
  const found = [];
  if (video.codec !== 'h264') found.push(`pictures in ${video.codec}`);
  if (video.frames !== SHAPE.frames) found.push(`${video.frames} of ${SHAPE.frames} pictures`);
  if (Math.abs(video.duration - SHAPE.duration) > 0.001) found.push(`${video.duration.toFixed(3)} s long`);
  if (!(video.stampError < 0.001)) found.push('an uneven rate');
  if (audio.codec !== 'aac') found.push(audio.codec === undefined ? 'no sound' : `sound in ${audio.codec}`);
  return found.join(', ');
}

const asked = values.only?.split(',');
const ways = WAYS.filter(({ entry }) => asked === undefined || asked.includes(entry));
const bench = await openBench({ isolated: true });
const rows = ways.map(({ name }) => ({ name, seconds: [], megabytes: 0, shortcomings: '' }));
try {
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const [index, { name, entry, ...how }] of ways.entries()) {
      const row = rows[index];
      try {
        const run = await bench.run(entry, how);
        row.seconds.push(run.seconds);
        row.megabytes = run.bytes / 1e6;
        if (round === 0) row.shortcomings = await shortcomings(run.path);
        console.log(`bench: ${name}: ${run.seconds.toFixed(2)} s`);
      } catch (error) {
        row.shortcomings = `failed: ${error.message.split('\n')[0]}`;
        console.log(`bench: ${name}: ${row.shortcomings}`);
      }
    }
  }
} finally {
  await bench.close();
}
const results = rows.map(({ seconds, ...row }) => ({ ...row, seconds, median: median(seconds) }));
console.table(
  results.map(({ name, median: middle, megabytes, shortcomings: lacks }) => ({
    name,
    'median s': Number(middle.toFixed(2)),
    MB: Number(megabytes.toFixed(1)),
    lacks,
  })),
);
await keepResults('peers', { rounds: Number(values.rounds), results });
