import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf } from '../../scripts/faults.mjs';
import { runFfmpeg } from '../../scripts/ffmpeg.mjs';
import { inspectClip } from '../../scripts/inspect.mjs';

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL('../../scripts/clip.mjs', import.meta.url));
const SHAPE = { width: 720, height: 1280, frameRate: 30, duration: 15 };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clipbooth-clip-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `npm run clip` less its setup; gives the facts of the file that it leaves. */
async function clip(...args: string[]) {
  await run(process.execPath, [SCRIPT, '--out', folder, ...args]);
  expect((await stat(join(folder, 'cover.jpg'))).size).toBeGreaterThan(5000);
  return inspectClip(join(folder, 'clip.mp4'));
}

/** Mean red, green and blue of a part of the clip's picture at a time. */
async function meanColor(time: number, crop: string): Promise<number[]> {
  const { stdout } = await runFfmpeg('ffmpeg', [
    ...['-v', 'error', '-ss', `${time}`, '-i', join(folder, 'clip.mp4'), '-frames:v', '1'],
    ...['-vf', `crop=${crop},scale=1:1:flags=area,format=rgb24`, '-f', 'rawvideo', '-'],
  ]);
  return [...stdout];
}

describe('npm run clip', () => {
  it('makes a full clip with the browser encoder', async () => {
    const facts = await clip('--encoder', 'webcodecs');
    expect(faultsOf(facts, SHAPE)).toEqual([]);
    expect(facts.video.blackSeconds).toBe(0);
    // The song is heard, and the made-up camera, a green field with a lighter pie, is seen.
    expect(facts.audio.loudnessLufs).toBeGreaterThan(-30);
    const [red = 0, green = 0, blue = 0] = await meanColor(7, 'iw/2:ih/4:iw/4:ih/16');
    expect(green).toBeGreaterThan(60);
    expect(green).toBeGreaterThan(2 * Math.max(red, blue));
    // Old film darkens the corners.
    const [, corner = 0] = await meanColor(7, 'iw/12:ih/20:0:0');
    expect(corner).toBeLessThan(0.8 * green);
  });

  it('makes one with ffmpeg from a real video and a song, whatever their length and format', async () => {
    const [camera, music] = [join(folder, 'camera.mov'), join(folder, 'song.m4a')];
    await runFfmpeg('ffmpeg', [
      ...[
        '-v',
        'error',
        '-f',
        'lavfi',
        '-i',
        'mandelbrot=s=480x854:r=25',
        '-f',
        'lavfi',
        '-i',
        'anoisesrc=a=0.05',
      ],
      ...[
        '-t',
        '6',
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-pix_fmt',
        'yuv420p',
        '-c:a',
        'aac',
        '-y',
        camera,
      ],
    ]);
    await runFfmpeg('ffmpeg', [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'sine=440:d=40:r=44100', '-c:a', 'aac', '-y', music],
    ]);
    const facts = await clip('--encoder', 'ffmpeg', '--camera', camera, '--music', music);
    expect(faultsOf(facts, SHAPE)).toEqual([]);
    expect(facts.audio.loudnessLufs).toBeGreaterThan(-35);
    // The text's white letters are in the lower part.
    const { stdout } = await runFfmpeg('ffmpeg', [
      ...['-v', 'error', '-ss', '3', '-i', join(folder, 'clip.mp4'), '-frames:v', '1'],
      ...['-vf', 'crop=iw:ih/8:0:ih*0.76,format=gray', '-f', 'rawvideo', '-'],
    ]);
    expect(stdout.filter((grey: number) => grey > 215).length).toBeGreaterThan(3000);
  });

  it('says in a sentence what is wrong with its input', async () => {
    const failure = await run(process.execPath, [SCRIPT, '--out', folder, '--music', SCRIPT]).catch(
      (error: { stderr: string }) => error,
    );
    expect(failure.stderr).toContain('not music that the browser can play');
    expect(failure.stderr).not.toContain('    at ');
  });
});
