import { inspectClip } from '../../scripts/inspect.mjs';
import { median } from './harness.mjs';

/* The job against the other ways to do it in a browser, in turns; each file is judged by native ffmpeg. */

const WAYS = [
  { name: 'clipbooth', entry: 'clipbooth', options: { encoder: 'webcodecs' } },
  { name: 'clipbooth, all drawn', entry: 'clipbooth', options: { encoder: 'webcodecs', isDrawn: true } },
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

/**
 * Lets all ways do the job, in turns, so many times.
 * @param {string[] | undefined} asked Names of entries; default all.
 */
export async function measurePeers(bench, rounds, asked) {
  const ways = WAYS.filter(({ entry }) => asked === undefined || asked.includes(entry));
  const rows = ways.map(({ name }) => ({ name, seconds: [], megabytes: 0, shortcomings: '' }));
  for (let round = 0; round < rounds; round++) {
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
  const results = rows.map((row) => ({ ...row, median: median(row.seconds) }));
  const ours = results[0].median;
  console.table(
    results.map(({ name, median: middle, megabytes, shortcomings: lacks }) => ({
      name,
      'median s': Number(middle.toFixed(2)),
      'of clipbooth': Number((middle / ours).toFixed(2)),
      MB: Number(megabytes.toFixed(1)),
      lacks,
    })),
  );
  return { rounds, results };
}
