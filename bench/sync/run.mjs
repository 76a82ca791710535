import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { fakeCameraFlags, findChromium } from '../../scripts/chromium.mjs';
import { makeTemporaryFolder } from '../../scripts/temporary-folder.mjs';
import { readNative } from './native.mjs';
import { compare } from './rig.js';
import { startServer } from './server.mjs';

/*
 * Lip-sync, measured from outside: a made-up performer shows what it hears, and each exported file is read back for how
 * far its pictures are from its sound. Prints a table and writes out/bench-sync.json.
 *
 *   npm run bench:sync
 *   npm run bench:sync -- --only "one take" --only camera
 */

const RESULTS = fileURLToPath(new URL('../../out/bench-sync.json', import.meta.url));
const SECONDS = 10;
/** The name by which `--only` knows the calibration, and the seconds that it has to find. */
const CALIBRATION = { name: 'calibration by claps', unreported: 0.15 };

/** @type {readonly (import('./rig.js').Variant)[]} */
const VARIANTS = [
  { name: 'one take', takes: [{ until: SECONDS }] },
  { name: 'three takes', takes: [{ until: 3.3 }, { until: 6.1 }, { until: SECONDS }] },
  {
    name: 'three takes, run-up',
    takes: [{ until: 3.3 }, { until: 6.1, runUp: 1 }, { until: SECONDS, runUp: 2 }],
  },
  { name: 'start at 21.7 s', takes: [{ until: SECONDS }], musicStart: 21.7 },
  { name: 'latency 40 ms', takes: [{ until: SECONDS }], latency: 0.04 },
  { name: 'latency 180 ms', takes: [{ until: SECONDS }], latency: 0.18 },
  { name: 'latency 300 ms', takes: [{ until: SECONDS }], latency: 0.3 },
  {
    name: 'latency 120 ms, not reported, microphone',
    takes: [{ until: SECONDS }],
    unreported: 0.12,
    hasMicrophone: true,
  },
  {
    name: 'three takes, 120 ms not reported, microphone',
    takes: [{ until: 3.3 }, { until: 6.1 }, { until: SECONDS, runUp: 1 }],
    unreported: 0.12,
    hasMicrophone: true,
  },
  // What no one can know must show, or the rig is blind.
  { name: 'latency 120 ms, not reported, no microphone', takes: [{ until: SECONDS }], unreported: 0.12 },
  { name: 'camera 24 fps', takes: [{ until: SECONDS }], frameRate: 24 },
  { name: 'camera 25 fps', takes: [{ until: SECONDS }], frameRate: 25 },
  { name: 'camera 29.97 fps', takes: [{ until: SECONDS }], frameRate: 30 / 1.001 },
  { name: 'camera 60 fps', takes: [{ until: SECONDS }], frameRate: 60 },
  { name: 'camera uneven', takes: [{ until: SECONDS }], irregular: 0.5 },
  { name: 'page busy 60 %', takes: [{ until: SECONDS }], busy: 0.6 },
  { name: 'frames from a video element', takes: [{ until: SECONDS }], hasNoStreams: true },
  {
    name: 'the same, 120 ms not reported, microphone',
    takes: [{ until: 3.3 }, { until: SECONDS }],
    unreported: 0.12,
    hasMicrophone: true,
    hasNoStreams: true,
  },
  { name: 'music at 44.1 kHz', takes: [{ until: SECONDS }], sampleRate: 44100 },
  { name: '0.3x', takes: [{ until: SECONDS, speed: 0.3 }] },
  { name: '0.5x', takes: [{ until: SECONDS, speed: 0.5 }] },
  { name: '2x', takes: [{ until: SECONDS, speed: 2 }] },
  { name: '3x', takes: [{ until: 6, speed: 3 }] },
];

/** What happens in the page: record, export, read back with the browser's own decoders. */
async function performInPage({ variant }) {
  const { perform, readInBrowser } = await import('/rig/rig.js');
  const { Booth } = await import('/dist/standalone/clipbooth.js');
  const { files, reports, truth } = await perform(Booth, variant, {
    encoders: ['webcodecs', 'ffmpeg'],
  });
  const results = {};
  for (const [encoder, file] of Object.entries(files)) {
    await fetch(`/files/${encoder}.mp4`, { method: 'PUT', body: file });
    results[encoder] = await readInBrowser(file);
  }
  return { results, reports, truth };
}

