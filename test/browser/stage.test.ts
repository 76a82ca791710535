import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineEffect, defineLook } from '../../src/effects/define.js';
import { registerEffect, registerLook } from '../../src/effects/registry.js';
import { createProject } from '../../src/project/create.js';
import { addEffect, addText, combine, setLook } from '../../src/project/edits.js';
import type { Project } from '../../src/project/project.js';
import { i420Frame } from '../../src/stage/i420.js';
import { Stage } from '../../src/stage/stage.js';
import { colorAt, paintFrame, psnr, readPixels } from '../support/pictures.js';

const SIZE = { width: 90, height: 160 };
const project = createProject({ ...SIZE, frameRate: 30 });

describe('the stage', () => {
  let canvas: OffscreenCanvas;
  let stage: Stage;

  beforeEach(async () => {
    canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
    stage = await Stage.create(canvas, SIZE);
  });
  afterEach(() => stage.close());

  /** Four quarters: red, green over blue, white. */
  const quarters = (width: number, height: number) =>
    paintFrame(width, height, (context) => {
      for (const [index, color] of ['#f00', '#0f0', '#00f', '#fff'].entries()) {
        context.fillStyle = color;
        context.fillRect(
          (index % 2) * (width / 2),
          Math.floor(index / 2) * (height / 2),
          width / 2,
          height / 2,
        );
      }
    });

  const show = async (
    frame: VideoFrame,
    document: Project = project,
    time = 0,
    mirrored = false,
    rotation = 0,
  ) => {
    await stage.load({ frame, rotation: rotation as 0 | 90 | 180 | 270, mirrored });
    frame.close();
    stage.draw(document, time);
    return readPixels(canvas);
  };

  /** Which of the four colours are at the corners: top left, top right, bottom left, bottom right. */
  const corners = (picture: ImageData) =>
    [
      [0.1, 0.1],
      [0.9, 0.1],
      [0.1, 0.9],
      [0.9, 0.9],
    ]
      .map(([x = 0, y = 0]) => colorAt(picture, x, y).map((channel) => (channel > 127 ? 1 : 0)))
      .map(([red, green, blue]) => (red ? (green && blue ? 'white' : 'red') : green ? 'green' : 'blue'));

  it('covers the frame around the centre, whatever the shape of the picture', async () => {
    for (const [width, height] of [
      [160, 90],
      [90, 160],
      [128, 128],
      [64, 256],
    ] as const) {
      expect(corners(await show(quarters(width, height)))).toEqual(['red', 'green', 'blue', 'white']);
    }
  });

  it('mirrors left to right', async () => {
    expect(corners(await show(quarters(160, 90), project, 0, true))).toEqual([
      'green',
      'red',
      'white',
      'blue',
    ]);
  });

  it('turns clockwise', async () => {
    expect(corners(await show(quarters(160, 90), project, 0, false, 90))).toEqual([
      'blue',
      'red',
      'white',
      'green',
    ]);
    expect(corners(await show(quarters(160, 90), project, 0, false, 180))).toEqual([
      'white',
      'blue',
      'green',
      'red',
    ]);
    expect(corners(await show(quarters(160, 90), project, 0, false, 270))).toEqual([
      'green',
      'white',
      'red',
      'blue',
    ]);
  });

  it('draws frames alike however they are uploaded', async () => {
    const seen = new Set<string>();
    let reference: ImageData | null = null;
    // The first frames try both ways; then the faster stays.
    for (let index = 0; index < 8; index++) {
      const picture = await show(quarters(160, 90));
      reference ??= picture;
      seen.add(psnr(picture, reference) > 45 ? 'alike' : 'different');
    }
    expect([...seen]).toEqual(['alike']);
    expect(['frame', 'bytes']).toContain(stage.upload);
  });

  it('shows a frame whose display size differs from its pixels whole', async () => {
    const frame = quarters(160, 90);
    const scaled = new VideoFrame(frame, { displayWidth: 142, displayHeight: 80 });
    frame.close();
    for (let index = 0; index < 4; index++) {
      expect(corners(await show(scaled.clone()))).toEqual(['red', 'green', 'blue', 'white']);
    }
    scaled.close();
  });

  it('goes on when the size of the pictures and of the stage change', async () => {
    await show(quarters(160, 90));
    await show(quarters(320, 240));
    stage.resize(180, 320);
    const picture = await show(quarters(64, 64), addEffect('rgb-split')(addEffect('old-film')(project)));
    expect([picture.width, picture.height]).toEqual([180, 320]);
    expect(corners(picture)).toEqual(['red', 'green', 'blue', 'white']);
  });

  it('keeps its picture until the next is drawn in another size', async () => {
    await show(quarters(160, 90));
    const before = canvas.width;
    stage.resize(before * 2, canvas.height * 2);
    // To change a canvas's size empties it.
    expect(canvas.width).toBe(before);
    await show(quarters(160, 90));
    expect(canvas.width).toBe(before * 2);
  });

  it('draws black where there is no picture', async () => {
    await show(quarters(160, 90));
    stage.clear();
    stage.draw(project, 0);
    expect(colorAt(readPixels(canvas), 0.5, 0.5)).toEqual([0, 0, 0]);
  });

  it('packs the picture as limited-range BT.709', async () => {
    await show(quarters(160, 90));
    const { byteLength, planes, width, height } = stage.packedLayout;
    const bytes = new Uint8Array(byteLength);
    stage.pack(project, 0);
    stage.readPacked(bytes);
    const at = (x: number, y: number) => {
      const sample = ({ offset, stride }: PlaneLayout, part: number) =>
        bytes[offset + Math.floor((y * height) / part) * stride + Math.floor((x * width) / part)];
      return [sample(planes[0], 1), sample(planes[1], 2), sample(planes[2], 2)];
    };
    // The primaries and white as ITU-R BT.709-6 quantises them at 8 bits.
    expect(at(0.2, 0.2)).toEqual([63, 102, 240]);
    expect(at(0.8, 0.2)).toEqual([173, 42, 26]);
    expect(at(0.2, 0.8)).toEqual([32, 240, 118]);
    expect(at(0.8, 0.8)).toEqual([235, 128, 128]);
  });

  it('packs pictures to the same bytes however they are read', async () => {
    await show(quarters(160, 90));
    const [first, bytes] = [0, 1].map(() => new Uint8Array(stage.packedLayout.byteLength));
    if (first === undefined || bytes === undefined) throw new Error('unreachable');
    stage.pack(project, 0);
    stage.readPacked(first);
    // The first pictures try both ways; then the faster stays.
    for (let index = 0; index < 8; index++) {
      bytes.fill(0);
      stage.pack(project, 0);
      stage.readPacked(bytes);
      expect(bytes).toEqual(first);
    }
    expect(['direct', 'buffer']).toContain(stage.readBack);
  });

  /** The picture as it is packed for an encoder, in colours again. */
  const readBack = async (document: Project, time = 0) => {
    const layout = stage.packedLayout;
    const bytes = new Uint8Array(layout.byteLength);
    stage.pack(document, time);
    stage.readPacked(bytes);
    const frame = i420Frame(bytes, layout, 0, 0);
    const rgb = new Uint8ClampedArray(layout.width * layout.height * 4);
    await frame.copyTo(rgb, { format: 'RGBX' });
    frame.close();
    return new ImageData(rgb, layout.width, layout.height);
  };

  it('packs every even size', async () => {
    for (const [width, height] of [
      [90, 160],
      [54, 96],
      [98, 50],
      [66, 34],
    ] as const) {
      stage.resize(width, height);
      await show(quarters(64, 64));
      expect(corners(await readBack(project))).toEqual(['red', 'green', 'blue', 'white']);
    }
  });

  /** A picture with edges, greys and colours, in which every effect shows. */
  const scene = () =>
    paintFrame(90, 160, (context) => {
      const gradient = context.createLinearGradient(0, 0, 90, 160);
      gradient.addColorStop(0, '#e8b796');
      gradient.addColorStop(0.5, '#4a6fa5');
      gradient.addColorStop(1, '#202020');
      context.fillStyle = gradient;
      context.fillRect(0, 0, 90, 160);
      context.fillStyle = '#d33';
      context.fillRect(20, 30, 30, 40);
    });

  it.each([
    ['nothing', combine()],
    ['fused effects and a look', combine(addEffect('zoom-pulse'), setLook({ look: 'noir', intensity: 1 }))],
    ['passes', combine(addEffect('zoom-pulse'), addEffect('rgb-split'))],
    ['a text', addText('Hi', { size: 0.2, rotation: 20 })],
    [
      'a text over the edge',
      combine(addEffect('rgb-split'), addText('Hello', { x: 0.9, y: 0.02, size: 0.2 })),
    ],
    ['a text over all', addText('M', { size: 1 })],
  ])('packs what it draws, with %s', async (_name, edit) => {
    const document = edit(project);
    const drawn = await show(scene(), document, 0.3);
    expect(psnr(drawn, await readBack(document, 0.3))).toBeGreaterThan(30);
    // Twice, as the second time is drawn with what the first left behind.
    expect(psnr(drawn, await readBack(document, 0.3))).toBeGreaterThan(30);
  });

  it('mixes a look in as much as asked', async () => {
    const plain = await show(scene());
    const none = await show(scene(), setLook({ look: 'golden', intensity: 0 })(project));
    const half = await show(scene(), setLook({ look: 'golden', intensity: 0.5 })(project));
    const whole = await show(scene(), setLook({ look: 'golden', intensity: 1 })(project));
    expect(psnr(plain, none)).toBe(Number.POSITIVE_INFINITY);
    expect(psnr(plain, half)).toBeGreaterThan(psnr(plain, whole) + 3);
    expect(psnr(half, whole)).toBeGreaterThan(psnr(plain, whole) + 3);
  });

  it('grades as the look says, by a function or by a table', async () => {
    const noir = await show(scene(), setLook({ look: 'noir', intensity: 1 })(project));
    const [red, green, blue] = colorAt(noir, 0.4, 0.3);
    expect([green, blue]).toEqual([red, red]);
    // Red along x, green along y, blue along z: here red and blue change places.
    const size = 3;
    const cells = Array.from({ length: size ** 3 }, (_, cell) => [
      Math.floor(cell / size / size) * 127.5,
      (Math.floor(cell / size) % size) * 127.5,
      (cell % size) * 127.5,
      255,
    ]);
    registerLook(
      defineLook({ kind: 'table', name: 'test-table', label: '', size, table: new Uint8Array(cells.flat()) }),
    );
    const swapped = await show(quarters(90, 160), setLook({ look: 'test-table', intensity: 1 })(project));
    expect(corners(swapped)).toEqual(['blue', 'green', 'red', 'white']);
  });

  it('applies effects in their order, each on what the ones before it made', async () => {
    const define = (name: string, kind: 'pixel' | 'warp' | 'pass', fragment: string) =>
      registerEffect(defineEffect({ name, label: name, family: 'glitch', kind, params: {}, fragment }));
    define('test-red', 'pixel', 'vec4 effect(vec4 color, vec2 place) { return vec4(1.0, color.gb, 1.0); }');
    define('test-swap', 'pixel', 'vec4 effect(vec4 color, vec2 place) { return color.brga; }');
    define('test-flip', 'warp', 'vec2 effect(vec2 place) { return vec2(1.0 - place.x, place.y); }');
    define(
      'test-left',
      'pixel',
      'vec4 effect(vec4 color, vec2 place) { return place.x < 0.5 ? vec4(0.0, 1.0, 0.0, 1.0) : color; }',
    );
    define('test-pass', 'pass', 'vec4 effect(vec2 place) { return sampleAt(vec2(place.x, 1.0 - place.y)); }');
    const black = () => paintFrame(90, 160, (context) => context.fillRect(0, 0, 90, 160));
    const at = async (x: number, y: number, frame: VideoFrame, ...names: string[]) =>
      colorAt(await show(frame, combine(...names.map((name) => addEffect(name)))(project)), x, y);
    expect(await at(0.5, 0.5, black(), 'test-red', 'test-swap')).toEqual([0, 255, 0]);
    expect(await at(0.5, 0.5, black(), 'test-swap', 'test-red')).toEqual([255, 0, 0]);
    // What is painted before a flip is flipped with the picture, what is painted after it is not.
    expect(await at(0.2, 0.5, black(), 'test-left', 'test-flip')).toEqual([0, 0, 0]);
    expect(await at(0.8, 0.5, black(), 'test-left', 'test-flip')).toEqual([0, 255, 0]);
    expect(await at(0.2, 0.5, black(), 'test-flip', 'test-left')).toEqual([0, 255, 0]);
    // The same with a pass between, which costs a target.
    expect(await at(0.8, 0.5, black(), 'test-left', 'test-pass', 'test-flip')).toEqual([0, 255, 0]);
    expect(
      corners(
        await show(quarters(90, 160), combine(addEffect('test-flip'), addEffect('test-pass'))(project)),
      ),
    ).toEqual(['white', 'blue', 'green', 'red']);
  });

  it('applies an effect in its range only', async () => {
    const ranged = addEffect('zoom-pulse', { params: { amount: 0.5 }, range: { start: 1, end: 2 } })(project);
    const plain = await show(scene());
    expect(psnr(plain, await show(scene(), ranged, 0.99))).toBe(Number.POSITIVE_INFINITY);
    expect(psnr(plain, await show(scene(), ranged, 1))).toBeLessThan(35);
    expect(psnr(plain, await show(scene(), ranged, 2))).toBe(Number.POSITIVE_INFINITY);
  });

  it('draws text where it is placed, in its colour and range', async () => {
    const black = () => paintFrame(90, 160, (context) => context.fillRect(0, 0, 90, 160));
    const text = addText('■', {
      x: 0.5,
      y: 0.25,
      size: 0.2,
      color: '#ff0000',
      outline: null,
      range: { start: 0, end: 1 },
    });
    const reddish = (picture: ImageData, from: number, to: number) => {
      let count = 0;
      for (let row = Math.floor(from * picture.height); row < to * picture.height; row++) {
        for (let column = 0; column < picture.width; column++) {
          if ((picture.data[(row * picture.width + column) * 4] ?? 0) > 200) count++;
        }
      }
      return count;
    };
    const shown = await show(black(), text(project), 0.5);
    expect(reddish(shown, 0, 0.5)).toBeGreaterThan(20);
    expect(reddish(shown, 0.5, 1)).toBe(0);
    expect(reddish(await show(black(), text(project), 1), 0, 1)).toBe(0);
  });

  it('names an effect that is unknown or does not compile', async () => {
    await show(scene());
    expect(() => stage.draw(addEffect('nobody')(project), 0)).toThrow(
      expect.objectContaining({ code: 'effect-unknown' }),
    );
    registerEffect(
      defineEffect({
        name: 'test-broken',
        label: 'Broken',
        family: 'glitch',
        kind: 'pixel',
        params: {},
        fragment: 'vec4 effect(vec4 color, vec2 place) { return nothing; }',
      }),
    );
    expect(() => stage.draw(addEffect('test-broken')(project), 0)).toThrow(
      expect.objectContaining({ code: 'effect-broken', message: expect.stringContaining('nothing') }),
    );
    stage.draw(project, 0);
    expect(colorAt(readPixels(canvas), 0.4, 0.3)[0]).toBeGreaterThan(150);
  });

  it('can be closed twice and does nothing afterwards', async () => {
    await show(scene());
    stage.close();
    const afterwards = () => {
      stage.close();
      stage.draw(project, 0);
    };
    expect(afterwards).not.toThrow();
  });
});
