import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { startServer } from '../examples/demo/server.mjs';
import { fakeCameraFlags, findChromium } from './chromium.mjs';
import { faultsOf } from './faults.mjs';
import { runFfmpeg } from './ffmpeg.mjs';
import { inspectClip, printFacts } from './inspect.mjs';

/*
 * The main job with no hands: a browser without a window records 15 seconds from a camera to music, with an effect, a
 * look and a line of text, exports the clip and uploads it. Leaves clip.mp4 and cover.jpg in out/, and prints what
 * native ffmpeg reads in the file.
 *
 *   npm run clip
 *   npm run clip -- --camera holiday.mov --music song.mp3 --encoder ffmpeg
 */

const SHAPE = { width: 720, height: 1280, frameRate: 30, duration: 15 };

const { values } = parseArgs({
  options: {
    /** A video to use as the camera, in any format that ffmpeg reads; else the browser's made-up one. */
    camera: { type: 'string' },
    /** Music in any format that the browser reads; else the demo's song. */
    music: { type: 'string' },
    encoder: { type: 'string', default: 'auto' },
    out: { type: 'string', default: fileURLToPath(new URL('../out', import.meta.url)) },
    text: { type: 'string', default: 'Made in the browser' },
  },
});

const say = (sentence) => console.log(`clip: ${sentence}`);

/**
 * Turns a video into what the browser's fake camera and microphone play in a loop: MJPEG, turned upright, and WAV.
 */
async function prepareCamera(file, folder) {
  say(`preparing ${basename(file)} as the camera`);
  const [video, audio] = [join(folder, 'camera.mjpeg'), join(folder, 'microphone.wav')];
  const seconds = String(SHAPE.duration + 10);
  const make = (...output) =>
    runFfmpeg('ffmpeg', ['-v', 'error', '-y', '-i', file, '-t', seconds, ...output]);
  const scale = "scale='if(gt(iw,ih),-2,min(720,iw))':'if(gt(iw,ih),min(720,ih),-2)',fps=30,format=yuvj420p";
  await make('-an', '-vf', scale, '-q:v', '3', video);
  try {
    await make('-vn', '-ac', '1', '-ar', '48000', audio);
    return { video, audio };
  } catch {
    return { video };
  }
}

/** What happens in the page; it knows only the built library. */
async function makeClip({ shape, hasMusic, encoder, text, progress }) {
  const { addEffect, addText, Booth, combine, formTo, setLevels, setLook, upload } = await import(
    '/dist/standalone/clipbooth.js'
  );
  const { duration: maxDuration, ...size } = shape;
  const booth = new Booth({ ...size, maxDuration });
  const tell = (sentence) => globalThis[progress](sentence);
  booth.addEventListener('error', ({ detail }) => tell(detail.error.message));
  try {
    await booth.openCamera();
    await tell(`the camera gives ${booth.camera.width}x${booth.camera.height}`);
    if (hasMusic) {
      const file = document.querySelector('input').files[0];
      await booth.setMusic(file);
    } else {
      await booth.setMusic('/song.wav', { title: 'Demo song', start: 4 });
    }
    booth.edit(
      combine(
        addEffect('old-film'),
        setLook({ look: 'golden', intensity: 0.8 }),
        addText(text, { y: 0.82, size: 0.045 }),
        setLevels({ camera: 0.2 }),
      ),
    );
    await tell(`recording ${maxDuration} seconds`);
    const ended = new Promise((done) => booth.addEventListener('take', done, { once: true }));
    await booth.startTake();
    await ended;
    await tell('exporting');
    let tenths = 0;
    const clip = await booth.export({
      encoder,
      coverTime: maxDuration / 2,
      onProgress: (value) => {
        if (Math.floor(value * 4) <= tenths) return;
        tenths = Math.floor(value * 4);
        tell(`exported ${Math.round(value * 100)} %`);
      },
    });
    await tell(`uploading ${(clip.file.size / 1e6).toFixed(1)} MB`);
    const { url } = await upload(clip, formTo('/uploads'));
    const cover = new Uint8Array(await clip.cover.arrayBuffer());
    return { url, cover: Array.from(cover), report: clip.report };
  } finally {
    booth.destroy();
  }
}

async function main() {
  const executablePath = await findChromium();
  if (executablePath === null) throw new Error('There is no browser: run "npm run setup".');
  const work = join(values.out, 'work');
  const uploads = join(values.out, 'uploads');
  await mkdir(work, { recursive: true });
  const camera = values.camera === undefined ? {} : await prepareCamera(resolve(values.camera), work);
  const server = await startServer({ port: 0, directory: uploads });
  const browser = await chromium.launch({ executablePath, args: fakeCameraFlags(camera) });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => say(`the page failed: ${error.message}`));
    await page.goto(`${server.url}/blank.html`);
    await page.exposeFunction('tellProgress', say);
    if (values.music !== undefined) await page.locator('input').setInputFiles(resolve(values.music));
    const { url, cover, report } = await page.evaluate(makeClip, {
      shape: SHAPE,
      hasMusic: values.music !== undefined,
      encoder: values.encoder,
      text: values.text,
      progress: 'tellProgress',
    });
    const clip = join(values.out, 'clip.mp4');
    await copyFile(join(uploads, `${basename(url)}.mp4`), clip);
    await writeFile(join(values.out, 'cover.jpg'), Buffer.from(cover));
    const { total } = report.seconds;
    say(`encoded with ${report.encoderDescription} in ${total.toFixed(1)} s; ${clip} holds`);
    const facts = await inspectClip(clip);
    printFacts(facts);
    const faults = faultsOf(facts, { ...SHAPE, moves: values.camera === undefined });
    for (const fault of faults) console.error(`clip: the file is wrong: ${fault}`);
    return faults.length === 0;
  } finally {
    await browser.close();
    await server.close();
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  // Playwright puts its own words before the page's, and the page's stack after them.
  const [sentence] = String(error?.message ?? error)
    .replace(/^page\.evaluate: (\w*Error: )?/, '')
    .split('\n    at ');
  console.error(`clip: ${sentence}`);
  process.exitCode = 1;
}
