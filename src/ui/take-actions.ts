import { css, html, nothing } from 'lit';
import type { BoothEventMap } from '../booth/events.js';
import { duplicateTake, moveTake, removeTake, splitTake } from '../project/edits.js';
import { spanAt } from '../project/timeline.js';
import { BoothElement } from './booth-element.js';
import { icons } from './icons.js';

/** What can be done to the chosen take, or to the one at the playhead. */
export class TakeActions extends BoothElement {
  static override readonly redrawOn: readonly (keyof BoothEventMap)[] = [
    'change',
    'statechange',
    'timeupdate',
  ];
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        display: block;
      }
      div {
        display: flex;
        justify-content: safe center;
        gap: 2px;
        padding: 0 8px;
        overflow-x: auto;
        scrollbar-width: none;
      }
      button {
        flex: none;
        gap: 6px;
        padding-inline: 11px;
        font-size: 13px;
      }
      button svg {
        width: 18px;
        height: 18px;
      }
      /* On a phone the arrows speak for themselves, and beside the time there is no room for words at first. */
      :host(:not([wide])) .move span {
        position: absolute;
        clip-path: inset(50%);
      }
      @container (max-width: 1180px) {
        :host([wide]) span {
          position: absolute;
          clip-path: inset(50%);
        }
      }
    `,
  ];
  static override properties = { ...BoothElement.properties, selected: {} };

  /** Id of the chosen take, or null for the one at the playhead. */
  declare selected: string | null;

  constructor() {
    super();
    this.selected = null;
  }

  /** Cuts the take at the playhead in two. */
  split(): void {
    const { booth } = this;
    const span = spanAt(booth.project, booth.time);
    if (span === null) return;
    const before = booth.project;
    this.ui.perform(() => {
      booth.edit(splitTake(span.take.id, booth.time));
      this.ui.announce(booth.project === before ? this.texts.nothingToSplit : this.texts.takeSplit);
    });
  }

  /** Takes the take away; it can be undone. */
  deleteTake(): void {
    const { takeId: id } = this;
    if (id === null) return;
    this.ui.perform(() => {
      this.booth.edit(removeTake(id));
      this.ui.offerUndo(this.texts.takeDeleted);
    });
  }

  private get takeId(): string | null {
    const { project, time } = this.booth;
    const selected = project.takes.find(({ id }) => id === this.selected);
    return (selected ?? spanAt(project, time)?.take ?? project.takes.at(-1))?.id ?? null;
  }

  override render() {
    const { booth, texts, takeId: id } = this;
    if (id === null) return nothing;
    const { takes } = booth.project;
    const index = takes.findIndex((take) => take.id === id);
    const button = (label: string, icon: unknown, act: () => void, name = '', disabled = false) =>
      html`<button class="plain ${name}" title=${label} ?disabled=${disabled} @click=${act}>
        ${icon}<span>${label}</span>
      </button>`;
    const edit = (change: Parameters<typeof booth.edit>[0]) => this.ui.perform(() => booth.edit(change));
    return html`<div role="toolbar" aria-label=${texts.take(index + 1)}>
      ${button(texts.split, icons.split, () => this.split())}
      ${button(texts.duplicate, icons.duplicate, () => edit(duplicateTake(id)))}
      ${button(texts.remove, icons.remove, () => this.deleteTake())}
      ${button(texts.moveEarlier, icons.earlier, () => edit(moveTake(id, index - 1)), 'move', index === 0)}
      ${button(texts.moveLater, icons.later, () => edit(moveTake(id, index + 1)), 'move', index === takes.length - 1)}
    </div>`;
  }
}
