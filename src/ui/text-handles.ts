import { css, html } from 'lit';
import { updateOverlay } from '../project/edits.js';
import type { TextOverlay } from '../project/project.js';
import { isInRange } from '../project/timeline.js';
import { BoothElement } from './booth-element.js';

/** How far an arrow key moves a text, as a part of the frame. */
const KEY_STEP = 0.01;
const KEYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-KEY_STEP, 0],
  ArrowRight: [KEY_STEP, 0],
  ArrowUp: [0, -KEY_STEP],
  ArrowDown: [0, KEY_STEP],
};

/** Handles over the picture with which texts are moved, by dragging or with the arrow keys. */
export class TextHandles extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        position: absolute;
        inset: 0;
        overflow: hidden;
        pointer-events: none;
      }
      button {
        position: absolute;
        transform: translate(-50%, -50%);
        min-width: 64px;
        border-radius: 10px;
        background: none;
        box-shadow: inset 0 0 0 1px rgb(255 255 255 / 0.55);
        cursor: move;
        pointer-events: auto;
        touch-action: none;
      }
      button:hover:not(:disabled) {
        background: rgb(255 255 255 / 0.08);
      }
    `,
  ];

  private dragged: { readonly id: string; readonly dx: number; readonly dy: number } | null = null;

  override render() {
    const { booth, texts } = this;
    return booth.project.overlays
      .filter((overlay) => overlay.kind === 'text')
      .filter((overlay) => isInRange(overlay.range, booth.time))
      .map((overlay) => {
        const lines = overlay.text.split('\n');
        const longest = Math.max(...lines.map((line) => line.length));
        const { width, height } = booth.project;
        const wide = Math.min(90, longest * overlay.size * 55 * (height / width));
        return html`<button
          style="left:${overlay.x * 100}%;top:${overlay.y * 100}%;width:${wide}%;height:${lines.length * overlay.size * 125}%"
          aria-label=${texts.moveText(overlay.text)}
          @pointerdown=${(event: PointerEvent) => this.grab(event, overlay)}
          @pointermove=${this.drag}
          @pointerup=${this.drop}
          @pointercancel=${this.drop}
          @keydown=${(event: KeyboardEvent) => this.nudge(event, overlay)}
        ></button>`;
      });
  }

  /** A pointer's place in the frame, from 0 to 1. */
  private place(event: PointerEvent): { x: number; y: number } {
    const { left, top, width, height } = this.getBoundingClientRect();
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
  }

  private grab(event: PointerEvent, overlay: TextOverlay): void {
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
    const { x, y } = this.place(event);
    this.dragged = { id: overlay.id, dx: overlay.x - x, dy: overlay.y - y };
  }

  private drag(event: PointerEvent): void {
    if (this.dragged === null) return;
    const { id, dx, dy } = this.dragged;
    const { x, y } = this.place(event);
    this.move(id, x + dx, y + dy);
  }

  private drop(): void {
    this.dragged = null;
  }

  private nudge(event: KeyboardEvent, overlay: TextOverlay): void {
    const step = KEYS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.move(overlay.id, overlay.x + step[0], overlay.y + step[1]);
  }

  private move(id: string, x: number, y: number): void {
    const inside = (value: number) => Math.min(1, Math.max(0, value));
    this.perform(() => this.booth.edit(updateOverlay(id, { x: inside(x), y: inside(y) })));
  }
}
