import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { findOnPath } from './chromium.mjs';

/** Where `scripts/setup.mjs` puts ffmpeg where the system has none. */
export const CACHE = fileURLToPath(new URL('../.cache/ffmpeg/', import.meta.url));

/** Packages that carry the programs. */
export const PACKAGES = { ffmpeg: '@ffmpeg-installer/ffmpeg', ffprobe: '@ffprobe-installer/ffprobe' };

/** The native program `ffmpeg` or `ffprobe`: the system's, else the one that setup fetched, else null. */
export function findFfmpeg(name) {
  const installed = findOnPath(name);
  if (installed !== null) return installed;
  try {
    const { path } = createRequire(`${CACHE}package.json`)(PACKAGES[name]);
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** Runs native ffmpeg or ffprobe; gives what it printed. Throws with its last words where it fails. */
export function runFfmpeg(name, args) {
  const program = findFfmpeg(name);
  if (program === null) throw new Error(`${name} is missing: run "npm run setup".`);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err] = [[], []];
    child.stdout.on('data', (data) => out.push(data));
    child.stderr.on('data', (data) => err.push(data));
    child.on('error', reject);
    child.on('close', (code) => {
      const [stdout, stderr] = [Buffer.concat(out), Buffer.concat(err).toString()];
      if (code === 0) resolve({ stdout, stderr });
      else reject(new Error(`${name} ended with code ${code}: ${stderr.slice(-800)}`));
    });
  });
}
