import { ANIMATIONS, EFFECTS, TRANSITIONS } from '../../src/effects/catalogue.js';
import { createProject } from '../../src/project/create.js';
import {
  addAsset,
  addEffect,
  addSticker,
  addTake,
  addText,
  combine,
  setCaptions,
  setLook,
  setTransition,
} from '../../src/project/edits.js';
import type { Project } from '../../src/project/project.js';
import { SceneLoader } from '../../src/stage/scene-loader.js';
import { Stage } from '../../src/stage/stage.js';
import { makeVideo, twoColourGif } from './media.js';
import { paintScene } from './scene.js';

const SIZE = { width: 90, height: 160 };
const FRAME_RATE = 30;

/** What WebGL makes and frees. */
const KINDS = [
  'Texture',
  'Framebuffer',
  'Renderbuffer',
  'Buffer',
  'Program',
  'Shader',
  'VertexArray',
  'Sampler',
] as const;

/** Counts what there is on the GPU, from now on until it is told to stop. */
function countObjects() {
  const alive = new Set<unknown>();
  const prototype: Record<string, unknown> = WebGL2RenderingContext.prototype as never;
  const before = new Map<string, unknown>();
  const wrap = (name: string, note: (given: unknown, answer: unknown) => void) => {
    const plain = prototype[name];
    if (typeof plain !== 'function') throw new Error(`WebGL has no ${name}`);
    before.set(name, plain);
    prototype[name] = function (this: unknown, given: unknown) {
      const answer: unknown = plain.call(this, given);
      note(given, answer);
      return answer;
    };
  };
  for (const kind of KINDS) {
    wrap(`create${kind}`, (_given, answer) => alive.add(answer));
    wrap(`delete${kind}`, (given) => alive.delete(given));
  }
  return {
    get count() {
      return alive.size;
    },
    stop: () => {
      for (const [name, plain] of before) prototype[name] = plain;
    },
  };
}

/** Documents that have everything between them, each of half a second with a transition in its middle. */
function documents(): Project[] {
  const video = { kind: 'video', name: '', duration: 1, hasSound: false, soundOffset: 0, ...SIZE } as const;
  const image = { kind: 'image', name: '', duration: 0.5, ...SIZE } as const;
  const base = combine(
    addAsset({ ...video, id: 'film' }),
    addAsset({ ...image, id: 'sticker' }),
    // With a handle on both sides of the cut.
    addTake({ id: 'a', asset: 'film', start: 0.2, end: 0.45 }),
    addTake({ id: 'b', asset: 'film', start: 0.45, end: 0.7 }),
    addSticker('sticker', { size: 0.1 }),
    setLook({ look: 'golden', intensity: 1 }),
  )(createProject({ ...SIZE, frameRate: FRAME_RATE }));
  const animations = Object.values(ANIMATIONS);
  // Two effects at a time, so that chains, passes, canvases, filters, trails and tables of colours all take their turn.
  const pairs = EFFECTS.map(({ name }, index) => [name, EFFECTS[(index + 7) % EFFECTS.length]?.name ?? name]);
  return [['duotone'], ...pairs].map((names, index) => {
    const animation = { animation: animations[index % animations.length]?.name ?? 'fade', duration: 0.2 };
    const transition = TRANSITIONS[index % TRANSITIONS.length]?.name ?? 'crossfade';
    return combine(
      ...names.map((name) =>
        addEffect(name, name === 'chroma-key' ? { params: { backdrop: { asset: 'film' } } } : {}),
      ),
      setTransition('b', transition, { duration: 0.2 }),
      addText('Hello', { animationIn: animation, animationOut: animation }),
      setCaptions([{ start: 0, end: 0.5, text: 'one two three' }]),
    )(base);
  });
}

/**
 * Draws many frames of documents that have everything, each for the canvas and for an encoder, and counts what the GPU
 * holds.
 * @param each frames of a document before the next takes its turn
 * @param look is shown the count after each frame
 * @returns how many frames it takes for each document to have had its turn
 */
export async function endure(
  { frames, each }: { frames: number; each: number },
  look: (frame: number, objects: number) => Promise<void> | void,
): Promise<number> {
  const objects = countObjects();
  const scene = new OffscreenCanvas(SIZE.width, SIZE.height);
  const context = scene.getContext('2d');
  if (context === null) throw new Error('No 2D canvas');
  paintScene(context);
  const film = await makeVideo({
    ...SIZE,
    frameRate: FRAME_RATE,
    frames: FRAME_RATE,
    draw: (to, index) => to.drawImage(scene, index, 0),
  });
  const stage = await Stage.create(new OffscreenCanvas(SIZE.width, SIZE.height), SIZE);
  const loader = new SceneLoader(
    stage,
    new Map([
      ['film', film],
      ['sticker', twoColourGif()],
    ]),
  );
  const all = documents();
  const bytes = new Uint8Array(stage.packedLayout.byteLength);
  const space = new VideoColorSpace({ matrix: 'bt709', fullRange: false });
  try {
    for (let frame = 1; frame <= frames; frame++) {
      const document = all[Math.floor((frame - 1) / each) % all.length];
      if (document === undefined) break;
      const time = ((((frame - 1) % each) + 0.5) / each) * 0.5;
      await loader.load(document, time);
      stage.draw(document, time);
      stage.pack(document, time);
      stage.readPacked(bytes);
      if (stage.colorTable(document, time, space) !== null) stage.overlayRaster(document, time);
      await look(frame, objects.count);
    }
  } finally {
    loader.close();
    stage.close();
    objects.stop();
  }
  return all.length * each;
}
