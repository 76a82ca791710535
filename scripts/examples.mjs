import { execFile } from 'node:child_process';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { HEADERS } from '../examples/demo/server.mjs';
import { makeShortClip } from '../test/support/short-clip.mjs';
import { fakeCameraFlags, findChromium } from './chromium.mjs';
import { complaintsOf } from './complaints.mjs';
import { listen } from './listen.mjs';

/*
 * Builds every example with the packed package, as a site gets it from npm, and makes a clip in each under the demo's
 * strict policy.
 *
 *   npm run test:examples
 *   npm run test:examples -- react vue
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WORK = join(ROOT, 'out', 'examples');
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };

const run = promisify(execFile);
const npm = (folder, ...args) => run('npm', args, { cwd: folder, shell: process.platform === 'win32' });
const say = (sentence) => console.log(`examples: ${sentence}`);

/** The examples that are packages of their own. */
async function listExamples() {
  const names = await readdir(join(ROOT, 'examples'));
  return names.filter((name) => existsSync(join(ROOT, 'examples', name, 'package.json')));
}

/** Lays the examples beside the packed package and installs them all at once, as workspaces of one. */
async function install(names) {
  await rm(WORK, { recursive: true, force: true });
  await mkdir(WORK, { recursive: true });
  const { stdout } = await npm(ROOT, 'pack', '--json', '--pack-destination', WORK);
  const [{ filename }] = JSON.parse(stdout);
  for (const name of names) {
    await cp(join(ROOT, 'examples', name), join(WORK, name), { recursive: true });
    const path = join(WORK, name, 'package.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    manifest.dependencies.clipbooth = `file:../${filename}`;
    await writeFile(path, JSON.stringify(manifest));
  }
  await writeFile(join(WORK, 'package.json'), JSON.stringify({ private: true, workspaces: names }));
  await npm(WORK, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error');
}

/** Serves a folder under the strict policy. */
async function serve(folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const file = normalize(join(folder, path === '/' ? 'index.html' : path));
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    if (!file.startsWith(folder + sep) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
      return;
    }
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  });
  return listen(server);
}

/** Makes a clip with the element of the page, from a painted canvas. */
async function useElement(page) {
  await page.waitForFunction(() => document.querySelector('clip-booth')?.matches(':defined'));
  const booth = await page.evaluateHandle(() => document.querySelector('clip-booth').booth);
  const { code, message, encoder, duration } = await page.evaluate(makeShortClip, { booth });
  if (code !== undefined) throw new Error(`${code}: ${message}`);
  return `a clip of ${duration.toFixed(1)} s by ${encoder}`;
}

/** Makes a clip with the screen of the example without the element, from the browser's made-up camera. */
async function useOwnScreen(page) {
  const button = (name) => page.getByRole('button', { name, exact: true });
  const press = (name) => button(name).click();
  await press('Open camera');
  await page.getByLabel('Effect').selectOption({ index: 1 });
  await page.getByLabel('Look').selectOption({ index: 1 });
  await press('Record');
  // It is called so once it records.
  await button('Stop').waitFor();
  await page.waitForTimeout(500);
  await press('Stop');
  await press('Make clip');
  return `its own screen offers to "${await page.getByRole('link', { name: 'Save' }).textContent()}"`;
}

/** Opens what an example built, and gives what it did there; throws where the page complains of anything. */
async function tryIn(browser, name) {
  const built = ['dist', 'public'].map((folder) => join(WORK, name, folder));
  const site = await serve(built.find((folder) => existsSync(join(folder, 'index.html'))));
  const page = await browser.newPage();
  const complaints = complaintsOf(page);
  try {
    await page.goto(site.url);
    const said = name === 'headless' ? await useOwnScreen(page) : await useElement(page);
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
    await page.screenshot({ path: join(WORK, `${name}.png`) });
    return said;
  } catch (error) {
    throw new Error([error.message, ...complaints].join('\n'));
  } finally {
    await page.close();
    await site.close();
  }
}

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : await listExamples();
say(`installing ${names.join(', ')} with the packed package`);
await install(names);
const browser = await chromium.launch({ executablePath: await findChromium(), args: fakeCameraFlags() });
let failed = 0;
for (const name of names) {
  try {
    await npm(join(WORK, name), 'run', 'build');
    say(`${name}: ${await tryIn(browser, name)}`);
  } catch (error) {
    failed++;
    say(`${name} failed: ${error.message}\n${error.stdout ?? ''}${error.stderr ?? ''}`);
  }
}
await browser.close();
say(failed === 0 ? `all ${names.length} work` : `${failed} of ${names.length} failed`);
process.exit(failed === 0 ? 0 : 1);
