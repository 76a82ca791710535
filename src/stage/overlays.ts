import { type Container, Text } from 'pixi.js';
import type { Overlay, Project, TextOverlay } from '../project/project.js';
import { isInRange } from '../project/timeline.js';

/** Lines longer than this part of the frame's width are wrapped. */
const WRAP_WIDTH = 0.9;
/** Distance of lines, and width of the outline, as a part of the font size. */
const LINE_HEIGHT = 1.2;
const OUTLINE_WIDTH = 0.14;

/** Keeps a display object for each overlay of a document, drawn anew only when the overlay or the frame changes. */
export class OverlayLayer {
  private readonly shown = new Map<string, { overlay: Overlay; height: number; text: Text }>();

  constructor(private readonly container: Container) {}

  /** Shows the overlays that hold at a clip time in a frame of that size. */
  update(project: Project, clipTime: number, frame: { width: number; height: number }): void {
    for (const [id, { overlay, height, text }] of this.shown) {
      if (!project.overlays.includes(overlay) || height !== frame.height) {
        text.destroy();
        this.shown.delete(id);
      }
    }
    for (const [index, overlay] of project.overlays.entries()) {
      if (overlay.kind !== 'text') continue;
      const text = this.shown.get(overlay.id)?.text ?? this.add(overlay, frame);
      text.visible = isInRange(overlay.range, clipTime);
      text.zIndex = index;
    }
  }

  private add(overlay: TextOverlay, frame: { width: number; height: number }): Text {
    const fontSize = overlay.size * frame.height;
    const text = new Text({
      text: overlay.text,
      anchor: 0.5,
      resolution: 1,
      style: {
        fontFamily: overlay.font,
        fontSize,
        fontWeight: '700',
        fill: overlay.color,
        align: 'center',
        lineHeight: fontSize * LINE_HEIGHT,
        wordWrap: true,
        wordWrapWidth: frame.width * WRAP_WIDTH,
        breakWords: true,
        padding: fontSize * OUTLINE_WIDTH,
        ...(overlay.outline === null
          ? {}
          : { stroke: { color: overlay.outline, width: fontSize * OUTLINE_WIDTH, join: 'round' as const } }),
      },
    });
    text.position.set(overlay.x * frame.width, overlay.y * frame.height);
    text.angle = overlay.rotation;
    this.container.addChild(text);
    this.shown.set(overlay.id, { overlay, height: frame.height, text });
    return text;
  }

  /** Frees every display object. */
  close(): void {
    for (const { text } of this.shown.values()) text.destroy();
    this.shown.clear();
  }
}
