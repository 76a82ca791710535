import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';
import { CACHE, findFfmpeg, PACKAGES } from './ffmpeg.mjs';
import { hasSwift, SWIFT_PACKAGE } from './swift.mjs';

/*
 * Makes a machine ready, and says what it does; where all is there it does nothing. It needs nothing but Node:
 *   1. the npm packages of package-lock.json,
 *   2. a browser of the Chromium family: the system's, else Debian's by apt, else Playwright's,
 *   3. native ffmpeg and ffprobe, which judge exported files: the system's, else by apt, else from npm into .cache/.
 *   4. with --servers, what the tests upload to: an S3, by apt or not at all; its tests are skipped then.
 * With --no-browser only the first.
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = join(ROOT, 'node_modules', '.clipbooth-lock');
const isWindows = process.platform === 'win32';

const say = (sentence) => console.log(`setup: ${sentence}`);

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: isWindows,
    ...options,
  });
  return error === undefined && status === 0;
}

function fail(sentence) {
  console.error(`setup: ${sentence}`);
  process.exit(1);
}

/** Installs Debian's packages, as root or where sudo asks for no password. */
function installWithApt(...packages) {
  if (!existsSync('/usr/bin/apt-get')) return false;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  say(`installing ${packages.join(' and ')} with apt-get`);
  const apt = (...args) => {
    const [command, ...rest] = [...sudo, 'apt-get', '-qq', ...args];
    return run(command, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  return apt('update') && apt('install', '-y', '--no-install-recommends', ...packages);
}

const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== lock) {
  say('installing the npm packages');
  if (!run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])) fail('npm ci failed: see above.');
  writeFileSync(STAMP, lock);
}

if (!process.argv.includes('--no-browser')) {
  const hasBrowser = (await findChromium()) !== null;
  const hasFfmpeg = ['ffmpeg', 'ffprobe'].every((name) => findFfmpeg(name) !== null);
  const missing = [...(hasBrowser ? [] : ['chromium']), ...(hasFfmpeg ? [] : ['ffmpeg'])];
  // A fresh system may have no font at all, and texts would be empty.
  if (missing.length > 0) installWithApt(...missing, 'fonts-dejavu-core');
  if ((await findChromium()) === null) {
    say("installing Playwright's Chromium");
    run('npx', ['playwright', 'install', 'chromium']);
    if ((await findChromium()) === null) {
      fail('there is no browser: install Chromium or Chrome, or name one in CLIPBOOTH_CHROMIUM.');
    }
  }
  if (findFfmpeg('ffmpeg') === null || findFfmpeg('ffprobe') === null) {
    say('fetching ffmpeg and ffprobe from npm');
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(join(CACHE, 'package.json'), '{ "private": true }\n');
    run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...Object.values(PACKAGES)], {
      cwd: CACHE,
    });
    if (findFfmpeg('ffmpeg') === null || findFfmpeg('ffprobe') === null) {
      fail('there is no ffmpeg: install ffmpeg with ffprobe so that they are on PATH.');
    }
  }
  if (process.argv.includes('--servers') && !hasSwift() && !installWithApt(SWIFT_PACKAGE)) {
    say(`uploads to S3 will not be tested: ${SWIFT_PACKAGE} could not be installed.`);
  }
}
