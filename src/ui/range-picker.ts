import { css, html } from 'lit';
import type { Range } from '../project/project.js';
import { snapToFrame, type TakeSpan } from '../project/timeline.js';
import { type Edge, type EdgeSlider, edgeStyles, gripStyles, renderEdges } from './adjust.js';
import { BoothElement } from './booth-element.js';
import { SizeWatch } from './size-watch.js';
import { moveEdge } from './timeline-geometry.js';

/** Height of the pictures in pixels. */
const HEIGHT = 52;

/** A take across its whole width, of which a part is chosen by moving its edges. `choose` asks for another range. */
export class RangePicker extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    edgeStyles,
    gripStyles,
    css`
      :host {
        position: relative;
        direction: ltr;
        height: ${HEIGHT}px;
      }
      .strip {
        position: absolute;
        inset: 0;
        border-radius: 10px;
        background: var(--raised);
        overflow: hidden;
      }
      .rest {
        position: absolute;
        inset-block: 0;
        background: rgb(0 0 0 / 0.55);
      }
      .part {
        position: absolute;
        inset-block: 0;
        border-radius: 10px;
        box-shadow: inset 0 0 0 3px var(--accent);
      }
      .part .edge.start {
        left: -6px;
      }
      .part .edge.end {
        right: -6px;
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    span: { attribute: false },
    range: { attribute: false },
    width: { state: true },
  };

  /** The take. */
  declare span: TakeSpan;
  /** What of it is chosen, in clip time. */
  declare range: Range;
  declare private width: number;

  constructor() {
    super();
    this.width = 300;
    new SizeWatch(this, () => {
      this.width = this.getBoundingClientRect().width;
    });
  }

  override render() {
    const { span, range, texts } = this;
    const length = span.end - span.start;
    const scale = this.width / length;
    const [left, right] = [(range.start - span.start) * scale, (span.end - range.end) * scale];
    return html`<div class="strip">
        <clip-booth-filmstrip
          .ui=${this.ui}
          .take=${span.take}
          .scale=${scale}
          .height=${HEIGHT}
        ></clip-booth-filmstrip>
        <div class="rest" style="left: 0; width: ${left}px"></div>
        <div class="rest" style="right: 0; width: ${right}px"></div>
      </div>
      <div class="part" style="left: ${left}px; right: ${right}px">
        ${renderEdges(texts, texts.part, (edge) => this.edge(edge, scale))}
      </div>`;
  }

  private edge(edge: Edge, scale: number): EdgeSlider {
    const { span, range } = this;
    const { project } = this.booth;
    return {
      value: range[edge] - span.start,
      max: span.end - span.start,
      scale,
      frameRate: project.frameRate,
      key: `part ${edge}`,
      move: (offset) => {
        const frame = 1 / project.frameRate;
        const time = snapToFrame(project, range[edge] + offset);
        const moved = moveEdge(range, edge, time, span, frame);
        this.tell('choose', moved);
        this.ui.perform(() => this.booth.seek(moved[edge] - (edge === 'end' ? frame : 0)));
      },
    };
  }
}
