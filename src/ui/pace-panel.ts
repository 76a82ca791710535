import { css, html, nothing, type PropertyValues } from 'lit';
import {
  changePace,
  type Edit,
  freezeTake,
  rampPace,
  repeatTake,
  resetTime,
  reverseTake,
  setTakeLevel,
} from '../project/edits.js';
import type { Range } from '../project/project.js';
import type { TakeSpan } from '../project/timeline.js';
import { WITH_PLAYHEAD } from './booth-element.js';
import { icons } from './editor-icons.js';
import { segments } from './segments.js';
import { TakePanel } from './take-panel.js';

/** Paces that are offered, by how they are written. */
const PACES = { '¼×': 0.25, '½×': 0.5, '2×': 2, '4×': 4 } as const;
/** How often a part is shown. */
const REPEATS = [2, 3, 4];
/** Seconds for which a picture stands still. */
const FREEZES = [0.5, 1, 2, 3];
/** Between these paces a ramp glides. */
const RAMP = { slow: 0.5, fast: 2 } as const;

/** Time effects of a take, or of a part of it: slow, fast, backwards, repeated, still, and gliding between paces. */
export class PacePanel extends TakePanel {
  static override readonly redrawOn = WITH_PLAYHEAD;
  static override styles = [
    ...TakePanel.styles,
    css`
      .part {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
        min-height: 36px;
      }
      .part button {
        min-height: 36px;
        padding-inline: 12px;
        font-size: 13px;
      }
      .paces {
        display: grid;
        grid-template-columns: repeat(12, minmax(0, 1fr));
        gap: 8px;
      }
      /* Four paces, and below them what glides and what turns back. */
      .paces button:nth-child(-n + 4) {
        grid-column: span 3;
      }
      .paces button:nth-child(n + 5) {
        grid-column: span 4;
      }
      .paces button {
        flex-direction: column;
        gap: 4px;
        min-height: 64px;
        padding: 6px 4px;
        border-radius: 12px;
        font-size: 12px;
        line-height: 1.2;
        white-space: normal;
      }
      h3 {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      h3 svg {
        width: 18px;
        height: 18px;
      }
      .amounts {
        display: flex;
        gap: 8px;
      }
      .amounts button {
        flex: 1;
        min-width: 0;
        padding-inline: 4px;
        border-radius: 12px;
      }
      b {
        direction: ltr;
        font-size: 18px;
        line-height: 22px;
        font-weight: 600;
      }
    `,
  ];
  static override properties = { ...TakePanel.properties, range: { state: true } };

  /** What of the take is to be changed, in clip time, or null for all of it. */
  declare private range: Range | null;

  constructor() {
    super();
    this.range = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('selected')) this.range = null;
  }

  /** The chosen part as far as the take still has it. */
  private partOf({ start, end }: TakeSpan): Range | null {
    const { range } = this;
    if (range === null || range.start >= end || range.end <= start) return null;
    return { start: Math.max(start, range.start), end: Math.min(end, range.end) };
  }

  override render() {
    const { texts, span } = this;
    if (span === undefined) return nothing;
    const { id, timeMap, level } = span.take;
    const part = this.partOf(span);
    const action = (icon: unknown, label: string, edit: Edit) =>
      html`<button @click=${() => this.apply(edit)}>${icon}${label}</button>`;
    const range = part ?? undefined;
    return html`<div class="stack">
      <div class="field">
        <clip-booth-range-picker
          .ui=${this.ui}
          .span=${span}
          .range=${part ?? span}
          @choose=${({ detail }: CustomEvent<Range>) => {
            this.range = detail;
          }}
        ></clip-booth-range-picker>
        <div class="part">
          <p class="muted small">
            ${part === null ? texts.partHint : texts.fromTo(part.start - span.start, part.end - span.start)}
          </p>
          ${
            part === null
              ? nothing
              : html`<button
                  @click=${() => {
                    this.range = null;
                  }}
                >
                  ${texts.wholeTake}
                </button>`
          }
        </div>
      </div>
      <div class="paces" role="group" aria-label=${texts.speed}>
        ${Object.entries(PACES).map(([label, factor]) =>
          action(
            html`<b>${label}</b>`,
            factor < 1 ? texts.slower : texts.faster,
            changePace(id, factor, range),
          ),
        )}
        ${action(icons.rampUp, texts.rampUp, rampPace(id, RAMP.slow, RAMP.fast, range))}
        ${action(icons.rampDown, texts.rampDown, rampPace(id, RAMP.fast, RAMP.slow, range))}
        ${action(icons.reverse, texts.reverse, reverseTake(id, range))}
      </div>
      ${this.renderAmounts(icons.repeat, texts.repeat, REPEATS, texts.factor, (times) => repeatTake(id, times, range))}
      ${this.renderAmounts(icons.freeze, texts.freeze, FREEZES, texts.seconds, (seconds) =>
        freezeTake(id, this.freezeTime(span), seconds),
      )}
      ${segments(
        texts.takeLevel,
        [false, true],
        level === 0,
        (isMuted) => (isMuted ? texts.muted : texts.soundFollows),
        (isMuted) => this.ui.perform(() => this.booth.edit(setTakeLevel(id, isMuted ? 0 : 1))),
      )}
      ${
        timeMap === null
          ? nothing
          : html`<button @click=${() => this.apply(resetTime(id))}>${icons.restart} ${texts.resetTime}</button>`
      }
    </div>`;
  }

  /** A time effect that is had in some amounts, each at a tap. */
  private renderAmounts(
    icon: unknown,
    label: string,
    amounts: readonly number[],
    name: (amount: number) => string,
    edit: (amount: number) => Edit,
  ) {
    return html`<div class="field" role="group" aria-label=${label}>
      <h3 aria-hidden="true">${icon} ${label}</h3>
      <div class="amounts">
        ${amounts.map(
          (amount) =>
            html`<button aria-label="${label}: ${name(amount)}" @click=${() => this.apply(edit(amount))}>
              ${name(amount)}
            </button>`,
        )}
      </div>
    </div>`;
  }

  /** A picture is frozen where the playhead stands, or at the take's start. */
  private freezeTime({ start, end }: TakeSpan): number {
    const { time } = this.booth;
    return time >= start && time < end ? time : start;
  }

  private apply(edit: Edit): void {
    const { booth, texts, span, range } = this;
    if (span === undefined) return;
    this.ui.perform(() => {
      booth.edit(edit);
      const after = this.span;
      if (after === undefined) return;
      const longer = after.end - span.end;
      // The same pictures stay chosen, which now take longer or shorter.
      if (range !== null) this.range = { start: range.start, end: range.end + longer };
      this.ui.announce(texts.takeLength(Math.round((after.end - after.start) * 10) / 10));
    });
  }
}
