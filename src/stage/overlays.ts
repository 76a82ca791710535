import { type Container, ImageSource, Sprite, Texture, type WebGLRenderer } from 'pixi.js';
import type { Pose } from '../effects/animation.js';
import { findAnimation } from '../effects/registry.js';
import { cueAt, spokenWord } from '../project/captions.js';
import type { AnimationUse, Overlay, OverlayBase, TextStyle } from '../project/overlay.js';
import type { Project } from '../project/project.js';
import { clipDuration, isInRange } from '../project/timeline.js';
import { TextPicture } from './text-picture.js';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A text that is shown, and what it was made of. */
interface ShownText {
  readonly of: object;
  readonly frame: Size;
  readonly picture: TextPicture;
  readonly sprite: Sprite;
}

/** A sticker that is shown: its sprite, and the picture that is on the GPU. */
interface ShownSticker {
  readonly sprite: Sprite;
  readonly source: ImageSource;
  bitmap: ImageBitmap;
}

/** Under which the captions are kept among the texts. */
const CAPTIONS = 'captions';

/** Keeps a display object for each overlay of a document, drawn anew only when the overlay or the frame changes. */
export class OverlayLayer {
  private readonly texts = new Map<string, ShownText>();
  private readonly stickers = new Map<string, ShownSticker>();

  /** Counts what changes without a clip time: documents and stickers' pictures. */
  private version = 0;
  private of: Pick<Project, 'overlays' | 'captions'> | null = null;

  constructor(
    private readonly container: Container,
    private readonly renderer: WebGLRenderer,
  ) {}

  /** Sets what a sticker shows. The picture must stay open until the next one is set. */
  setSticker(id: string, bitmap: ImageBitmap): void {
    const shown = this.stickers.get(id);
    if (shown?.bitmap === bitmap) return;
    this.version++;
    if (shown !== undefined && shown.bitmap.width === bitmap.width && shown.bitmap.height === bitmap.height) {
      shown.source.resource = bitmap;
      shown.source.update();
      shown.bitmap = bitmap;
      return;
    }
    this.removeSticker(id);
    const source = new ImageSource({ resource: bitmap, alphaMode: 'premultiplied-alpha' });
    // Uploaded now, while the picture is open.
    this.renderer.texture.initSource(source);
    const sprite = new Sprite({ texture: new Texture({ source }), anchor: 0.5, visible: false });
    this.container.addChild(sprite);
    this.stickers.set(id, { sprite, source, bitmap });
  }

  /**
   * Shows the overlays and captions that hold at a clip time in a frame of that size.
   * @returns what is shown, as a text that is the same as long as that looks the same
   * @throws BoothError `effect-unknown` of an animation
   */
  update(project: Project, clipTime: number, frame: Size): string {
    const { overlays, captions } = project;
    if (this.of?.overlays !== overlays || this.of.captions !== captions) this.version++;
    this.of = { overlays, captions };
    const shown: unknown[] = [this.version, frame];
    const isThere = (id: string) => overlays.some((overlay) => overlay.id === id);
    for (const id of this.stickers.keys()) if (!isThere(id)) this.removeSticker(id);
    for (const id of this.texts.keys()) if (id !== CAPTIONS && !isThere(id)) this.removeText(id);
    const length = clipDuration(project);
    for (const [layer, overlay] of overlays.entries()) {
      const pose = isInRange(overlay.range, clipTime) ? poseAt(overlay, clipTime, length) : null;
      shown.push(pose);
      const sprite = this.spriteOf(overlay, pose, frame);
      if (sprite !== null) lay(sprite, overlay, pose, frame, layer);
    }
    const cue = captions === null ? null : cueAt(captions, clipTime);
    if (captions === null || cue === null) {
      this.removeText(CAPTIONS);
      return JSON.stringify(shown);
    }
    const { style } = captions;
    const word = spokenWord(cue, clipTime);
    const highlighted = style.highlight === null || word === null ? null : { word, color: style.highlight };
    const pose = poseAt({ ...style, range: cue }, clipTime, length);
    const { picture, sprite } = this.textOf(CAPTIONS, cue, cue.text, style, frame);
    picture.draw({ letters: lettersIn(picture, pose), highlighted });
    sprite.scale.set(1 / picture.resolution);
    lay(sprite, { ...style, rotation: 0, opacity: 1 }, pose, frame, overlays.length);
    return JSON.stringify([...shown, cue, word, pose]);
  }

