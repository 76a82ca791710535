import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openSourcePage } from '../../scripts/source-page.mjs';

/*
 * What each effect and look costs: milliseconds a frame at 720x1280, next to a plain copy of the picture, and whether
 * 2,000 frames leave anything behind.
 *
 *   npm run bench:effects
 *   npm run bench:effects -- --only bloom,vhs
 *   npm run bench:effects -- --memory              only what 2,000 frames leave
 */

const { values } = parseArgs({
  options: {
    /** Names of effects and looks, with commas between. */
    only: { type: 'string' },
    memory: { type: 'boolean', default: false },
    out: { type: 'string', default: fileURLToPath(new URL('../../out/bench-effects.json', import.meta.url)) },
  },
});

/** The most that an effect may cost, as a multiple of the copy, and those that may cost more, with the reason. */
const LIMIT = 8;
const REASONS = {};

/** The most that five pixel effects and a look may cost, as a multiple of the dearest of them. */
const STACK_LIMIT = 1.5;

/** Happens in the page. */
async function measure({ only }) {
  const { tableOf } = await import('/test/support/look-table.ts');
  const { registerLook } = await import('/src/effects/registry.ts');
  const [{ EFFECTS, LOOKS }, { Stage }, { createProject }, { addEffect, combine, setLook }, { paintScene }] =
    await Promise.all([
      import('/src/effects/catalogue.ts'),
      import('/src/stage/stage.ts'),
      import('/src/project/create.ts'),
      import('/src/project/edits.ts'),
      import('/test/support/scene.ts'),
      Promise.all([import('/src/effects/vision.ts'), import('/test/support/scene-vision.ts')]).then(
        ([{ registerVision }, { sceneVision }]) => registerVision(sceneVision),
      ),
    ]);
  const size = { width: 720, height: 1280 };
  const scene = new OffscreenCanvas(size.width, size.height);
  paintScene(scene.getContext('2d'));
  const canvas = new OffscreenCanvas(size.width, size.height);
  const stage = await Stage.create(canvas, size);
  const gl = canvas.getContext('webgl2');
  const debug = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = gl.getParameter(debug?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER);
  const project = createProject(size);
  const frame = new VideoFrame(scene, { timestamp: 0 });
  // Past the trial of the ways to upload.
  for (let index = 0; index < 8; index++) await stage.load({ frame, rotation: 0, mirrored: false });
  const pixel = new Uint8Array(4);
  const draw = (document, time) => {
    const start = performance.now();
    stage.draw(document, time);
    // Reading waits until it is drawn.
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    return performance.now() - start;
  };
  /** Milliseconds of each, drawn in turn, so that whatever else the machine does disturbs them alike. */
  const compare = async (...edits) => {
    const documents = edits.map((edit) => edit(project));
    const best = documents.map(() => Number.POSITIVE_INFINITY);
    for (const document of documents) await stage.loadEffects(document);
    await stage.load({ frame, rotation: 0, mirrored: false });
    for (let round = 0; round < 15; round++) {
      for (const [index, document] of documents.entries()) {
        best[index] = Math.min(best[index], draw(document, round / 30));
      }
    }
    return best;
  };
  const plain = (same) => same;
  const isWanted = ({ name }) => only === null || only.includes(name);
  const [plainly, one, stack] = await compare(
    plain,
    addEffect('old-film'),
    combine(
      ...['old-film', 'light-leak', 'scanlines', 'duotone', 'vignette'].map((name) => addEffect(name)),
      setLook({ look: 'golden', intensity: 0.8 }),
    ),
  );
  const results = {};
  for (const { name } of EFFECTS.filter(isWanted)) results[name] = await compare(plain, addEffect(name));
  for (const { name } of LOOKS.filter(isWanted)) {
    results[name] = await compare(plain, setLook({ look: name, intensity: 1 }));
  }
  // The same look as a function, as it is, and as a 3D table in a texture.
  const table = await tableOf('golden');
  registerLook(table);
  const [copy, shader, lookup] = await compare(
    plain,
    setLook({ look: 'golden', intensity: 1 }),
    setLook({ look: table.name, intensity: 1 }),
  );
  frame.close();
  stage.close();
  return { renderer, stacked: { copy: plainly, one, stack }, results, looks: { copy, shader, lookup } };
}

