import { css, html, nothing } from 'lit';
import type { Booth } from '../booth/booth.js';
import { duplicateTake, type Edit, moveTake, removeTake, splitTake } from '../project/edits.js';
import { spanAt } from '../project/timeline.js';
import { BoothElement, type Ui, WITH_PLAYHEAD } from './booth-element.js';
import { icons } from './editor-icons.js';

/** The take of that id, else the one at the playhead, else the last; its id, or null where there is none. */
export function takeAt({ project, time }: Booth, id: string | null): string | null {
  const chosen = project.takes.find((take) => take.id === id);
  return (chosen ?? spanAt(project, time)?.take ?? project.takes.at(-1))?.id ?? null;
}

/** Cuts the take at the playhead in two. */
export function splitAtPlayhead({ booth, texts, perform, announce }: Ui): void {
  const span = spanAt(booth.project, booth.time);
  if (span === null) return;
  const before = booth.project;
  perform(() => {
    booth.edit(splitTake(span.take.id, booth.time));
    announce(booth.project === before ? texts.nothingToSplit : texts.takeSplit);
  });
}

/** Takes away the take of that id, else the one at the playhead; it can be undone. */
export function deleteTake({ booth, texts, takeAway }: Ui, chosen: string | null): void {
  const id = takeAt(booth, chosen);
  if (id !== null) takeAway(removeTake(id), texts.takeDeleted);
}

/**
 * What can be done to the chosen take, or to the one at the playhead. `open` asks for one of its panels: the id of the
 * tool, and that of the take.
 */
export class TakeActions extends BoothElement {
  static override readonly redrawOn = WITH_PLAYHEAD;
  static override styles = [
    ...BoothElement.styles,
    css`
      div {
        display: flex;
        justify-content: safe center;
        gap: 2px;
        padding: 0 8px;
        overflow-x: auto;
        scrollbar-width: none;
      }
      button {
        position: relative;
        flex: none;
        gap: 6px;
        padding-inline: 11px;
        font-size: 13px;
      }
      button svg {
        width: 18px;
        height: 18px;
      }
      /* The arrows speak for themselves, and beside the time there is no room for words. */
      .move span,
      :host([wide]) span {
        position: absolute;
        clip-path: inset(50%);
      }
      :host([wide]) div {
        justify-content: start;
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

  override render() {
    const { booth, texts } = this;
    const id = takeAt(booth, this.selected);
    if (id === null) return nothing;
    const { takes } = booth.project;
    const index = takes.findIndex((take) => take.id === id);
    const button = (label: string, icon: unknown, act: () => void, name = '', disabled = false) =>
      html`<button class="plain ${name}" title=${label} ?disabled=${disabled} @click=${act}>
        ${icon}<span>${label}</span>
      </button>`;
    const edit = (change: Edit) => this.ui.perform(() => booth.edit(change));
    const open = (tool: string) => this.tell('open', { tool, take: id });
    return html`<div role="toolbar" aria-label=${texts.take(index + 1)}>
      ${button(texts.split, icons.split, () => splitAtPlayhead(this.ui))}
      ${button(texts.remove, icons.remove, () => deleteTake(this.ui, id))}
      ${button(texts.speed, icons.speed, () => open('pace'))}
      ${button(texts.framing, icons.framing, () => open('framing'))}
      ${button(texts.takeSound, icons.level, () => open('take-sound'))}
      ${button(texts.duplicate, icons.duplicate, () => edit(duplicateTake(id)))}
      ${button(texts.moveEarlier, icons.earlier, () => edit(moveTake(id, index - 1)), 'move', index === 0)}
      ${button(texts.moveLater, icons.later, () => edit(moveTake(id, index + 1)), 'move', index === takes.length - 1)}
    </div>`;
  }
}
