import { css, html } from 'lit';
import { trimTake } from '../project/edits.js';
import { clipDuration, clipToTake, snapToFrame, spanAt, takeSpans } from '../project/timeline.js';
import { BoothElement } from './booth-element.js';
import { editTools, TOOLS_OF } from './edit-tools.js';
import { idOf, nameSelection, removeSelection, type Selection } from './selection.js';
import type { Command } from './shortcuts.js';
import { deleteTake, splitAtPlayhead, takeAt } from './take-actions.js';
import type { BoothTimeline } from './timeline.js';

/** Cuts and changes the clip: its picture, its timeline and the tools. */
export class EditScreen extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        position: relative;
        display: grid;
        grid-template:
          'picture' minmax(0, 1fr)
          'transport' auto
          'timeline' auto
          'actions' auto
          'rail' auto / minmax(0, 1fr);
        min-height: 0;
      }
      :host([wide]) {
        grid-template:
          'picture rail panel' minmax(0, 1fr)
          'transport transport transport' auto
          'timeline timeline timeline' auto / minmax(0, 1fr) 84px 372px;
        gap: 0 8px;
        padding: 0 16px 16px;
      }
      clip-booth-picture {
        grid-area: picture;
        margin: 0 12px;
      }
      clip-booth-transport {
        grid-area: transport;
      }
      clip-booth-timeline {
        grid-area: timeline;
        max-height: 220px;
      }
      :host([wide]) clip-booth-timeline {
        min-height: 150px;
        max-height: 256px;
        border-radius: var(--radius);
        overflow: hidden;
      }
      .actions {
        grid-area: actions;
        padding-block: 4px;
      }
      /* Where there is room, what can be done to a take stands beside the time. */
      :host([wide]) .actions {
        grid-area: transport;
        justify-self: start;
        align-self: center;
        max-width: calc(50% - 200px);
        margin-inline-start: 168px;
      }
      clip-booth-tools {
        grid-area: rail;
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    tool: { state: true },
    selection: { state: true },
    marks: { state: true },
    snapping: { state: true },
  };

  declare private tool: string | null;
  declare private selection: Selection | null;
  /** Marks that the person set, in clip time. */
  declare private marks: readonly number[];
  declare private snapping: boolean;

  constructor() {
    super();
    this.tool = null;
    this.selection = null;
    this.marks = [];
    this.snapping = true;
  }

  /** Does what a key asks for. */
  run(command: Command): void {
    switch (command) {
      case 'split':
        splitAtPlayhead(this.ui);
        return;
      case 'trim-start':
        this.trimToPlayhead('start');
        return;
      case 'trim-end':
        this.trimToPlayhead('end');
        return;
      case 'delete':
        this.removeSelected();
        return;
      case 'choose-none':
        this.choose(null);
        return;
      case 'mark':
        this.toggleMark();
        return;
      case 'zoom-in':
        this.zoom(1.5);
        return;
      case 'zoom-out':
        this.zoom(1 / 1.5);
        return;
      default:
    }
  }

  override render() {
    const { ui, tool, selection } = this;
    // Where there is little room, a panel covers the timeline.
    const isCovered = !ui.wide && tool !== null;
    return html`
      <clip-booth-picture .ui=${ui} exportparts="frame" @click=${this.tapPicture}>
        ${
          tool === 'framing'
            ? html`<clip-booth-framing-handle .ui=${ui} .selected=${takeAt(this.booth, idOf(selection, 'take'))}></clip-booth-framing-handle>`
            : html`<clip-booth-overlay-handles
                .ui=${ui}
                .selected=${idOf(selection, 'overlay')}
                @choose=${(event: CustomEvent<string>) => this.choose({ kind: 'overlay', id: event.detail })}
              ></clip-booth-overlay-handles>`
        }
      </clip-booth-picture>
      <clip-booth-transport
        exportparts="play, time"
        .ui=${ui}
        .snapping=${this.snapping}
        .scrubs=${isCovered}
        @zoom=${(event: CustomEvent<number>) => this.zoom(event.detail)}
        @snapping=${() => {
          this.snapping = !this.snapping;
        }}
        @mark=${this.toggleMark}
      ></clip-booth-transport>
      <clip-booth-timeline
        exportparts="timeline"
        ?inert=${isCovered}
        .ui=${ui}
        .selection=${selection}
        .marks=${this.marks}
        .snapping=${this.snapping}
        @choose=${(event: CustomEvent<Selection | null>) => this.choose(event.detail)}
      ></clip-booth-timeline>
      ${this.renderActions(isCovered)}
      <clip-booth-tools
        bar
        exportparts="tools, panel"
        .ui=${ui}
        .tools=${editTools({ ui, selection, choose: (chosen) => this.choose(chosen) })}
        .open=${tool}
        @open=${({ detail }: CustomEvent<string | null>) => {
          this.tool = detail;
        }}
      ></clip-booth-tools>
    `;
  }

  /** What can be done to what is chosen; where nothing is, to the take at the playhead. */
  private renderActions(isCovered: boolean) {
    const { selection, ui } = this;
    const name = selection === null ? null : nameSelection(selection, this.booth.project, this.texts);
    if (selection === null || name === null || selection.kind === 'take') {
      return html`<clip-booth-take-actions
        class="actions"
        ?inert=${isCovered}
        .ui=${ui}
        .selected=${idOf(selection, 'take')}
        @open=${({ detail }: CustomEvent<{ tool: string; take: string }>) => {
          this.selection = { kind: 'take', id: detail.take };
          this.tool = detail.tool;
          this.lookAtTake(detail.take);
        }}
      ></clip-booth-take-actions>`;
    }
    return html`<clip-booth-item-actions
      class="actions"
      ?inert=${isCovered}
      .ui=${ui}
      .name=${name}
      @adjust=${() => {
        [this.tool] = TOOLS_OF[selection.kind];
      }}
      @remove=${this.removeSelected}
    ></clip-booth-item-actions>`;
  }

  /** A tap on the picture, and on nothing that lies over it, closes the panel below it, else chooses nothing. */
  private tapPicture({ target, currentTarget }: MouseEvent): void {
    if (target !== currentTarget) return;
    if (this.ui.wide || this.tool === null) this.choose(null);
    else this.tool = null;
  }

  /** Chooses something and, where a panel is open, opens the one that it has its settings in. */
  private choose(selection: Selection | null): void {
    this.selection = selection;
    if (selection === null) return;
    // A join shows nothing by itself: the panel is what it was tapped for.
    const isOpen = this.ui.wide || this.tool !== null || selection.kind === 'transition';
    const tools = TOOLS_OF[selection.kind];
    if (isOpen && !tools.includes(this.tool ?? '') && (selection.kind !== 'take' || !this.ui.wide)) {
      [this.tool] = tools;
    }
    if (selection.kind === 'take') this.lookAtTake(selection.id);
  }

  /** Brings the playhead to a take that is framed. */
  private lookAtTake(id: string): void {
    const { booth } = this;
    const span = takeSpans(booth.project).find(({ take }) => take.id === id);
    if (span === undefined || this.tool !== 'framing') return;
    if (booth.time < span.start || booth.time >= span.end) this.ui.perform(() => booth.seek(span.start));
  }

  private zoom(factor: number): void {
    this.renderRoot.querySelector<BoothTimeline>('clip-booth-timeline')?.zoom(factor);
  }

  private toggleMark(): void {
    const time = snapToFrame(this.booth.project, this.booth.time);
    const others = this.marks.filter((mark) => Math.abs(mark - time) > 1e-6);
    this.marks = others.length < this.marks.length ? others : [...others, time];
  }

  /** Makes the take at the playhead begin or end there. */
  private trimToPlayhead(edge: 'start' | 'end'): void {
    const { booth } = this;
    const span = spanAt(booth.project, booth.time);
    if (span === null || booth.time - span.start < 0.5 / booth.project.frameRate) return;
    this.ui.perform(async () => {
      booth.edit(trimTake(span.take.id, { [edge]: clipToTake(span, booth.time) }));
      await booth.seek(edge === 'start' ? span.start : Math.min(booth.time, clipDuration(booth.project)));
    });
  }

  private removeSelected(): void {
    const { selection, booth, texts } = this;
    const name = selection === null ? null : nameSelection(selection, booth.project, texts);
    if (selection === null || name === null || selection.kind === 'take') {
      deleteTake(this.ui, selection?.id ?? null);
      return;
    }
    this.selection = null;
    this.ui.takeAway(removeSelection(selection), texts.removed(name));
  }
}
