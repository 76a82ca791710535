import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { moveTake, trimTake } from '../project/edits.js';
import type { Take } from '../project/project.js';
import { mediumDuration, snapToFrame, type TakeSpan, takeDuration, takeSpans } from '../project/timeline.js';
import { type Edge, type EdgeSlider, edgeStyles, gripStyles, renderEdges } from './adjust.js';
import { BoothElement } from './booth-element.js';
import { followDrag } from './drag.js';
import { icons } from './editor-icons.js';
import { nameSelection } from './selection.js';
import { dropIndex, moveEdge } from './timeline-geometry.js';

/** A press that moves less than this many pixels chooses a take and does not move it. */
const STILL_PX = 5;

/** The takes one after another with their pictures: chosen by a tap, moved and trimmed by dragging or by keys. */
export class TakeTrack extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    edgeStyles,
    gripStyles,
    css`
      :host {
        position: relative;
        height: var(--take-height, 56px);
      }
      li {
        position: absolute;
        inset-block: 0;
        padding-right: 2px;
      }
      li.dragged {
        z-index: 2;
        opacity: 0.85;
        filter: drop-shadow(0 6px 14px rgb(0 0 0 / 0.4));
      }
      .take {
        position: relative;
        width: 100%;
        height: 100%;
        min-width: 0;
        padding: 0;
        border-radius: 10px;
        background: var(--raised);
        overflow: hidden;
        touch-action: pan-x;
      }
      .take[aria-pressed='true'] {
        touch-action: none;
        cursor: grab;
      }
      .ring {
        position: absolute;
        inset: 0 2px 0 0;
        border-radius: 10px;
        border: 3px solid var(--accent);
        pointer-events: none;
      }
      .length svg {
        width: 12px;
        height: 12px;
        margin-right: 3px;
        vertical-align: -2px;
      }
      .length {
        position: absolute;
        inset: auto auto 4px 6px;
        padding: 0 5px;
        border-radius: 5px;
        font-size: 11px;
        line-height: 16px;
        color: #fff;
        background: rgb(0 0 0 / 0.62);
      }
      [aria-pressed='true'] .length {
        left: 22px;
      }
      .join {
        position: absolute;
        z-index: 1;
        left: -15px;
        inset-block-start: calc(50% - 14px);
        width: 28px;
        min-width: 28px;
        min-height: 28px;
        padding: 0;
        border-radius: 9px;
        color: #17181c;
        background: #fff;
        box-shadow: 0 1px 6px rgb(0 0 0 / 0.45);
      }
      .join:hover:not(:disabled) {
        background: #e9e9e5;
      }
      .join.used {
        color: var(--on-accent);
        background: var(--accent);
      }
      .join[aria-pressed='true'] {
        box-shadow: 0 0 0 3px var(--text);
      }
      .join svg {
        width: 17px;
        height: 17px;
      }
      .join::after {
        content: '';
        position: absolute;
        inset: -10px -6px;
      }
      .drop {
        position: absolute;
        z-index: 3;
        inset-block: -4px;
        width: 4px;
        margin-left: -3px;
        border-radius: 2px;
        background: var(--text);
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    scale: { type: Number },
    height: { type: Number },
    selected: {},
    selectedJoin: {},
    snap: { attribute: false },
    drag: { state: true },
  };

  /** Pixels per second of clip. */
  declare scale: number;
  /** Height of the pictures in pixels. */
  declare height: number;
  /** Id of the chosen take, or null. The `choose` event asks for another one. */
  declare selected: string | null;
  /** Id of the take whose transition is chosen, or null. The `join` event asks for another one. */
  declare selectedJoin: string | null;
  /** Brings a dragged edge to what is near. */
  declare snap: (time: number, dragged: string) => number;
  /** The take that is being moved, by how many pixels, and where it would land. */
  declare private drag: { readonly id: string; readonly x: number; readonly index: number } | null;

  constructor() {
    super();
    this.scale = 60;
    this.height = 56;
    this.selected = null;
    this.selectedJoin = null;
    this.drag = null;
    this.snap = (time) => time;
  }

  override render() {
    const spans = takeSpans(this.booth.project);
    return html`<ul aria-label=${this.texts.takes}>
        ${repeat(
          spans,
          ({ take }) => take.id,
          (span, index) => this.renderTake(span, index, spans),
        )}
      </ul>
      ${this.renderDrop(spans)}`;
  }

  private renderTake(span: TakeSpan, index: number, spans: readonly TakeSpan[]) {
    const { texts, scale, drag } = this;
    const { take, start, end } = span;
    const isSelected = take.id === this.selected;
    const offset = drag?.id === take.id ? drag.x : 0;
    const name = texts.take(index + 1);
    const length = texts.seconds(Math.round((end - start) * 10) / 10);
    return html`<li
      class=${drag?.id === take.id ? 'dragged' : ''}
      style="left: ${start * scale + offset}px; width: ${(end - start) * scale}px"
    >
      <button
        class="take"
        aria-pressed=${isSelected}
        aria-label="${name}, ${length}"
        @pointerdown=${(event: PointerEvent) => this.press(event, span, isSelected)}
        @click=${() => this.tell('choose', take.id)}
        @focus=${(event: FocusEvent) => {
          if (event.target instanceof Element && event.target.matches(':focus-visible'))
            this.tell('choose', take.id);
        }}
        @keydown=${(event: KeyboardEvent) => this.handleKey(event, take.id, index)}
      >
        <clip-booth-filmstrip .ui=${this.ui} .take=${take} .scale=${scale} .height=${this.height}></clip-booth-filmstrip>
        <span class="length number">${take.timeMap === null ? nothing : icons.speed}${length}</span>
      </button>
      ${isSelected ? html`<div class="ring"></div>${renderEdges(texts, name, (edge) => this.edge(span, edge))}` : nothing}
      ${index === 0 || isSelected || spans[index - 1]?.take.id === this.selected ? nothing : this.renderJoin(take, index)}
    </li>`;
  }

  /** The small button between a take and the one before; a chosen take's edges are in its place. */
  private renderJoin({ id, transition }: Take, index: number) {
    const { texts } = this;
    const name =
      transition === null
        ? texts.none
        : (nameSelection({ kind: 'transition', id }, this.booth.project, texts) ?? transition.transition);
    return html`<button
      class="join ${transition === null ? '' : 'used'}"
      aria-pressed=${id === this.selectedJoin}
      aria-label="${texts.transitionTo(index + 1)}: ${name}"
      title=${texts.transition}
      @click=${() => this.tell('join', id)}
    >
      ${transition === null ? icons.add : icons.transition}
    </button>`;
  }

  private edge(span: TakeSpan, edge: Edge): EdgeSlider {
    const { take } = span;
    return {
      value: take[edge],
      max: this.longest(span),
      scale: this.scale,
      frameRate: this.booth.project.frameRate,
      key: `${take.id} ${edge}`,
      grab: () => this.booth.pause(),
      move: (offset, merge, isDragged) => {
        const held = span[edge];
        const time = isDragged
          ? snapToFrame(this.booth.project, this.snap(held + offset, take.id))
          : held + offset;
        this.trim(span, edge, time - held, merge);
      },
    };
  }

  private renderDrop(spans: readonly TakeSpan[]) {
    if (this.drag === null) return nothing;
    const { id, index } = this.drag;
    const others = spans.filter(({ take }) => take.id !== id);
    const at = others[index]?.start ?? spans.at(-1)?.end ?? 0;
    return html`<div class="drop" style="left: ${at * this.scale}px"></div>`;
  }

  /** Take time at which the video ends; a picture goes on as long as the clip may. */
  private longest({ take }: TakeSpan): number {
    const { assets, maxDuration } = this.booth.project;
    return Math.min(mediumDuration(assets[take.asset]), take.start + maxDuration * take.speed);
  }

  private press(event: PointerEvent, span: TakeSpan, isSelected: boolean): void {
    // On a touch screen the first tap chooses; only what is chosen is dragged, so that a swipe scrolls.
    if (!isSelected && event.pointerType !== 'mouse') return;
    const { id } = span.take;
    const middle = (span.start + span.end) / 2;
    followDrag(event, {
      move: (x) => {
        if (this.drag === null && Math.abs(x) < STILL_PX) return;
        const spans = takeSpans(this.booth.project);
        this.drag = { id, x, index: dropIndex(spans, id, middle + x / this.scale) };
      },
      end: (isDone) => {
        const { drag } = this;
        this.drag = null;
        if (isDone && drag !== null) this.move(id, drag.index);
      },
    });
  }

  private move(id: string, index: number): void {
    const { takes } = this.booth.project;
    if (index < 0 || index >= takes.length || takes[index]?.id === id) return;
    this.ui.perform(() => this.booth.edit(moveTake(id, index)));
    this.ui.announce(this.texts.takeMoved(index + 1, takes.length));
  }

  private handleKey(event: KeyboardEvent, id: string, index: number): void {
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    event.stopPropagation();
    this.move(id, index + (event.key === 'ArrowRight' ? 1 : -1));
  }

  /** Moves an edge by seconds of clip, within the video and to no less than a frame, and shows the picture there. */
  private trim(span: TakeSpan, edge: Edge, offset: number, merge: string): void {
    const { take } = span;
    const { booth } = this;
    const shortest = take.speed / booth.project.frameRate;
    const wanted = take[edge] + offset * take.speed;
    const value = moveEdge(take, edge, wanted, { start: 0, end: this.longest(span) }, shortest)[edge];
    this.ui.perform(async () => {
      booth.edit(trimTake(take.id, { [edge]: value }), { merge });
      const trimmed = { ...take, [edge]: value };
      await booth.seek(
        edge === 'start' ? span.start : span.start + takeDuration(trimmed) - 1 / booth.project.frameRate,
      );
    });
  }
}
