import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { removeOverlay, updateOverlay } from '../project/edits.js';
import type { Overlay } from '../project/project.js';
import { SAFE_AREAS, type SnapLine, snapOverlay } from '../project/snap.js';
import { isInRange } from '../project/timeline.js';
import { BoothElement, WITH_PLAYHEAD } from './booth-element.js';
import { followDrag, nameGesture } from './drag.js';
import { type Point, pinch, turnWithin } from './overlay-gesture.js';
import { nameOverlay, overlaySize } from './overlays.js';
import { type Pinched, PinchGesture } from './pinch-gesture.js';

/** How far an arrow key moves an overlay, as a part of the frame; with Shift it is ten times that. */
const KEY_STEP = 0.01;
/** How much `+` and `-` change its size, and `<` and `>` its turn in degrees. */
const KEY_SCALE = 1.08;
const KEY_TURN = 5;
/** Smallest and largest size as a part of the frame's height. */
const SIZE = { min: 0.015, max: 0.6 };

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -KEY_STEP, y: 0 },
  ArrowRight: { x: KEY_STEP, y: 0 },
  ArrowUp: { x: 0, y: -KEY_STEP },
  ArrowDown: { x: 0, y: KEY_STEP },
};

/**
 * Handles over the picture by which overlays are moved, sized and turned: with one finger or two, by the corner with a
 * mouse, or by keys. While one is held, guides show the middle and where apps draw their own controls.
 */