/** Happens in the page: draws many frames of documents that have everything, and counts what is left of them. */
async function countObjects({ frames }) {
  const [{ endure }] = await Promise.all([
    import('/test/support/endurance.ts'),
    Promise.all([import('/src/effects/vision.ts'), import('/test/support/scene-vision.ts')]).then(
      ([{ registerVision }, { sceneVision }]) => registerVision(sceneVision),
    ),
  ]);
  const samples = [];
  await endure({ frames, each: 15 }, async (frame, objects) => {
    if (frame % 500 === 0) samples.push({ frame, objects, heap: await globalThis.heapBytes() });
  });
  return samples;
}

/** Prints what effects and looks cost, and gives the faults. */
function reportTimings({ renderer, stacked, results, looks }) {
  const faults = [];
  console.log(`ms a frame at 720x1280, ${renderer}, ${cpus().length} cores`);
  const row = (name, ...columns) =>
    console.log(`  ${name.padEnd(20)}${columns.map((cell) => cell.padStart(8)).join('')}`);
  row('', 'ms', 'copy', 'times');
  for (const [name, [copy, ms]] of Object.entries(results)) {
    row(name, ms.toFixed(1), copy.toFixed(1), (ms / copy).toFixed(1));
    if (ms <= LIMIT * copy) continue;
    if (name in REASONS) console.log(`    may cost more: ${REASONS[name]}`);
    else faults.push(`${name} costs ${(ms / copy).toFixed(1)} times a plain copy`);
  }
  const { copy, one, stack } = stacked;
  console.log(
    `  five pixel effects and a look ${stack.toFixed(1)}, the dearest of them alone ${one.toFixed(1)}, a copy ${copy.toFixed(1)}`,
  );
  console.log(
    `  the look golden as a function ${looks.shader.toFixed(1)}, as a 3D table ${looks.lookup.toFixed(1)}, a copy ${looks.copy.toFixed(1)}`,
  );
  if (stack > STACK_LIMIT * one)
    faults.push(`five pixel effects and a look cost ${(stack / one).toFixed(1)} times one`);
  return faults;
}

/** Prints what many frames left, and gives the faults. */
function reportMemory(samples) {
  const faults = [];
  for (const { frame, objects, heap } of samples)
    console.log(
      `  after ${frame} frames: ${objects} objects on the GPU, ${(heap / 2 ** 20).toFixed(1)} MiB of heap`,
    );
  // By then what is kept for good has been made.
  const [early, late] = [samples[1], samples.at(-1)];
  if (late.objects > early.objects) faults.push('objects are left on the GPU');
  if (late.heap > early.heap + 2 ** 20) faults.push('the heap grows');
  return faults;
}

const { page, close } = await openSourcePage();
try {
  const faults = [];
  const report = {};
  if (!values.memory) {
    report.timings = await page.evaluate(measure, { only: values.only?.split(',') ?? null });
    faults.push(...reportTimings(report.timings));
  }
  if (values.only === undefined) {
    const session = await page.context().newCDPSession(page);
    await page.exposeFunction('heapBytes', async () => {
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    });
    report.memory = await page.evaluate(countObjects, { frames: 2000 });
    faults.push(...reportMemory(report.memory));
  }
  await mkdir(fileURLToPath(new URL('../../out', import.meta.url)), { recursive: true });
  await writeFile(values.out, `${JSON.stringify(report, null, 2)}\n`);
  for (const fault of faults) console.error(`bench:effects: ${fault}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await close();
}
