import 'pixi.js/unsafe-eval';
import {
  Container,
  DOMAdapter,
  extensions,
  FilterPipe,
  FilterSystem,
  ImageSource,
  Sprite,
  Texture,
  Ticker,
  WebGLRenderer,
} from 'pixi.js';
import { BoothError } from '../error.js';
import { momentAt } from '../project/keyframes.js';
import type { Project } from '../project/project.js';
import { blocksAround } from './area.js';
import { EffectChain, type Step } from './chain.js';
import type { I420Layout } from './i420.js';
import { momentShown } from './moment-shown.js';
import { OverlayCover } from './overlay-cover.js';
import type { OverlayRaster } from './overlay-raster.js';
import { OverlayLayer } from './overlays.js';
import type { PackedPicture } from './packed-picture.js';
import { Painter } from './painter.js';
import type { PictureTexture } from './picture.js';
import { changesColorsOnly, leavesPixelsInPlace, PLACEHOLDER, type Plan, planPrograms } from './plan.js';
import { type Picture, type PictureSlot, Scene } from './scene.js';

export type { Picture, PictureSlot } from './scene.js';

/** What a stage draws on: a canvas of the page, or one of a worker. */
export type StageCanvas = HTMLCanvasElement | OffscreenCanvas;

/** How much a ghost hides of what it lies over. */
const GHOST_OPACITY = 0.4;

/** How long a browser may take to give the GPU back, in milliseconds. */
const RESTORE_TIMEOUT_MS = 10_000;

/**
 * The compositor: the only code that turns a document and a time into a picture. Preview and export both draw with it.
 *
 * @example
 * const stage = await Stage.create(canvas, { width: 720, height: 1280 });
 * await stage.load({ frame, rotation: 0, mirrored: true });
 * stage.draw(project, 1.5);
 * stage.close();
 */
export class Stage {
  /** Called when the browser has given the GPU back that it took away: the picture must be loaded and drawn again. */
  onRestored: () => void = () => undefined;

  private readonly overlayContainer = new Container({ sortableChildren: true });
  private readonly overlays: OverlayLayer;
  private readonly cover: OverlayCover;
  private readonly painter: Painter;
  private readonly scene: Scene;
  private readonly chain: EffectChain;
  /** The ghost that was drawn last, whose picture is on the GPU. */
  private ghost: { readonly picture: ImageBitmap; readonly sprite: Sprite } | null = null;
  private loading: Promise<void> = Promise.resolve();
  private closed = false;

  private constructor(
    private readonly renderer: WebGLRenderer,
    private size: { width: number; height: number },
  ) {
    this.painter = new Painter(renderer, size);
    this.overlays = new OverlayLayer(this.overlayContainer, renderer);
    this.cover = new OverlayCover(this.overlays, this.overlayContainer, this.painter);
    this.scene = new Scene(renderer, this.painter);
    this.chain = new EffectChain(this.painter);
    // The renderer, which listens too, has made everything anew by then; but the pictures are gone.
    renderer.canvas.addEventListener('webglcontextrestored', () => {
      this.scene.forget();
      this.cover.forget();
      this.onRestored();
    });
  }

  /**
   * Opens a stage on a canvas, whose size it sets.
   * @throws BoothError `unsupported-browser` where there is no WebGL 2.
   */
  static async create(canvas: StageCanvas, size: { width: number; height: number }): Promise<Stage> {
    if (typeof document === 'undefined') {
      DOMAdapter.set((await import('./worker-adapter.js')).WebWorkerAdapter);
      // A worker ends with its export: pixi's own loop, which frees what is long unused, would wake it for each frame
      // of the screen.
      Ticker.system.autoStart = false;
    }
    // All that the stage needs of the set of extensions that Pixi would load by itself.
    extensions.add(FilterSystem, FilterPipe);
    const renderer = new WebGLRenderer();
    try {
      await renderer.init({
        canvas,
        ...size,
        antialias: false,
        backgroundAlpha: 1,
        clearBeforeRender: false,
        powerPreference: 'high-performance',
        preferWebGLVersion: 2,
        skipExtensionImports: true,
      });
      if (renderer.context.webGLVersion !== 2) throw new Error('WebGL 2 is missing');
      // Software GL samples all the textures that a batch might have, for each pixel of a text.
      renderer.limits.maxBatchableTextures = 1;
    } catch (error) {
      throw new BoothError(
        'unsupported-browser',
        'This browser cannot draw the picture because WebGL 2 is missing or switched off: update or change the browser.',
        { cause: error },
      );
    }
    return new Stage(renderer, size);
  }

