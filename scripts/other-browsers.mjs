import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import WebSocket from 'ws';
import { startServer } from '../examples/demo/server.mjs';
import { findOnPath } from './chromium.mjs';
import { faultsOf } from './faults.mjs';
import { inspectClip } from './inspect.mjs';
import { makeTemporaryFolder } from './temporary-folder.mjs';

/*
 * The demo in browsers other than Chromium: a take of the browser's made-up camera is recorded to music, played,
 * exported by each encoder and uploaded, and native ffmpeg reads the files.
 *
 *   npm run test:browsers
 *   npm run test:browsers -- --only firefox
 *
 * A browser that is not installed is told of and left out. On Debian all are there after
 *   apt-get install firefox-esr webkit2gtk-driver gstreamer1.0-plugins-bad libgl1-mesa-dri libegl1 xvfb pulseaudio
 * They draw on a screen of their own (Xvfb), since without one they have no WebGL, and Firefox needs a loudspeaker,
 * which pulseaudio makes up.
 */

const TAKE_SECONDS = 2;
const DISPLAY = ':97';
const ENCODERS = ['auto', 'ffmpeg'];
/** The longest that a step in the page may take, in milliseconds: software draws. */
const PATIENCE_MS = 120_000;

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Calls until it succeeds, as while a program starts. */
async function patiently(work) {
  const until = Date.now() + 20_000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > until) throw error;
      await wait(250);
    }
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function start(program, args) {
  const env = { ...process.env, DISPLAY, LIBGL_ALWAYS_SOFTWARE: '1', GST_REGISTRY_FORK: 'no' };
  // WebKitGTK's encoder cannot take frames that lie on the GPU, where it would put the camera's.
  env.WEBKIT_GST_DISABLE_GL_SINK = '1';
  if (process.getuid?.() === 0) env.WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS = '1';
  return spawn(program, args, { env, stdio: 'ignore' });
}

/** Firefox by WebDriver BiDi. */
async function openFirefox(folder) {
  const preferences = {
    'media.navigator.streams.fake': true,
    'media.navigator.permission.disabled': true,
    'media.autoplay.default': 0,
    'media.autoplay.blocking_policy': 0,
    'webgl.force-enabled': true,
  };
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${value});\n`);
  await writeFile(join(folder, 'user.js'), lines.join(''));
  const port = await freePort();
  const browser = start(findOnPath('firefox-esr') ?? 'firefox', [
    ...['--profile', folder, '--remote-debugging-port', `${port}`, '--no-remote', 'about:blank'],
  ]);
  const socket = await patiently(
    () =>
      new Promise((resolve, reject) => {
        const opening = new WebSocket(`ws://127.0.0.1:${port}/session`);
        opening.once('open', () => resolve(opening));
        opening.once('error', reject);
      }),
  );
  const waiting = new Map();
  socket.on('message', (text) => {
    const { id, result, message } = JSON.parse(text);
    waiting.get(id)?.(result, message);
  });
  const ask = (method, params) =>
    new Promise((resolve, reject) => {
      const id = waiting.size;
      const timer = setTimeout(() => reject(new Error(`${method} is not answered`)), PATIENCE_MS);
      waiting.set(id, (result, message) => {
        clearTimeout(timer);
        if (result) resolve(result);
        else reject(new Error(message));
      });
      socket.send(JSON.stringify({ id, method, params }));
    });
  const { capabilities } = await ask('session.new', { capabilities: {} });
  const { contexts } = await ask('browsingContext.getTree', {});
  const { context } = contexts[0];
  return {
    version: `Firefox ${capabilities.browserVersion}`,
    go: (url) => ask('browsingContext.navigate', { context, url, wait: 'complete' }),
    async run(work, argument) {
      const { result, exceptionDetails } = await ask('script.callFunction', {
        functionDeclaration: `async (text) => JSON.stringify(await (${work})(JSON.parse(text)))`,
        arguments: [{ type: 'string', value: JSON.stringify(argument ?? null) }],
        target: { context },
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return JSON.parse(result.value);
    },
    close() {
      socket.close();
      // Also one that is frozen.
      browser.kill('SIGKILL');
    },
  };
}

/** WebKitGTK's own small browser by WebDriver. */
async function openWebKit() {
  const port = await freePort();
  const driver = start('WebKitWebDriver', [`--port=${port}`]);
  const ask = async (path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}/session${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    const { value } = await response.json();
    if (value?.error) throw new Error(value.message);
    return value;
  };
  const options = {
    binary: miniBrowser(),
    args: [
      ...['--automation', '--enable-media-stream=true', '--enable-mock-capture-devices=true'],
      ...['--autoplay-policy=allow', '--enable-webgl=true'],
    ],
  };
  const capabilities = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options };
  const session = await patiently(() => ask('', { capabilities: { alwaysMatch: capabilities } }));
  const path = `/${session.sessionId}`;
  await ask(`${path}/timeouts`, { script: PATIENCE_MS });
  return {
    version: `WebKitGTK ${session.capabilities.browserVersion}`,
    go: (url) => ask(`${path}/url`, { url }),
    async run(work, argument) {
      const script = `const [text, done] = arguments;
        (${work})(JSON.parse(text)).then((value) => done(JSON.stringify({ value })),
          (error) => done(JSON.stringify({ error: error + ' ' + error.cause })));`;
      const args = [JSON.stringify(argument ?? null)];
      const { value, error } = JSON.parse(await ask(`${path}/execute/async`, { script, args }));
      if (error !== undefined) throw new Error(error);
      return value;
    },
    close: () => driver.kill(),
  };
}

