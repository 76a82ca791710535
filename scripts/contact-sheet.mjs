import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openSourcePage } from './source-page.mjs';

/*
 * All effects and looks on one picture, each as a stage draws it:
 *
 *   npm run contact-sheet                          out/contact-sheet.jpg
 *   npm run contact-sheet -- --only vhs,noir       only these, larger
 */

const { values } = parseArgs({
  options: {
    /** Names of effects and looks, with commas between. */
    only: { type: 'string' },
    /** Clip time in seconds at which they are drawn. */
    time: { type: 'string', default: '1.37' },
    out: { type: 'string', default: fileURLToPath(new URL('../out/contact-sheet.jpg', import.meta.url)) },
    quality: { type: 'string', default: '0.7' },
  },
});

/** Happens in the page. */
async function drawSheet({ only, time, quality, tile }) {
  const [{ EFFECTS, EFFECT_FAMILIES, LOOKS }, { Stage }, { createProject }, edits, { paintScene }] =
    await Promise.all([
      import('/src/effects/catalogue.ts').then(async (catalogue) => ({
        ...catalogue,
        ...(await import('/src/effects/define.ts')),
      })),
      import('/src/stage/stage.ts'),
      import('/src/project/create.ts'),
      import('/src/project/edits.ts'),
      import('/test/support/scene.ts'),
      Promise.all([import('/src/effects/vision.ts'), import('/test/support/scene-vision.ts')]).then(
        ([{ registerVision }, { sceneVision }]) => registerVision(sceneVision),
      ),
    ]);
  const isWanted = ({ name }) => only === null || only.includes(name);
  const rows = [
    ...EFFECT_FAMILIES.map((family) => ({
      title: family,
      // Which moment is shown cannot be seen in a still.
      items: EFFECTS.filter(
        (effect) => effect.family === family && effect.kind !== 'time' && isWanted(effect),
      ).map(({ name, label }) => ({
        label,
        edit: edits.addEffect(name),
        greenScreen: name === 'chroma-key',
      })),
    })),
    {
      title: 'looks',
      items: LOOKS.filter(isWanted).map(({ name, label }) => ({
        label,
        edit: edits.setLook({ look: name, intensity: 1 }),
        greenScreen: false,
      })),
    },
  ].filter(({ items }) => items.length > 0);
  const size = { width: 720, height: 1280 };
  const scenes = [false, true].map((greenScreen) => {
    const canvas = new OffscreenCanvas(size.width, size.height);
    paintScene(canvas.getContext('2d'), { greenScreen });
    return canvas;
  });
  const stageCanvas = new OffscreenCanvas(size.width, size.height);
  const stage = await Stage.create(stageCanvas, size);
  const project = createProject(size);

  const gap = 10;
  const caption = 26;
  const cells = rows.flatMap(({ title, items }) => items.map((item) => ({ ...item, title })));
  cells.unshift({ label: 'Original', title: '', edit: (same) => same, greenScreen: false });
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
  for (const [index, { label, title, edit, greenScreen }] of cells.entries()) {
    await stage.loadEffects(edit(project));
    const frame = new VideoFrame(scenes[Number(greenScreen)], { timestamp: 0 });
    await stage.load({ frame, rotation: 0, mirrored: false });
    frame.close();
    stage.draw(edit(project), time);
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
  stage.close();
  const blob = await sheet.convertToBlob({ type: 'image/jpeg', quality });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return {
    base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
    count: cells.length - 1,
  };
}

const only = values.only?.split(',') ?? null;
const { page, close } = await openSourcePage();
try {
  const { base64, count } = await page.evaluate(drawSheet, {
    only,
    time: Number(values.time),
    quality: Number(values.quality),
    tile: only === null ? { width: 144, height: 256, columns: 9 } : { width: 360, height: 640, columns: 4 },
  });
  await mkdir(join(values.out, '..'), { recursive: true });
  const bytes = Buffer.from(base64, 'base64');
  await writeFile(values.out, bytes);
  console.log(
    `contact-sheet: ${count} effects and looks, ${Math.round(bytes.length / 1000)} kB: ${values.out}`,
  );
} finally {
  await close();
}