export class OverlayHandles extends BoothElement {
  static override readonly redrawOn = WITH_PLAYHEAD;
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        position: absolute;
        inset: 0;
        overflow: hidden;
        pointer-events: none;
        direction: ltr;
      }
      .handle {
        position: absolute;
        min-width: 44px;
        min-height: 30px;
        padding: 0;
        border-radius: 8px;
        background: none;
        cursor: move;
        pointer-events: auto;
        touch-action: none;
      }
      .handle:hover:not(:disabled) {
        background: none;
        box-shadow: 0 0 0 1.5px rgb(255 255 255 / 0.65);
      }
      .handle:focus-visible {
        outline-color: #fff;
      }
      .chosen .handle {
        box-shadow: 0 0 0 2px #fff;
      }
      .box {
        position: absolute;
        display: grid;
        translate: -50% -50%;
      }
      .box > .handle {
        position: static;
        width: 100%;
        height: 100%;
      }
      .corner {
        position: absolute;
        right: -14px;
        bottom: -14px;
        width: 28px;
        height: 28px;
        border: 3px solid #fff;
        border-radius: 50%;
        background: var(--accent);
        pointer-events: auto;
        touch-action: none;
        cursor: nwse-resize;
      }
      .line {
        position: absolute;
        background: var(--accent);
      }
      .safe {
        position: absolute;
        border: 1.5px dashed rgb(255 255 255 / 0.55);
        border-radius: 6px;
      }
    `,
  ];
  static override properties = { ...BoothElement.properties, selected: {}, lines: { state: true } };

  /** Id of the chosen overlay, or null. The `choose` event asks for another one. */
  declare selected: string | null;
  /** The lines to which what is held has snapped; null where nothing is held. */
  declare private lines: readonly SnapLine[] | null;

  private readonly fingers = new PinchGesture<Overlay>({
    change: (overlay, moved, merge) => this.follow(overlay, moved, merge),
    end: () => {
      this.lines = null;
    },
  });

  constructor() {
    super();
    this.selected = null;
    this.lines = null;
  }

  override render() {
    const { booth } = this;
    return html`${this.renderGuides()}
    ${repeat(
      booth.project.overlays.filter(({ range }) => isInRange(range, booth.time)),
      ({ id }) => id,
      (overlay) => this.renderHandle(overlay),
    )}`;
  }

  private renderHandle(overlay: Overlay) {
    const { project } = this.booth;
    const { width, height } = overlaySize(project, overlay);
    const isChosen = overlay.id === this.selected;
    const place = `left:${overlay.x * 100}%;top:${overlay.y * 100}%;width:${width * 100}%;height:${height * 100}%`;
    return html`<div class="box ${isChosen ? 'chosen' : ''}" style="${place};rotate:${overlay.rotation}deg">
      <button
        class="handle"
        aria-label=${this.texts.moveText(nameOverlay(project, overlay))}
        @pointerdown=${(event: PointerEvent) => this.grab(event, overlay)}
        @pointermove=${this.fingers.move}
        @pointerup=${this.fingers.release}
        @pointercancel=${this.fingers.release}
        @click=${() => this.tell('choose', overlay.id)}
        @keydown=${(event: KeyboardEvent) => this.handleKey(event, overlay)}
      ></button>
      ${
        isChosen
          ? html`<div class="corner" @pointerdown=${(event: PointerEvent) => this.grabCorner(event, overlay)}></div>`
          : nothing
      }
    </div>`;
  }

  private renderGuides() {
    if (this.lines === null) return nothing;
    const part = (value: number) => `${value * 100}%`;
    const { x, y, width, height } = SAFE_AREAS.all;
    const safe = `left:${part(x)};top:${part(y)};width:${part(width)};height:${part(height)}`;
    return html`<div class="safe" style=${safe}></div>
      ${this.lines.map(({ direction, at }) =>
        direction === 'vertical'
          ? html`<div class="line" style="left:${part(at)};top:0;bottom:0;width:1.5px"></div>`
          : html`<div class="line" style="top:${part(at)};left:0;right:0;height:1.5px"></div>`,
      )}`;
  }

  private grab(event: PointerEvent, { id }: Overlay): void {
    const current = () => this.booth.project.overlays.find((overlay) => overlay.id === id) ?? null;
    if (!this.fingers.press(event, current)) return;
    this.tell('choose', id);
    this.lines ??= [];
  }

  private follow(overlay: Overlay, moved: Pinched, merge: string): void {
    const frame = this.getBoundingClientRect();
    const { lines, ...placed } = snapOverlay({
      x: inside(overlay.x + moved.x / frame.width),
      y: inside(overlay.y + moved.y / frame.height),
      rotation: moved.fingers > 1 ? turnWithin(overlay.rotation + moved.rotation) : overlay.rotation,
      ...overlaySize(this.booth.project, overlay),
    });
    this.lines = lines;
    this.change(overlay.id, merge, {
      ...placed,
      ...(moved.fingers > 1 ? { size: clampSize(overlay.size * moved.scale) } : {}),
    });
  }

  /** The corner turns and sizes around the middle: as a pinch of which one finger rests there. */
  private grabCorner(event: PointerEvent, overlay: Overlay): void {
    const frame = this.getBoundingClientRect();
    const middle = { x: frame.left + overlay.x * frame.width, y: frame.top + overlay.y * frame.height };
    const from = { x: event.clientX, y: event.clientY };
    const merge = nameGesture();
    followDrag(event, {
      move: (x, y) => {
        const moved = pinch([middle, from], [middle, { x: from.x + x, y: from.y + y }]);
        const rotation = turnWithin(overlay.rotation + moved.rotation);
        this.change(overlay.id, merge, {
          size: clampSize(overlay.size * moved.scale),
          rotation: snapOverlay({ ...overlay, rotation }).rotation,
        });
      },
    });
  }

  private handleKey(event: KeyboardEvent, overlay: Overlay): void {
    const part = this.keyChange(event, overlay);
    if (part === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (part === 'remove') {
      this.ui.takeAway(
        removeOverlay(overlay.id),
        this.texts.removed(nameOverlay(this.booth.project, overlay)),
      );
    } else this.change(overlay.id, `keys ${overlay.id}`, part);
  }

  private keyChange({ key, shiftKey }: KeyboardEvent, overlay: Overlay): Placing | 'remove' | null {
    const arrow = ARROWS[key];
    if (arrow !== undefined) {
      const times = shiftKey ? 10 : 1;
      return { x: inside(overlay.x + arrow.x * times), y: inside(overlay.y + arrow.y * times) };
    }
    switch (key) {
      case '+':
        return { size: clampSize(overlay.size * KEY_SCALE) };
      case '-':
        return { size: clampSize(overlay.size / KEY_SCALE) };
      case '<':
        return { rotation: overlay.rotation - KEY_TURN };
      case '>':
        return { rotation: overlay.rotation + KEY_TURN };
      case 'Delete':
      case 'Backspace':
        return 'remove';
      default:
        return null;
    }
  }

  private change(id: string, merge: string, part: Placing): void {
    this.ui.perform(() => this.booth.edit(updateOverlay(id, part), { merge }));
  }
}

type Placing = Partial<Pick<Overlay, 'x' | 'y' | 'size' | 'rotation'>>;

const inside = (value: number) => Math.min(1, Math.max(0, value));
const clampSize = (size: number) => Math.min(SIZE.max, Math.max(SIZE.min, size));