/** Where Debian puts WebKitGTK's browser, or null. */
function miniBrowser() {
  if (!existsSync('/usr/lib')) return null;
  const below = (folder, part) =>
    readdirSync(folder)
      .filter((name) => name.includes(part))
      .map((name) => join(folder, name));
  const folders = below('/usr/lib', '-linux-gnu').flatMap((folder) => below(folder, 'webkit2gtk-'));
  return folders.map((folder) => join(folder, 'MiniBrowser')).find(existsSync) ?? null;
}

const BROWSERS = {
  firefox: {
    open: openFirefox,
    isThere: () => (findOnPath('firefox-esr') ?? findOnPath('firefox')) !== null,
  },
  webkit: {
    open: openWebKit,
    isThere: () => findOnPath('WebKitWebDriver') !== null && miniBrowser() !== null,
  },
};

/** Happens in the page: opens the camera, records, and plays what was recorded. */
async function performInPage({ seconds }) {
  const { booth } = document.querySelector('clip-booth');
  globalThis.booth = booth;
  await booth.openCamera();
  const taken = new Promise((resolve) => {
    booth.addEventListener('take', ({ detail }) => resolve(detail), { once: true });
  });
  await booth.startTake({ stopAt: seconds });
  const { take, report } = await taken;
  await booth.seek(0);
  await booth.play();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  booth.pause();
  return { seconds: take.end - take.start, report, playedTo: booth.time };
}

/** Happens in the page: exports what was recorded, and uploads it. */
async function exportInPage({ encoder }) {
  const { formTo, upload } = await import('/dist/standalone/clipbooth.js');
  const clip = await globalThis.booth.export({ encoder });
  const { url } = await upload(clip, formTo('/uploads'));
  return { url, duration: clip.duration, report: clip.report };
}

/** Walks through the demo in a browser; gives what does not hold. */
async function walk(name, site, folder) {
  const profile = makeTemporaryFolder('profile');
  const browser = await BROWSERS[name].open(profile);
  const faults = [];
  const check = (holds, fault) => {
    if (!holds) faults.push(`${browser.version}: ${fault}`);
  };
  try {
    await browser.go(site.url);
    await patiently(() => browser.run(async () => document.querySelector('clip-booth').booth.state));
    const { seconds, report, playedTo } = await browser.run(performInPage, { seconds: TAKE_SECONDS });
    console.log(
      `${browser.version}: a take of ${seconds.toFixed(2)} s, ${report.frames} frames, by ${report.method}, played to ${playedTo.toFixed(2)}`,
    );
    check(report.method === 'frames', `it records by ${report.method}`);
    check(Math.abs(seconds - TAKE_SECONDS) < 0.05, `the take is ${seconds} s long`);
    check(playedTo > 0.2, 'it does not play');
    for (const encoder of ENCODERS) {
      const { url, duration, report: made } = await browser.run(exportInPage, { encoder });
      console.log(
        `${browser.version}: exported by ${made.encoder} (${made.encoderDescription}) in ${made.seconds.total.toFixed(1)} s`,
      );
      const facts = await inspectClip(join(folder, `${url.split('/').at(-1)}.mp4`));
      check(encoder === 'auto' || made.encoder === encoder, `${made.encoder} encoded in place of ${encoder}`);
      const shape = { width: 720, height: 1280, frameRate: 30, duration };
      for (const fault of faultsOf(facts, shape)) check(false, `${encoder}: ${fault}`);
    }
  } catch (error) {
    check(false, error.message);
  } finally {
    browser.close();
  }
  return faults;
}

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const wanted = Object.keys(BROWSERS).filter((name) => values.only === undefined || values.only === name);
const [there, missing] = [true, false].map((is) => wanted.filter((name) => BROWSERS[name].isThere() === is));
for (const name of missing) console.log(`${name} is not installed: left out`);
const folder = makeTemporaryFolder('browsers');
const site = await startServer({ port: 0, directory: folder });
const screen =
  there.length > 0 && existsSync('/usr/bin/Xvfb')
    ? start('Xvfb', [DISPLAY, '-screen', '0', '1280x900x24'])
    : null;
if (findOnPath('pulseaudio') !== null) start('pulseaudio', ['--start', '--exit-idle-time=600']);
try {
  const faults = [];
  for (const name of there) faults.push(...(await walk(name, site, folder)));
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  screen?.kill();
  await site.close();
}
