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
 */

const { values } = parseArgs({
  options: {
    /** Names of effects and looks, with commas between. */
    only: { type: 'string' },
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
  const [one, stack] = await compare(
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
  return { renderer, one, stack, results, looks: { copy, shader, lookup } };
}

/** Happens in the page: draws many frames of documents that have everything, and counts what the GPU holds. */
async function countObjects({ frames }) {
  const { ANIMATIONS, EFFECTS, TRANSITIONS } = await import('/src/effects/catalogue.ts');
  const { SceneLoader } = await import('/src/stage/scene-loader.ts');
  const { Stage } = await import('/src/stage/stage.ts');
  const { createProject } = await import('/src/project/create.ts');
  const edits = await import('/src/project/edits.ts');
  const { twoColourGif } = await import('/test/support/media.ts');
  const { paintScene } = await import('/test/support/scene.ts');
  const kinds = [
    'Texture',
    'Framebuffer',
    'Renderbuffer',
    'Buffer',
    'Program',
    'Shader',
    'VertexArray',
    'Sampler',
  ];
  const alive = new Set();
  for (const kind of kinds) {
    const prototype = WebGL2RenderingContext.prototype;
    const [create, free] = [prototype[`create${kind}`], prototype[`delete${kind}`]];
    prototype[`create${kind}`] = function (...given) {
      const object = create.apply(this, given);
      alive.add(object);
      return object;
    };
    prototype[`delete${kind}`] = function (object) {
      alive.delete(object);
      return free.call(this, object);
    };
  }
  const size = { width: 90, height: 160 };
  const scene = new OffscreenCanvas(size.width, size.height);
  paintScene(scene.getContext('2d'));
  const stage = await Stage.create(new OffscreenCanvas(size.width, size.height), size);
  const media = new Map([
    ['scene', await scene.convertToBlob()],
    ['sticker', twoColourGif()],
  ]);
  const loader = new SceneLoader(stage, media);
  const image = { kind: 'image', name: '', duration: 0, ...size };
  // Half a second of each, in the middle a transition.
  const length = 15;
  const take = (id) => edits.addTake({ id, asset: 'scene', start: 0, end: 0.25 });
  const base = edits.combine(
    edits.addAsset({ ...image, id: 'scene' }),
    edits.addAsset({ ...image, id: 'sticker', duration: 0.5 }),
    take('a'),
    take('b'),
    edits.addSticker('sticker', { size: 0.1 }),
    edits.setLook({ look: 'golden', intensity: 1 }),
  )(createProject(size));
  // Two effects at a time, so that chains, passes, canvases and filters all take their turn.
  const documents = EFFECTS.map(({ name }, index) => {
    const animation = { animation: ANIMATIONS[index % ANIMATIONS.length].name, duration: 0.2 };
    return edits.combine(
      edits.addEffect(name, name === 'chroma-key' ? { params: { backdrop: { asset: 'scene' } } } : {}),
      edits.addEffect(EFFECTS[(index + 7) % EFFECTS.length].name),
      edits.setTransition('b', TRANSITIONS[index % TRANSITIONS.length].name, { duration: 0.3 }),
      edits.addText('Hello', { animationIn: animation, animationOut: animation }),
      edits.setCaptions([{ start: 0, end: 0.5, text: 'one two three' }]),
    )(base);
  });
  const samples = [];
  for (let index = 0; index <= frames; index++) {
    const document = documents[Math.floor(index / length) % documents.length];
    const time = (index % length) / 30;
    await loader.load(document, time);
    stage.draw(document, time);
    if (index > 0 && index % 500 === 0)
      samples.push({ frame: index, objects: alive.size, heap: await globalThis.heapBytes() });
  }
  loader.close();
  stage.close();
  return samples;
}

const { page, close } = await openSourcePage();
try {
  const { renderer, one, stack, results, looks } = await page.evaluate(measure, {
    only: values.only?.split(',') ?? null,
  });
  const session = await page.context().newCDPSession(page);
  await page.exposeFunction('heapBytes', async () => {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  });
  const memory = values.only === undefined ? await page.evaluate(countObjects, { frames: 2000 }) : [];

  console.log(`ms a frame at 720x1280, ${renderer}, ${cpus().length} cores`);
  const row = (name, ...columns) =>
    console.log(`  ${name.padEnd(20)}${columns.map((cell) => cell.padStart(8)).join('')}`);
  row('', 'ms', 'copy', 'times');
  const faults = [];
  for (const [name, [copy, ms]] of Object.entries(results)) {
    row(name, ms.toFixed(1), copy.toFixed(1), (ms / copy).toFixed(1));
    if (ms <= LIMIT * copy) continue;
    if (name in REASONS) console.log(`    may cost more: ${REASONS[name]}`);
    else faults.push(`${name} costs ${(ms / copy).toFixed(1)} times a plain copy`);
  }
  console.log(
    `  five pixel effects and a look ${stack.toFixed(1)}, the dearest of them alone ${one.toFixed(1)}`,
  );
  console.log(
    `  the look golden as a function ${looks.shader.toFixed(1)}, as a 3D table ${looks.lookup.toFixed(1)}, a copy ${looks.copy.toFixed(1)}`,
  );
  if (stack > STACK_LIMIT * one)
    faults.push(`five pixel effects and a look cost ${(stack / one).toFixed(1)} times one`);
  // By then what is kept for good has been made.
  const [early, late] = [memory.at(1), memory.at(-1)];
  if (early !== undefined && late !== undefined) {
    const mebibytes = (bytes) => (bytes / 2 ** 20).toFixed(1);
    for (const { frame, objects, heap } of memory) {
      console.log(`  after ${frame} frames: ${objects} objects on the GPU, ${mebibytes(heap)} MiB of heap`);
    }
    if (late.objects > early.objects) faults.push('objects are left on the GPU');
    if (late.heap > early.heap + 2 ** 20) faults.push('the heap grows');
  }
  await mkdir(fileURLToPath(new URL('../../out', import.meta.url)), { recursive: true });
  await writeFile(
    values.out,
    `${JSON.stringify({ renderer, one, stack, results, looks, memory }, null, 2)}\n`,
  );
  for (const fault of faults) console.error(`bench:effects: ${fault}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await close();
}