  private spriteOf(overlay: Overlay, pose: Pose | null, frame: Size): Sprite | null {
    if (overlay.kind === 'sticker') {
      const shown = this.stickers.get(overlay.id);
      if (shown === undefined) return null;
      const scale = (overlay.size * frame.height) / shown.bitmap.height;
      shown.sprite.scale.set(overlay.mirrored ? -scale : scale, scale);
      return shown.sprite;
    }
    if (pose === null && !this.texts.has(overlay.id)) return null;
    const { picture, sprite } = this.textOf(overlay.id, overlay, overlay.text, overlay, frame);
    if (pose !== null) picture.draw({ letters: lettersIn(picture, pose), highlighted: null });
    sprite.scale.set(1 / picture.resolution);
    return sprite;
  }

  private textOf(
    id: string,
    of: object,
    text: string,
    style: TextStyle & { size: number },
    frame: Size,
  ): ShownText {
    let shown = this.texts.get(id);
    if (shown?.of === of && shown.frame.height === frame.height && shown.frame.width === frame.width)
      return shown;
    this.removeText(id);
    const picture = new TextPicture(text, style, style.size * frame.height, frame.width);
    const sprite = new Sprite({ texture: picture.texture, anchor: 0.5 });
    this.container.addChild(sprite);
    shown = { of, frame: { ...frame }, picture, sprite };
    this.texts.set(id, shown);
    return shown;
  }

  private removeText(id: string): void {
    const shown = this.texts.get(id);
    if (shown === undefined) return;
    this.texts.delete(id);
    shown.sprite.destroy();
    shown.picture.close();
  }

  private removeSticker(id: string): void {
    const shown = this.stickers.get(id);
    if (shown === undefined) return;
    this.stickers.delete(id);
    shown.sprite.destroy({ texture: true, textureSource: true });
  }

  /** Frees every display object. Safe to call twice. */
  close(): void {
    for (const id of [...this.texts.keys()]) this.removeText(id);
    for (const id of [...this.stickers.keys()]) this.removeSticker(id);
  }
}

/** How many letters of a text are there in a pose. */
function lettersIn({ letterCount }: TextPicture, { letters = 1 }: Pose): number {
  return Math.floor(letters * letterCount + 1e-6);
}

/** Puts a sprite where an overlay lies, moved as its pose says; without a pose it is not there. */
function lay(
  sprite: Sprite,
  overlay: Pick<OverlayBase, 'x' | 'y' | 'rotation' | 'opacity'>,
  pose: Pose | null,
  frame: Size,
  layer: number,
): void {
  const { x = 0, y = 0, scaleX = 1, scaleY = 1, rotation = 0, opacity = 1 } = pose ?? {};
  sprite.position.set(overlay.x * frame.width + x * frame.height, (overlay.y + y) * frame.height);
  sprite.scale.set(sprite.scale.x * scaleX, sprite.scale.y * scaleY);
  sprite.angle = overlay.rotation + rotation;
  sprite.alpha = overlay.opacity * Math.min(Math.max(opacity, 0), 1);
  sprite.zIndex = layer;
  sprite.visible = pose !== null && sprite.alpha > 0 && scaleX !== 0 && scaleY !== 0;
}

/** The pose of an overlay that is shown at a clip time. */
function poseAt(
  overlay: Pick<OverlayBase, 'range' | 'animationIn' | 'animationOut'>,
  clipTime: number,
  clipLength: number,
): Pose {
  const { range, animationIn, animationOut } = overlay;
  const { start, end } = range ?? { start: 0, end: clipLength };
  const part = (use: AnimationUse | null, since: number): Pose | null => {
    const duration = Math.min(use?.duration ?? 0, (end - start) / 2);
    // Before a clip has any length, as while its first take is recorded, nothing comes or goes.
    if (use === null || duration <= 0 || since < 0 || since >= duration) return null;
    return findAnimation(use).pose(since / duration);
  };
  return part(animationIn, clipTime - start) ?? part(animationOut, end - clipTime) ?? {};
}
