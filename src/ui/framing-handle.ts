import { css, html } from 'lit';
import { setFraming } from '../project/edits.js';
import { moveCrop } from '../project/framing.js';
import type { Crop, Framing, Take } from '../project/project.js';
import { type Pinched, PinchGesture } from './pinch-gesture.js';
import { TakePanel } from './take-panel.js';

/** How far an arrow key moves the picture, as a part of the frame, and how much `+` and `-` zoom it. */
const KEY_STEP = 0.02;
const KEY_SCALE = 1.08;

const KEYS: Readonly<Record<string, { x: number; y: number; scale: number }>> = {
  ArrowLeft: { x: -KEY_STEP, y: 0, scale: 1 },
  ArrowRight: { x: KEY_STEP, y: 0, scale: 1 },
  ArrowUp: { x: 0, y: -KEY_STEP, scale: 1 },
  ArrowDown: { x: 0, y: KEY_STEP, scale: 1 },
  '+': { x: 0, y: 0, scale: KEY_SCALE },
  '-': { x: 0, y: 0, scale: 1 / KEY_SCALE },
};

/** Lies over the picture while a take is framed: it is moved and zoomed by hand, or by keys. */
export class FramingHandle extends TakePanel {
  static override styles = [
    ...TakePanel.styles,
    css`
      :host {
        position: absolute;
        inset: 0;
      }
      button {
        position: absolute;
        inset: 0;
        width: 100%;
        border-radius: inherit;
        background: none;
        cursor: move;
        touch-action: none;
        --rule: rgb(255 255 255 / 0.4) calc(100% / 3 + 0.5px), transparent 0;
        --gap: transparent calc(100% / 3 - 0.5px);
      }
      button,
      button:hover:not(:disabled) {
        background:
          linear-gradient(90deg, var(--gap), 0, var(--rule)), linear-gradient(270deg, var(--gap), 0, var(--rule)),
          linear-gradient(var(--gap), 0, var(--rule)), linear-gradient(0deg, var(--gap), 0, var(--rule));
      }
      button:focus-visible {
        outline: 3px solid #fff;
        outline-offset: -3px;
      }
    `,
  ];
  private readonly fingers = new PinchGesture<Take>({
    change: (take, moved, merge) => this.follow(take, moved, merge),
  });

  override render() {
    return html`<button
      aria-label=${this.texts.moveFraming}
      @pointerdown=${(event: PointerEvent) => this.fingers.press(event, () => this.take ?? null)}
      @pointermove=${this.fingers.move}
      @pointerup=${this.fingers.release}
      @pointercancel=${this.fingers.release}
      @keydown=${this.handleKey}
    ></button>`;
  }

  private follow(take: Take, { x, y, scale }: Pinched, merge: string): void {
    const { width, height } = this.getBoundingClientRect();
    this.move(take, { x: x / width, y: y / height, scale }, merge);
  }

  private move(take: Take, by: { x: number; y: number; scale: number }, merge: string): void {
    const { project } = this.booth;
    const medium = project.assets[take.asset];
    if (medium?.kind !== 'video' && medium?.kind !== 'image') return;
    const { framing } = take;
    const moved = (crop: Crop) => moveCrop({ ...framing, crop }, by, medium, project);
    const part: Partial<Framing> = {
      crop: moved(framing.crop),
      cropEnd: framing.cropEnd === null ? null : moved(framing.cropEnd),
    };
    this.ui.perform(() => this.booth.edit(setFraming(take.id, part), { merge }));
  }

  private handleKey(event: KeyboardEvent): void {
    const { take } = this;
    const by = KEYS[event.key];
    if (by === undefined || take === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.move(take, by, `${this.selected} framing keys`);
  }
}
