import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { measureBackground } from './background.mjs';
import { keepResults, median, openBench } from './harness.mjs';
import { measurePeers } from './peers.mjs';

/*
 * What an export takes, in out/bench-export.json: the job beside the peers'; the job by both routes beside our stages
 * alone; the job in a tab that nobody sees; what a longer clip takes in time and memory; what a page loads for its first
 * export. The page is cross-origin isolated, since one of the peers needs it.
 *
 *   npm run bench:export -- --rounds 5
 *   npm run bench:export -- --only job,lengths,bytes --routes webcodecs
 *   npm run bench:export -- --only peers --peers clipbooth,mediabunny
 */

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'peers,job,background,lengths,bytes' },
    peers: { type: 'string' },
    routes: { type: 'string', default: 'webcodecs,ffmpeg' },
  },
});
const parts = values.only.split(',');
const ROUTES = values.routes.split(',');
/** Lengths of clips in seconds; what goes wrong with length shows between them. */
const LENGTHS = [5, 15, 60, 180];

const round = (value) => Math.round(value * 100) / 100;
const wayOf = (encoder) => ({ name: encoder, entry: 'clipbooth', options: { encoder } });

/** The job in turns with the stages alone, so that they share what disturbs the machine. */
async function measureJob(bench) {
  const runs = await bench.compare(
    [...ROUTES.map(wayOf), { name: 'stages', entry: 'stages' }],
    Number(values.rounds),
  );
  const alone = Object.fromEntries(
    Object.keys(runs.stages[0].report).map((stage) => [
      stage,
      round(median(runs.stages.map((run) => run.report[stage]))),
    ]),
  );
  const rows = ROUTES.map((encoder) => {
    const seconds = median(runs[encoder].map((run) => run.seconds));
    const slowest = Math.max(alone.decode, alone.draw, alone[`encode, ${encoder}`]);
    return {
      route: encoder,
      seconds: round(seconds),
      'of slowest stage alone': round(seconds / slowest),
      'of all stages at once': round(seconds / alone[`all at once, ${encoder}`]),
      'of encoding alone': round(
        seconds / alone[encoder === 'ffmpeg' ? 'encode, one ffmpeg' : `encode, ${encoder}`],
      ),
      'CPU s': round(median(runs[encoder].map((run) => run.cpuSeconds))),
      'of all cores': round(
        median(runs[encoder].map((run) => run.cpuSeconds / run.seconds / availableParallelism())),
      ),
      MB: round(median(runs[encoder].map((run) => run.bytes)) / 1e6),
      'longest task ms': Math.max(...runs[encoder].map((run) => run.longestTaskMs)),
    };
  });
  console.table(rows);
  console.table([alone]);
  return { rounds: Number(values.rounds), rows, alone, report: runs.webcodecs.at(-1).report };
}

async function measureLengths(bench) {
  const rows = [];
  for (const encoder of ROUTES) {
    for (const seconds of LENGTHS) {
      const run = await bench.run('clipbooth', { seconds, options: { encoder } });
      rows.push({
        route: encoder,
        'clip s': seconds,
        seconds: round(run.seconds),
        'peak MiB above idle': Math.round(run.peakBytes / 2 ** 20),
        'longest task ms': run.longestTaskMs,
      });
      console.log(JSON.stringify(rows.at(-1)));
    }
  }
  console.table(rows);
  return rows;
}

/** Bytes of the library and the runtime that a cold page asks for. */
async function measureBytes(bench) {
  const rows = [];
  for (const encoder of ROUTES) {
    const loaded = new Map();
    const prepare = (page) =>
      page.on('requestfinished', async (request) => {
        const { pathname } = new URL(request.url());
        if (!/^\/(dist|clipbooth)\//.test(pathname)) return;
        const { responseBodySize } = await request.sizes();
        // A worker is fetched to be checked, and then started from what is there.
        loaded.set(pathname, (loaded.get(pathname) ?? 0) + responseBodySize);
      });
    await bench.run('clipbooth', { seconds: 5, options: { encoder }, prepare });
    const files = Object.fromEntries(loaded);
    rows.push({ route: encoder, bytes: [...loaded.values()].reduce((sum, size) => sum + size, 0), files });
  }
  console.table(rows.map(({ route, bytes }) => ({ route, bytes })));
  return rows;
}

const bench = await openBench({ isolated: true });
try {
  const rounds = Number(values.rounds);
  if (parts.includes('peers'))
    await keepResults('peers', await measurePeers(bench, rounds, values.peers?.split(',')));
  if (parts.includes('job')) await keepResults('job', await measureJob(bench));
  if (parts.includes('background')) await keepResults('background', await measureBackground(rounds));
  if (parts.includes('lengths')) await keepResults('lengths', await measureLengths(bench));
  if (parts.includes('bytes')) await keepResults('bytes', await measureBytes(bench));
} finally {
  await bench.close();
}