/** Calibrates a booth in the page by claps to a beat that is heard `unreported` seconds late. */
async function calibrateInPage({ unreported }) {
  const { calibrate } = await import('/rig/rig.js');
  const { Booth } = await import('/dist/standalone/clipbooth.js');
  return calibrate(Booth, { unreported });
}

/** Of the offsets of pictures, in ms; `beyond` is the most that one is off by more than the camera's pictures made it. */
function statistics(rows) {
  const mean = rows.reduce((sum, { offsetMs }) => sum + offsetMs, 0) / rows.length;
  const sizes = rows.map(({ offsetMs }) => Math.abs(offsetMs)).toSorted((a, b) => a - b);
  const p95 = sizes[Math.min(sizes.length - 1, Math.floor(0.95 * sizes.length))];
  const beyond = Math.max(...rows.map(({ offsetMs, leastMs }) => Math.abs(offsetMs) - leastMs));
  return { n: rows.length, mean, p95, max: sizes.at(-1), beyond };
}

async function main() {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
  const isWanted = ({ name }) => values.only?.some((part) => name.includes(part)) ?? true;
  const variants = VARIANTS.filter(isWanted);
  const work = makeTemporaryFolder('sync');
  const server = await startServer(work);
  const browser = await chromium.launch({ executablePath: await findChromium(), args: fakeCameraFlags() });
  const rows = [];
  try {
    for (const variant of variants) {
      const page = await browser.newPage();
      page.on('pageerror', (error) => console.error(`${variant.name}: ${error.message}`));
      await page.goto(server.url);
      const { results, reports, truth } = await page.evaluate(performInPage, { variant });
      await page.close();
      const dropped = reports.reduce((sum, report) => sum + report.droppedFrames, 0);
      for (const [encoder, browserRead] of Object.entries(results)) {
        const native = await readNative(join(work, `${encoder}.mp4`));
        for (const [decoder, read] of Object.entries({ native, browser: browserRead })) {
          rows.push({
            variant: variant.name,
            encoder,
            decoder,
            ...statistics(compare(read, truth)),
            framePeriodMs: 1000 / 30,
            cameraPeriodMs: 1000 / (variant.frameRate ?? 30) / (variant.takes.at(-1).speed ?? 1),
            dropped,
            reports,
          });
        }
      }
      print(rows.slice(-4));
    }
    if (isWanted(CALIBRATION)) {
      const page = await browser.newPage();
      await page.goto(server.url);
      const { delayMs, spreadMs } = await page.evaluate(calibrateInPage, CALIBRATION);
      await page.close();
      const truth = CALIBRATION.unreported * 1000;
      console.log(`${CALIBRATION.name}: ${delayMs.toFixed(1)} ms of ${truth}, spread ${spreadMs.toFixed(1)}`);
    }
  } finally {
    await browser.close();
    await server.close();
  }
  await mkdir(dirname(RESULTS), { recursive: true });
  await writeFile(RESULTS, `${JSON.stringify(rows, null, 2)}\n`);
  console.log(
    `\nAll times in ms; a positive mean: the picture is ahead of the sound. ${RESULTS} has it all.`,
  );
}

function print(rows) {
  for (const { variant, encoder, decoder, n, mean, p95, max, beyond, dropped } of rows) {
    const cells = [
      variant.padEnd(44),
      encoder.padEnd(10),
      decoder.padEnd(8),
      `pictures ${String(n).padStart(3)}`,
    ];
    const numbers = [
      `mean ${mean.toFixed(1).padStart(6)}`,
      `p95 ${p95.toFixed(1).padStart(5)}`,
      `max ${max.toFixed(1).padStart(5)}`,
      `beyond ${beyond.toFixed(1).padStart(5)}`,
    ];
    console.log([...cells, ...numbers, `dropped ${dropped}`].join('  '));
  }
}

await main();
