import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, devices } from 'playwright';
import { startServer } from '../../examples/demo/server.mjs';
import { fakeCameraFlags, findChromium } from '../../scripts/chromium.mjs';
import { inspectClip } from '../../scripts/inspect.mjs';
import { makeTemporaryFolder } from '../../scripts/temporary-folder.mjs';

/*
 * A newcomer's way through the demo page, from opening it to a clip that plays: a take to music, an effect, a look and
 * a text, by what can be seen and pressed alone, with a second of thought before each press. On a phone and on a
 * desktop, with a made-up camera and without any. Prints a table and writes out/bench-walk.json.
 *
 *   npm run bench:walk
 *   npm run bench:walk -- --only phone
 */

const RESULTS = fileURLToPath(new URL('../../out/bench-walk.json', import.meta.url));
/** Seconds of thought before each press. */
const THOUGHT = 1;
/** Seconds of recording after which a newcomer thinks of stopping. */
const TAKE = 8;
/** The most seconds that the whole way may take. */
const LIMIT = 60;

const { viewport: _, ...phone } = devices['Pixel 7'];
const SCREENS = {
  phone: { ...phone, viewport: { width: 390, height: 844 } },
  desktop: { viewport: { width: 1440, height: 900 } },
};
const CAMERAS = {
  camera: { start: 'Open camera', flags: fakeCameraFlags() },
  sample: {
    start: 'No camera? Film a made-up dancer',
    flags: fakeCameraFlags().filter((flag) => !flag.startsWith('--use-fake-device')),
  },
};

const seconds = (sinceMs) => (performance.now() - sinceMs) / 1000;

/** Goes the way once; `keep` is where the clip is put that came out. */
async function walk(page, { url, start, keep }) {
  const isPhone = page.viewportSize().width < 760;
  /** When what is pressed was seen, and when the press had reached it, in seconds from the start. */
  const presses = [];
  const press = async (name) => {
    const target = page.getByRole('button', { name, exact: true });
    // Nobody thinks about what is not there yet.
    await target.waitFor();
    const seen = seconds(beginMs);
    await page.waitForTimeout(THOUGHT * 1000);
    await (isPhone ? target.tap() : target.click());
    presses.push({ name, seen, done: seconds(beginMs) });
  };
  // Where there is no room for it beside the picture, a panel lies over the picture.
  const closePanel = () => (isPhone ? press('Close') : undefined);

  const beginMs = performance.now();
  await page.goto(url);
  await page.getByRole('button', { name: start }).waitFor();
  const opening = seconds(beginMs);
  await press(start);
  await press('Effects');
  await press('Zoom pulse');
  await press('Looks');
  await press('Golden hour');
  await closePanel();
  await press('Start recording');
  await page.getByText(new RegExp(`^${TAKE}\\.\\d / `)).waitFor();
  await press('Stop recording');
  await press('Next');
  await press('Text');
  await press('Add text');
  await page.getByRole('textbox', { name: 'Text' }).pressSequentially('My first clip', { delay: 120 });
  await closePanel();
  await press('Next');
  await press('Create clip');
  const exportMs = performance.now();
  const canPlay = ({ readyState, HAVE_FUTURE_DATA }) => readyState >= HAVE_FUTURE_DATA;
  const clip = page.getByLabel('Your clip', { exact: true });
  await clip.waitFor({ timeout: 120_000 });
  while (!(await clip.evaluate(canPlay))) await page.waitForTimeout(20);
  const exporting = seconds(exportMs);
  const total = seconds(beginMs);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  await (await download).saveAs(keep);
  return { total, thought: presses.length * THOUGHT, presses, opening, exporting };
}

async function main() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const work = makeTemporaryFolder('walk');
  const server = await startServer({ port: 0, directory: work });
  const rows = [];
  console.log(
    `Seconds from opening the demo to a clip that plays; ${cpus().length} cores, WebGL in software`,
  );
  print(['', 'in all', 'thought', 'presses', 'to open', 'export', 'clip']);
  try {
    for (const [camera, { start, flags }] of Object.entries(CAMERAS)) {
      for (const [screen, options] of Object.entries(SCREENS)) {
        const name = `${screen}, ${camera}`;
        if (values.only !== undefined && !name.includes(values.only)) continue;
        // A browser of its own: nothing is kept from the walk before.
        const browser = await chromium.launch({ executablePath: await findChromium(), args: flags });
        try {
          const page = await browser.newPage(options);
          page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
          const keep = join(work, 'clip.mp4');
          const row = { name, ...(await walk(page, { url: server.url, start, keep })) };
          const { duration, video, audio } = await inspectClip(keep);
          rows.push({ ...row, clip: { duration, video, audio } });
        } finally {
          await browser.close();
        }
        const { total, thought, presses, opening, exporting, clip } = rows.at(-1);
        print([name, total, thought, `${presses.length}`, opening, exporting, clip.duration]);
      }
    }
  } finally {
    await server.close();
  }
  await mkdir(dirname(RESULTS), { recursive: true });
  await writeFile(RESULTS, `${JSON.stringify({ cores: cpus().length, rows }, null, 2)}\n`);
  for (const { name, total, clip } of rows) {
    const faults = [
      ...(total < LIMIT ? [] : [`took ${total.toFixed(1)} s`]),
      ...(clip.audio === null || clip.duration < TAKE ? ['is no clip of the take with its music'] : []),
    ];
    for (const fault of faults) console.error(`${name} ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
  }
}

function print([name, ...cells]) {
  const text = (cell) => (typeof cell === 'number' ? cell.toFixed(1) : cell);
  console.log(`  ${name.padEnd(18)}${cells.map((cell) => text(cell).padStart(9)).join('')}`);
}

await main();
