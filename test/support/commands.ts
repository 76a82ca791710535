import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserCommand } from 'vitest/node';
import { runFfmpeg } from '../../scripts/ffmpeg.mjs';
import { inspectClip } from '../../scripts/inspect.mjs';

/* What tests in the browser ask of the machine: native ffmpeg, as the independent reader of exported files. */

async function withFile<Result>(base64: string, read: (path: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'clipbooth-'));
  try {
    const path = join(folder, 'clip.mp4');
    await writeFile(path, Buffer.from(base64, 'base64'));
    return await read(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const inspect: BrowserCommand<[base64: string]> = (_context, base64) => withFile(base64, inspectClip);

/** The sound as mono samples at 48 kHz, in base64 of 16-bit integers. */
const nativeSound: BrowserCommand<[base64: string]> = (_context, base64) =>
  withFile(base64, async (path) => {
    const { stdout } = await runFfmpeg('ffmpeg', [
      ...['-v', 'error', '-i', path, '-vn', '-ac', '1', '-ar', '48000', '-f', 's16le', '-'],
    ]);
    return stdout.toString('base64');
  });

/** Every picture scaled to 8x8 grey bytes, in base64. */
const nativePictures: BrowserCommand<[base64: string]> = (_context, base64) =>
  withFile(base64, async (path) => {
    const { stdout } = await runFfmpeg('ffmpeg', [
      ...['-v', 'error', '-i', path, '-an', '-vf', 'scale=8:8:flags=area,format=gray', '-f', 'rawvideo', '-'],
    ]);
    return stdout.toString('base64');
  });

export const browserCommands = { inspect, nativeSound, nativePictures };