  /** Width and height of what is drawn, in pixels. */
  get width(): number {
    return this.size.width;
  }

  get height(): number {
    return this.size.height;
  }

  /** How frames are uploaded on this device, once it has been measured. */
  get upload(): PictureTexture['upload'] {
    return this.scene.upload;
  }

  /** How what is packed is read on this device, once it has been measured. */
  get readBack(): PackedPicture['readBack'] {
    return this.painter.packed.readBack;
  }

  /**
   * Changes the size of what is drawn, from the next picture on: until then the canvas keeps the last one, since to
   * change its size empties it.
   */
  resize(width: number, height: number): void {
    this.size = { width, height };
  }

  /**
   * Takes a picture to draw until the next one of its slot; calls are served in their order. The frame is not needed
   * afterwards and stays the caller's to close.
   */
  load(picture: Picture, slot: PictureSlot = 'take'): Promise<void> {
    const loaded = this.loading.then(() => (this.closed ? undefined : this.scene.load(picture, slot)));
    this.loading = loaded.catch(() => undefined);
    return loaded;
  }

  /**
   * Loads what a document's effects need before they can be drawn. Preview and export do so with every picture; what is
   * there already costs nothing, and what cannot be loaded is told of when it is drawn.
   */
  loadEffects(project: Project): Promise<void> {
    this.scene.sight.attend(project);
    return this.chain.load(project);
  }

  /** Sets what a sticker of the document shows. The picture must stay open until the next one is set. */
  setSticker(id: string, bitmap: ImageBitmap): void {
    if (!this.closed) this.overlays.setSticker(id, bitmap);
  }

  /** Forgets a slot's picture: where a take's was, black is drawn until the next one. */
  clear(slot: PictureSlot = 'take'): void {
    this.scene.clear(slot);
  }

  /**
   * Draws the loaded picture on the canvas, with the effects, the look and the overlays that the document has at a
   * clip time. Where an effect or the look cannot be drawn, the picture is shown with stripes over it.
   * @throws BoothError `effect-unknown` or `effect-broken`, once that is drawn
   */
  draw(project: Project, clipTime: number): void {
    if (this.closed) return;
    try {
      this.prepare(project, clipTime)(null);
    } catch (error) {
      this.prepare(project, clipTime, PLACEHOLDER)(null);
      throw error;
    }
    this.overlays.update(project, clipTime, this.size);
    if (blocksAround(this.overlayContainer.getBounds(), this.size) !== null)
      this.painter.paintContainer(this.overlayContainer, null);
  }

  /**
   * Draws a picture see-through over what is on the canvas, for a performer to line up with; null draws nothing and
   * forgets it. Only eyes see it: nothing of it is exported. It is uploaded once, and stays the caller's to close.
   */
  drawGhost(picture: ImageBitmap | null): void {
    if (this.closed) return;
    if (picture !== this.ghost?.picture) {
      this.ghost?.sprite.destroy({ texture: true, textureSource: true });
      this.ghost = picture === null ? null : { picture, sprite: ghostOf(picture) };
    }
    if (this.ghost === null) return;
    const { sprite } = this.ghost;
    sprite.setSize(this.width, this.height);
    this.painter.paintContainer(sprite, null);
  }

  /** The layout of what {@link readPacked} reads. */
  get packedLayout(): I420Layout {
    return this.painter.packed.layout;
  }

  /**
   * Draws as {@link draw} does, but packed for an encoder, to be read by {@link readPacked}: in between, the GPU is at
   * work, and the next picture can be loaded. The program that draws the picture lays the overlays over it and packs it.
   * @throws BoothError `effect-unknown` or `effect-broken`
   */
  pack(project: Project, clipTime: number): void {
    if (this.closed) return;
    const drawPicture = this.prepare(project, clipTime);
    this.painter.overlay = this.cover.at(project, clipTime, this.size);
    drawPicture(this.painter.packed.target);
    this.painter.packed.begin();
  }

