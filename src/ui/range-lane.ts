import { css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Edit } from '../project/edits.js';
import type { Range } from '../project/project.js';
import { clipDuration, snapToFrame } from '../project/timeline.js';
import { type Adjustable, dragInTime, type Edge, edgeStyles, renderEdges, stepInTime } from './adjust.js';
import { BoothElement } from './booth-element.js';
import { moveEdge, moveRange, packRows } from './timeline-geometry.js';

/** Something with a range on the timeline: an effect or an overlay. */
export interface RangeItem {
  readonly id: string;
  readonly name: string;
  /** Where it is, or null for the whole clip. */
  readonly range: Range | null;
  /** Clip times of its keyframes. */
  readonly keyframes?: readonly number[];
}

/** Height of a row in pixels, and of the gap to the next. */
const ROW = 36;
const GAP = 4;

/** Bars that are moved and trimmed by dragging or with the arrow keys. Overlapping ones get rows of their own. */
export class RangeLane extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    edgeStyles,
    css`
      :host {
        position: relative;
      }
      .item {
        position: absolute;
        display: flex;
        height: ${ROW}px;
        border-radius: 8px;
        color: var(--lane-text);
        background: var(--lane);
      }
      button {
        flex: 1;
        justify-content: flex-start;
        min-height: ${ROW}px;
        min-width: 0;
        padding: 0 14px;
        border-radius: 8px;
        font-size: 13px;
        background: none;
        overflow: hidden;
        touch-action: pan-y;
        cursor: grab;
      }
      span {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      button:hover:not(:disabled) {
        background: rgb(128 128 128 / 0.18);
      }
      .item:has([aria-pressed='true']) {
        box-shadow: 0 0 0 2px var(--text);
      }
      .edge {
        border-radius: 8px;
      }
      .edge::after {
        content: '';
        position: absolute;
        inset-block: 10px;
        width: 4px;
        border-radius: 2px;
        background: currentColor;
        opacity: 0.7;
      }
      .keyframe {
        position: absolute;
        inset-block: 0;
        margin-block: auto;
        width: 10px;
        height: 10px;
        margin-left: -5px;
        rotate: 45deg;
        border-radius: 2px;
        background: currentColor;
        pointer-events: none;
      }
      .start {
        left: -10px;
      }
      .start::after {
        left: 15px;
      }
      .end {
        right: -10px;
      }
      .end::after {
        right: 15px;
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    items: { attribute: false },
    scale: { type: Number },
    selected: {},
    snap: { attribute: false },
    setRange: { attribute: false },
    label: {},
  };

  /** What the bars are. */
  declare label: string;
  declare items: readonly RangeItem[];
  /** Pixels per second of clip. */
  declare scale: number;
  /** Id of the chosen item, or null. The `choose` event asks for another one. */
  declare selected: string | null;
  /** Brings a dragged edge to what is near. */
  declare snap: (time: number, dragged: string) => number;
  /** The edit that gives an item another range. */
  declare setRange: (id: string, range: Range) => Edit;

  constructor() {
    super();
    this.label = '';
    this.items = [];
    this.scale = 60;
    this.selected = null;
    this.snap = (time) => time;
  }

  private get duration(): number {
    return clipDuration(this.booth.project);
  }

  private shownRange({ range }: RangeItem): Range {
    const { duration } = this;
    return range === null
      ? { start: 0, end: duration }
      : { start: Math.min(range.start, duration), end: Math.min(range.end, duration) };
  }

  override render() {
    const ranges = this.items.map((item) => this.shownRange(item));
    const rows = packRows(ranges);
    this.style.height = `${(Math.max(-1, ...rows) + 1) * (ROW + GAP)}px`;
    return html`<div role="group" aria-label=${this.label}>
      ${repeat(
        this.items,
        ({ id }) => id,
        (item, index) => this.renderItem(item, ranges[index] ?? { start: 0, end: 0 }, rows[index] ?? 0),
      )}
    </div>`;
  }

  private renderItem(item: RangeItem, range: Range, row: number) {
    const { texts, scale } = this;
    const width = Math.max(30, (range.end - range.start) * scale);
    const whole = this.adjustable(item, range, 'all');
    return html`<div class="item" style="left: ${range.start * scale}px; width: ${width}px; top: ${row * (ROW + GAP)}px">
      <button
        aria-pressed=${item.id === this.selected}
        aria-label="${item.name}, ${item.range === null ? texts.wholeClip : texts.fromTo(range.start, range.end)}"
        @click=${() => this.tell('choose', item.id)}
        @pointerdown=${(event: PointerEvent) => dragInTime(event, whole)}
        @keydown=${(event: KeyboardEvent) => stepInTime(event, whole)}
      >
        <span>${item.name}</span>
      </button>
      ${item.keyframes?.map(
        (time) => html`<div class="keyframe" style="left: ${(time - range.start) * scale}px"></div>`,
      )}
      ${renderEdges(
        texts,
        item.name,
        (edge) => ({ ...this.adjustable(item, range, edge), value: range[edge], max: this.duration }),
        item.id === this.selected ? 0 : -1,
      )}
    </div>`;
  }

  private adjustable(item: RangeItem, range: Range, part: 'all' | Edge): Adjustable {
    return {
      scale: this.scale,
      frameRate: this.booth.project.frameRate,
      key: `${item.id} ${part}`,
      grab: () => this.tell('choose', item.id),
      move: (offset, merge, isDragged) => this.change(item, range, part, offset, merge, isDragged),
    };
  }

  private change(
    item: RangeItem,
    range: Range,
    part: 'all' | Edge,
    offset: number,
    merge: string,
    snaps: boolean,
  ): void {
    const { project } = this.booth;
    const place = (time: number) => snapToFrame(project, snaps ? this.snap(time, item.id) : time);
    const whole = { start: 0, end: this.duration };
    const to =
      part === 'all'
        ? moveRange(range, place(moveRange(range, offset, whole.end).start) - range.start, whole.end)
        : moveEdge(range, part, place(range[part] + offset), whole, 1 / project.frameRate);
    if (to.start === range.start && to.end === range.end && item.range === null) return;
    this.ui.perform(() => this.booth.edit(this.setRange(item.id, to), { merge }));
  }
}
