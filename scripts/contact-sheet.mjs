import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openSourcePage } from './source-page.mjs';

/*
 * All effects and looks on one picture, or all transitions and animations, each as a stage draws it:
 *
 *   npm run contact-sheet                          out/contact-sheet.jpg
 *   npm run contact-sheet -- --only vhs,noir       only these, larger
 *   npm run contact-sheet -- --movements           out/movements.jpg
 */

const { values } = parseArgs({
  options: {
    /** Names of effects, looks, transitions and animations, with commas between. */
    only: { type: 'string' },
    /** Transitions and animations rather than effects and looks. */
    movements: { type: 'boolean', default: false },
    /** Clip time in seconds at which effects are drawn. */
    time: { type: 'string', default: '1.37' },
    out: { type: 'string' },
    quality: { type: 'string', default: '0.7' },
  },
});

/** Happens in the page. */
async function drawSheet({ only, movements, time, quality, tile }) {
  const [
    catalogue,
    { EFFECT_FAMILIES },
    { SceneLoader },
    { Stage },
    { createProject },
    edits,
    { paintScene },
  ] = await Promise.all([
    import('/src/effects/catalogue.ts'),
    import('/src/effects/define.ts'),
    import('/src/stage/scene-loader.ts'),
    import('/src/stage/stage.ts'),
    import('/src/project/create.ts'),
    import('/src/project/edits.ts'),
    import('/test/support/scene.ts'),
    Promise.all([import('/src/effects/vision.ts'), import('/test/support/scene-vision.ts')]).then(
      ([{ registerVision }, { sceneVision }]) => registerVision(sceneVision),
    ),
  ]);
  const size = { width: 720, height: 1280 };
  const painted = async (options) => {
    const canvas = new OffscreenCanvas(size.width, size.height);
    paintScene(canvas.getContext('2d'), options);
    return canvas.convertToBlob();
  };
  /** What the green screen shows: a sky over the sea. */
  const sea = async () => {
    const canvas = new OffscreenCanvas(size.width, size.height);
    const context = canvas.getContext('2d');
    const colors = context.createLinearGradient(0, 0, 0, size.height);
    for (const [place, color] of [
      [0, '#4b2a7b'],
      [0.35, '#f2617a'],
      [0.6, '#ffc27a'],
      [0.61, '#2b6a86'],
      [1, '#123248'],
    ])
      colors.addColorStop(place, color);
    context.fillStyle = colors;
    context.fillRect(0, 0, size.width, size.height);
    return canvas.convertToBlob();
  };
  const media = new Map([
    ['sea', await sea()],
    ['day', await painted({})],
    ['studio', await painted({ greenScreen: true })],
  ]);
  const base = edits.combine(
    ...[...media.keys()].map((id) => edits.addAsset({ kind: 'image', id, name: id, duration: 0, ...size })),
  )(createProject(size));
  const showing = (asset) => edits.addTake({ id: asset, asset, start: 0, end: 3 })(base);
  const day = showing('day');
  const both = edits.addTake({ id: 'studio', asset: 'studio', start: 0, end: 3, mirrored: true })(day);

  const effectCells = () => [
    // Which moment is shown cannot be seen in a still.
    ...EFFECT_FAMILIES.flatMap((family) =>
      catalogue.EFFECTS.filter((effect) => effect.family === family && effect.kind !== 'time').map(
        ({ name, label }) => {
          const isKey = name === 'chroma-key';
          const params = isKey ? { backdrop: { asset: 'sea' } } : {};
          const document = edits.addEffect(name, { params })(isKey ? showing('studio') : day);
          return { name, label, title: family, document, time };
        },
      ),
    ),
    ...catalogue.LOOKS.map(({ name, label }) => ({
      ...{ name, label, title: 'looks', time },
      document: edits.setLook({ look: name, intensity: 1 })(day),
    })),
  ];
  const movementCells = () => [
    ...catalogue.TRANSITIONS.map(({ name, label }) => ({
      ...{ name, label, title: 'takes', time: 2.86 },
      document: edits.setTransition('studio', name, { duration: 1 })(both),
    })),
    ...catalogue.ANIMATIONS.map(({ name, label }) => {
      const animationIn = { animation: name, duration: 1 };
      const text = edits.addText('Hello\nthere', { size: 0.13, y: 0.75, animationIn });
      return { name, label, title: 'text', time: 0.17, document: text(day) };
    }),
  ];
  const cells = [
    { name: '', label: 'Original', title: '', document: day, time },
    ...(movements ? movementCells() : effectCells()).filter(
      ({ name }) => only === null || only.includes(name),
    ),
  ];
  const stageCanvas = new OffscreenCanvas(size.width, size.height);
  const stage = await Stage.create(stageCanvas, size);
  const loader = new SceneLoader(stage, media);

  const gap = 10;
  const caption = 26;
  const columns = Math.min(cells.length, tile.columns);
  const lines = Math.ceil(cells.length / columns);
  const sheet = new OffscreenCanvas(
    gap + columns * (tile.width + gap),
    gap + lines * (tile.height + caption + gap),
  );
  const context = sheet.getContext('2d');
  context.fillStyle = '#14141a';
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.imageSmoothingQuality = 'high';
  context.textBaseline = 'middle';
  for (const [index, { label, title, document, time: at }] of cells.entries()) {
    await loader.load(document, at);
    stage.draw(document, at);
    const x = gap + (index % columns) * (tile.width + gap);
    const y = gap + Math.floor(index / columns) * (tile.height + caption + gap);
    context.drawImage(stageCanvas, x, y, tile.width, tile.height);
    context.fillStyle = '#f2f2f5';
    context.font = '600 13px system-ui, sans-serif';
    context.fillText(label, x + 1, y + tile.height + caption / 2 + 1);
    context.fillStyle = '#8b8b98';
    context.font = '11px system-ui, sans-serif';
    context.textAlign = 'right';
    context.fillText(title, x + tile.width, y + tile.height + caption / 2 + 1);
    context.textAlign = 'left';
  }
  loader.close();
  stage.close();
  const blob = await sheet.convertToBlob({ type: 'image/jpeg', quality });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return {
    base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
    count: cells.length - 1,
  };
}

const only = values.only?.split(',') ?? null;
const { movements } = values;
const file = movements ? 'movements.jpg' : 'contact-sheet.jpg';
const out = values.out ?? fileURLToPath(new URL(`../out/${file}`, import.meta.url));
const { page, close } = await openSourcePage();
try {
  const { base64, count } = await page.evaluate(drawSheet, {
    only,
    movements,
    time: Number(values.time),
    quality: Number(values.quality),
    tile: only === null ? { width: 144, height: 256, columns: 9 } : { width: 360, height: 640, columns: 4 },
  });
  await mkdir(join(out, '..'), { recursive: true });
  const bytes = Buffer.from(base64, 'base64');
  await writeFile(out, bytes);
  console.log(
    `contact-sheet: ${count} ${movements ? 'transitions and animations' : 'effects and looks'}, ${Math.round(bytes.length / 1000)} kB: ${out}`,
  );
} finally {
  await close();
}