  /**
   * Whether the effects and the look at a clip time change nothing but colours.
   * @throws BoothError `effect-unknown` or `effect-broken`
   */
  changesColorsOnly(project: Project, clipTime: number): boolean {
    return changesColorsOnly(planPrograms(project, clipTime));
  }

  /**
   * What the effects and the look at a clip time do to the colours of frames of a colour space, as a table for
   * `recolor`; null where they do anything else, or that cannot be told.
   * @throws BoothError `effect-unknown` or `effect-broken`
   */
  colorTable(project: Project, clipTime: number, space: VideoColorSpace): Uint32Array | null {
    const plans = planPrograms(project, clipTime);
    if (this.closed || !changesColorsOnly(plans)) return null;
    return this.chain.colorTable(plans[0], momentAt(project, clipTime), space);
  }

  /**
   * What lies over the picture at a clip time; null where the browser has taken the GPU away.
   * @throws BoothError `effect-unknown` of an animation
   */
  overlayRaster(project: Project, clipTime: number): OverlayRaster | null {
    return this.cover.rasterAt(project, clipTime, this.size);
  }

  /**
   * Waits for the picture that was packed last, and puts it into `bytes` as {@link packedLayout} says.
   * @returns whether it was read: not where the browser has taken the GPU away; see {@link restored}.
   */
  readPacked(bytes: Uint8Array): boolean {
    if (this.closed) return false;
    this.painter.packed.read(bytes);
    // In limited range no Y is below 16.
    return bytes[0] !== 0;
  }

  /**
   * Waits until the browser has given the GPU back that it took away (a lost WebGL context), and returns at once where
   * it has not. All that was on it is made anew; pictures must be loaded again.
   * @throws BoothError `encoder-failed` where that takes longer than {@link RESTORE_TIMEOUT_MS}
   */
  async restored(): Promise<void> {
    const { canvas, gl } = this.renderer;
    if (!gl.isContextLost()) return;
    const timeout = AbortSignal.timeout(RESTORE_TIMEOUT_MS);
    await new Promise<void>((resolve, reject) => {
      canvas.addEventListener('webglcontextrestored', () => resolve(), { once: true, signal: timeout });
      timeout.addEventListener('abort', () =>
        reject(
          new BoothError(
            'encoder-failed',
            'The browser took the graphics processor away and did not give it back: close other tabs and try again.',
          ),
        ),
      );
    });
  }

  /** Draws all of the picture but its last step, and gives that. */
  private prepare(project: Project, clipTime: number, placeholder?: readonly Plan[]): Step {
    const { scene } = this;
    this.painter.resize(this.size.width, this.size.height);
    const moment = momentAt(project, clipTime);
    const plans = placeholder ?? planPrograms(project, clipTime);
    const size = scene.performerSize(project, this.size);
    const isInPlace = leavesPixelsInPlace(plans);
    const picture =
      placeholder === undefined
        ? scene.picture(project, { ...moment, time: momentShown(project, clipTime) }, size, isInPlace)
        : scene.shot('take', size, isInPlace);
    const drawPicture: Step =
      picture === null
        ? (output) => this.painter.paintBlack(output)
        : this.chain.prepare(plans, picture, scene.given(project, clipTime, size));
    return scene.withDuet(project, this.size, drawPicture);
  }

  /** Frees everything the stage holds on the GPU. Safe to call twice. */
  close(): void {
    if (this.closed) return;
    this.drawGhost(null);
    this.closed = true;
    this.overlays.close();
    // Shaders, those of filters too, before the textures that are bound to them.
    this.painter.closeShaders();
    this.chain.close();
    this.scene.close();
    this.painter.close();
    this.renderer.destroy();
  }
}

function ghostOf(picture: ImageBitmap): Sprite {
  const source = new ImageSource({ resource: picture });
  return new Sprite({ texture: new Texture({ source }), alpha: GHOST_OPACITY });
}
