import { css, html } from 'lit';
import { removeEffect, removeOverlay, setFormat, trimTake } from '../project/edits.js';
import { clipDuration, clipToTake, snapToFrame, spanAt } from '../project/timeline.js';
import { BoothElement } from './booth-element.js';
import { icons } from './icons.js';
import { nameOverlay } from './overlays.js';
import { segments } from './segments.js';
import type { Selection } from './selection.js';
import type { Command } from './shortcuts.js';
import type { TakeActions } from './take-actions.js';
import type { BoothTimeline } from './timeline.js';
import type { Tool } from './tools.js';

/** Shapes that are offered, as width and height for a shorter side of one. */
const FORMATS = { '9:16': [9, 16], '1:1': [1, 1], '16:9': [16, 9] } as const;
type Format = keyof typeof FORMATS;

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
        max-height: 204px;
      }
      :host([wide]) clip-booth-timeline {
        min-height: 150px;
        max-height: 232px;
        border-radius: var(--radius);
        overflow: hidden;
      }
      clip-booth-take-actions {
        grid-area: actions;
        padding-block: 4px;
      }
      /* Where there is room, what can be done to a take stands beside the time. */
      :host([wide]) clip-booth-take-actions {
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
        this.renderRoot.querySelector<TakeActions>('clip-booth-take-actions')?.split();
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
    const { ui } = this;
    const chosen = (kind: Selection['kind']) => (this.selection?.kind === kind ? this.selection.id : null);
    return html`
      <clip-booth-picture .ui=${ui} exportparts="frame">
        <clip-booth-overlay-handles
          .ui=${ui}
          .selected=${chosen('overlay')}
          @choose=${(event: CustomEvent<string>) => this.choose({ kind: 'overlay', id: event.detail })}
        ></clip-booth-overlay-handles>
      </clip-booth-picture>
      <clip-booth-transport
        exportparts="play, time"
        .ui=${ui}
        .snapping=${this.snapping}
        @zoom=${(event: CustomEvent<number>) => this.zoom(event.detail)}
        @snapping=${() => {
          this.snapping = !this.snapping;
        }}
        @mark=${this.toggleMark}
      ></clip-booth-transport>
      <clip-booth-timeline
        exportparts="timeline"
        .ui=${ui}
        .selection=${this.selection}
        .marks=${this.marks}
        .snapping=${this.snapping}
        @choose=${(event: CustomEvent<Selection>) => this.choose(event.detail)}
      ></clip-booth-timeline>
      <clip-booth-take-actions .ui=${ui} .selected=${chosen('take')}></clip-booth-take-actions>
      <clip-booth-tools
        bar
        exportparts="tools, panel"
        .ui=${ui}
        .tools=${this.tools}
        .open=${this.tool}
        @open=${({ detail }: CustomEvent<string | null>) => {
          this.tool = detail;
        }}
      ></clip-booth-tools>
    `;
  }

  private get tools(): Tool[] {
    const { texts, ui } = this;
    const { features } = ui;
    const chosen = (kind: Selection['kind']) => (this.selection?.kind === kind ? this.selection.id : null);
    const panel = (id: string, label: string, icon: unknown, content: () => unknown, isOn = true): Tool[] =>
      isOn ? [{ kind: 'panel', id, label, icon, content }] : [];
    return [
      ...panel(
        'effects',
        texts.effects,
        icons.effects,
        () => html`<clip-booth-effects paint .ui=${ui} .selected=${chosen('effect')}></clip-booth-effects>`,
        features.has('effects'),
      ),
      ...panel(
        'looks',
        texts.looks,
        icons.looks,
        () => html`<clip-booth-looks .ui=${ui}></clip-booth-looks>`,
        features.has('looks'),
      ),
      ...panel(
        'text',
        texts.text,
        icons.text,
        () =>
          html`<clip-booth-text
            .ui=${ui}
            .selected=${chosen('overlay')}
            @choose=${(event: CustomEvent<string>) => this.choose({ kind: 'overlay', id: event.detail })}
          ></clip-booth-text>`,
        features.has('text'),
      ),
      ...panel(
        'sound',
        texts.sound,
        icons.music,
        () => html`<clip-booth-sound .ui=${ui}></clip-booth-sound>`,
      ),
      ...panel('format', texts.format, icons.format, () => this.renderFormat(), features.has('format')),
    ];
  }

  private renderFormat() {
    const { booth, texts } = this;
    const { project } = booth;
    const names = Object.keys(FORMATS) as Format[];
    const shape = project.width / project.height;
    const chosen = names.find((name) => Math.abs(shape - FORMATS[name][0] / FORMATS[name][1]) < 0.01) ?? null;
    const shorter = Math.min(project.width, project.height);
    const choose = (name: Format | null) => {
      if (name === null) return;
      const [width, height] = FORMATS[name];
      const even = (side: number) => 2 * Math.round((shorter * side) / Math.min(width, height) / 2);
      this.ui.perform(() => booth.edit(setFormat({ width: even(width), height: even(height) })));
    };
    return segments<Format | null>(texts.format, names, chosen, (name) => name ?? '', choose);
  }

  /** Chooses something and, for what has settings, opens the tool where they are. */
  private choose(selection: Selection): void {
    this.selection = selection;
    if (selection.kind === 'overlay' && (this.ui.wide || this.tool !== null)) this.tool = 'text';
    if (selection.kind === 'effect' && (this.ui.wide || this.tool !== null)) this.tool = 'effects';
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
    if (selection === null || selection.kind === 'take') {
      this.renderRoot.querySelector<TakeActions>('clip-booth-take-actions')?.deleteTake();
      return;
    }
    const overlay = booth.project.overlays.find(({ id }) => id === selection.id);
    const name = overlay === undefined ? texts.effects : nameOverlay(booth.project, overlay);
    this.selection = null;
    this.ui.perform(() => {
      booth.edit(selection.kind === 'overlay' ? removeOverlay(selection.id) : removeEffect(selection.id));
      this.ui.offerUndo(texts.removed(name));
    });
  }
}
