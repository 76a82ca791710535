import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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

/** The pictures of those numbers, whole, as RGB bytes one after another, in base64. */
const nativeFrames: BrowserCommand<[base64: string, indexes: number[]]> = (_context, base64, indexes) =>
  withFile(base64, async (path) => {
    const select = indexes.map((index) => `eq(n\\,${index})`).join('+');
    const { stdout } = await runFfmpeg('ffmpeg', [
      ...[
        '-v',
        'error',
        '-i',
        path,
        '-an',
        '-vf',
        `select=${select},scale=in_color_matrix=bt709:flags=accurate_rnd+full_chroma_int`,
      ],
      ...['-fps_mode', 'passthrough', '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'],
    ]);
    return stdout.toString('base64');
  });

/** A picture of RGB bytes, in base64, through the table of a `.cube` file. */
const nativeLut: BrowserCommand<[base64: string, cube: string, size: { width: number; height: number }]> = (
  _context,
  base64,
  cube,
  { width, height },
) =>
  withFile(base64, async (path) => {
    const table = `${path}.cube`;
    await writeFile(table, cube);
    const { stdout } = await runFfmpeg('ffmpeg', [
      ...['-v', 'error', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-i', path],
      ...['-vf', `lut3d=file=${table}:interp=trilinear`, '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'],
    ]);
    return stdout.toString('base64');
  });

/** An animated picture, red for a fifth of a second, then green for two, as native ffmpeg writes it, in base64. */
const nativeAnimation: BrowserCommand<[format: 'gif' | 'apng' | 'webp']> = async (_context, format) => {
  const color = (name: string, seconds: number) => [
    ...['-f', 'lavfi', '-i', `color=${name}:s=40x20:r=5:d=${seconds}`],
  ];
  const forever = { gif: ['-loop', '0'], apng: ['-plays', '0'], webp: ['-loop', '0', '-lossless', '1'] };
  const folder = await mkdtemp(join(tmpdir(), 'clipbooth-'));
  try {
    const path = join(folder, `sticker.${format}`);
    await runFfmpeg('ffmpeg', [
      ...['-v', 'error', ...color('red', 0.2), ...color('lime', 0.4)],
      ...['-filter_complex', '[0][1]concat', ...forever[format], '-f', format, path],
    ]);
    return (await readFile(path)).toString('base64');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Whether golden pictures are to be written rather than compared with: where WRITE_GOLDEN is set. */
const writesGolden: BrowserCommand<[]> = () => Boolean(process.env.WRITE_GOLDEN);

/** Writes the signatures of golden pictures of a kind. */
const writeGolden: BrowserCommand<[kind: string, signatures: Record<string, string>]> = (
  _context,
  kind,
  signatures,
) =>
  writeFile(new URL(`../golden/${kind}.json`, import.meta.url), `${JSON.stringify(signatures, null, 2)}\n`);

export const browserCommands = {
  inspect,
  nativeSound,
  nativePictures,
  nativeFrames,
  nativeLut,
  nativeAnimation,
  writesGolden,
  writeGolden,
};
