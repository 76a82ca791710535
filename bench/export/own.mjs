import { parseArgs } from 'node:util';
import { keepResults, median, openBench } from './harness.mjs';

/*
 * Our own figures: the job by both routes.
 *
 *   npm run bench:export -- --rounds 5
 */

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);

const bench = await openBench();
try {
  const runs = await bench.compare(
    [
      { name: 'clipbooth, webcodecs', entry: 'clipbooth', options: { encoder: 'webcodecs' } },
      { name: 'clipbooth, ffmpeg', entry: 'clipbooth', options: { encoder: 'ffmpeg' } },
    ],
    rounds,
  );
  const rows = Object.entries(runs).map(([name, ofEntry]) => ({
    name,
    seconds: median(ofEntry.map((run) => run.seconds)),
    megabytes: median(ofEntry.map((run) => run.bytes)) / 1e6,
    peakMegabytes: median(ofEntry.map((run) => run.peakBytes)) / 2 ** 20,
    longestTaskMs: Math.max(...ofEntry.map((run) => run.longestTaskMs)),
    report: ofEntry.at(-1)?.report,
  }));
  console.table(rows.map(({ report, ...row }) => row));
  for (const { name, report } of rows) console.log(name, JSON.stringify(report));
  await keepResults('own', { rounds, rows });
} finally {
  await bench.close();
}
