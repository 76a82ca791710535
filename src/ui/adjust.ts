import { css, html } from 'lit';
import type { Texts } from '../languages/english.js';
import { followDrag, nameGesture } from './drag.js';

/** Something that is moved along time: by dragging it, or frame by frame with the arrow keys. */
export interface Adjustable {
  /** Pixels per second of clip. */
  readonly scale: number;
  readonly frameRate: number;
  /** Arrow keys in a row under the same name are one step of the history. */
  readonly key: string;
  /** Called when it is taken hold of. */
  readonly grab?: () => void;
  /** Gets the seconds of clip that it is to go, since it was taken hold of; `merge` is the gesture's name. */
  readonly move: (offset: number, merge: string, isDragged: boolean) => void;
}

/** Answers a press: what is pressed follows the pointer. */
export function dragInTime(event: PointerEvent, { scale, grab, move }: Adjustable): void {
  const merge = nameGesture();
  grab?.();
  followDrag(event, { move: (x) => move(x / scale, merge, true) });
}

/** Answers an arrow key, by one frame or, with Shift, by ten. */
export function stepInTime(event: KeyboardEvent, { frameRate, key, move }: Adjustable): void {
  if (event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
  event.preventDefault();
  event.stopPropagation();
  const frames = (event.key === 'ArrowRight' ? 1 : -1) * (event.shiftKey ? 10 : 1);
  move(frames / frameRate, key, false);
}

/** One of the two ends of something with a length. */
export type Edge = 'start' | 'end';

/** An edge that can be moved: what a slider says of it, and what moving it does. */
export interface EdgeSlider extends Adjustable {
  readonly value: number;
  readonly max: number;
}

/** Both edges of something on a timeline, as sliders. They look as the part that shows them wants it. */
export function renderEdges(
  texts: Texts,
  name: string,
  edge: (edge: Edge) => EdgeSlider,
  tabIndex: 0 | -1 = 0,
) {
  return (['start', 'end'] as const).map((end) => {
    const slider = edge(end);
    return html`<div
      class="edge ${end}"
      role="slider"
      tabindex=${tabIndex}
      aria-label="${name}: ${texts[end]}"
      aria-valuemin="0"
      aria-valuemax=${slider.max}
      aria-valuenow=${slider.value}
      aria-valuetext=${texts.secondsExact(slider.value)}
      @pointerdown=${(event: PointerEvent) => dragInTime(event, slider)}
      @keydown=${(event: KeyboardEvent) => stepInTime(event, slider)}
    ></div>`;
  });
}

/** Where edges are taken hold of. */
export const edgeStyles = css`
  .edge {
    position: absolute;
    z-index: 1;
    inset-block: 0;
    width: 24px;
    cursor: ew-resize;
    touch-action: none;
  }
`;

/** Edges as grips of a frame around pictures, as a chosen take has them. */
export const gripStyles = css`
  .edge.start {
    left: -6px;
  }
  .edge.end {
    right: -4px;
  }
  .edge::before {
    content: '';
    position: absolute;
    inset-block: 0;
    width: 16px;
    background: var(--accent);
  }
  .edge.start::before {
    left: 6px;
    border-radius: 10px 0 0 10px;
  }
  .edge.end::before {
    right: 6px;
    border-radius: 0 10px 10px 0;
  }
  .edge::after {
    content: '';
    position: absolute;
    inset-block: 34%;
    width: 2px;
    border-radius: 1px;
    background: var(--on-accent);
  }
  .edge.start::after {
    left: 13px;
  }
  .edge.end::after {
    right: 13px;
  }
`;
