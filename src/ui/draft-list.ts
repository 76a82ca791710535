import { css, html, nothing, type PropertyValues } from 'lit';
import type { Draft } from '../drafts/drafts.js';
import type { Project } from '../project/project.js';
import { clipDuration } from '../project/timeline.js';
import { BoothElement, type Opening } from './booth-element.js';
import { icons } from './icons.js';

/** How many drafts are offered. */
const MOST_OFFERED = 3;
/** Height of a draft's picture in pixels, twice as it is shown. */
const PICTURE_HEIGHT = 128;
/** How long a deleted draft can be had back, in milliseconds. */
const UNDO_MS = 7000;

/** Offers to go on with clips that were left unfinished on this device. Its `draft` event says with which. */
export class DraftList extends BoothElement {
  static override readonly redrawOn = [];
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        grid-row: 3;
        width: min(100%, 320px);
      }
      ul {
        display: grid;
        gap: 8px;
        padding-block: 24px;
      }
      li {
        display: flex;
        align-items: center;
        gap: 4px;
        min-height: 80px;
        padding-inline-end: 8px;
        border-radius: var(--radius);
        background: var(--surface);
        box-shadow: 0 0 0 1px var(--line);
        text-align: start;
      }
      .open {
        flex: 1;
        justify-content: start;
        gap: 14px;
        min-width: 0;
        min-height: 80px;
        padding: 8px;
        border-radius: var(--radius);
        text-align: start;
        background: none;
      }
      canvas {
        width: 44px;
        height: 64px;
        border-radius: 8px;
        object-fit: cover;
        background: var(--raised);
      }
      .mirrored {
        transform: scaleX(-1);
      }
      strong {
        display: block;
        font-weight: 600;
      }
      .deleted p {
        flex: 1;
        padding-inline-start: 18px;
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    opening: {},
    drafts: { state: true },
    deleted: { state: true },
  };

  /** What is being opened. */
  declare opening: Opening | null;
  declare private drafts: readonly Draft[];
  /** The draft that was deleted just now, and can be had back. */
  declare private deleted: Draft | null;
  private deletion: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.opening = null;
    this.drafts = [];
    this.deleted = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.finishDeletion();
  }

  protected override firstUpdated(_changed: PropertyValues<this>): void {
    this.ui.perform(async () => {
      const { listDrafts } = await import('../drafts/drafts.js');
      const drafts = await listDrafts();
      this.drafts = drafts.filter(({ project }) => this.fits(project)).slice(0, MOST_OFFERED);
      await this.updateComplete;
      for (const draft of this.drafts) void this.paint(draft);
    });
  }

  /** Whether this booth could have made a document: one of another shape may be from elsewhere on the site. */
  private fits({ width, height }: Project): boolean {
    const { project } = this.booth;
    return this.ui.features.has('format') || (width === project.width && height === project.height);
  }

  override render() {
    const { drafts, texts } = this;
    return drafts.length === 0
      ? nothing
      : html`<ul aria-label=${texts.drafts}>
          ${drafts.map((draft) => this.renderDraft(draft))}
        </ul>`;
  }

  private renderDraft(draft: Draft) {
    const { texts, opening } = this;
    if (draft === this.deleted) {
      return html`<li class="deleted" role="status">
        <p>${texts.draftDeleted}</p>
        <button
          class="plain"
          @click=${() => {
            this.keepDeleted();
          }}
        >
          ${texts.undo}
        </button>
      </li>`;
    }
    const { project, savedAt, name } = draft;
    const when = new Intl.DateTimeFormat(texts.language, {
      weekday: 'short',
      hour: 'numeric',
      minute: '2-digit',
    }).format(savedAt);
    return html`<li>
      <button class="open" part="draft" ?disabled=${opening !== null} @click=${() => this.tell('draft', draft)}>
        <canvas
          data-draft=${name}
          class=${project.takes[0]?.mirrored === true ? 'mirrored' : ''}
          width="72"
          height=${PICTURE_HEIGHT}
        ></canvas>
        <span>
          <strong>${opening === 'draft' ? texts.openingDraft : texts.openDraft}</strong>
          <span class="muted small number">${texts.seconds(Math.round(clipDuration(project) * 10) / 10)} · ${when}</span>
        </span>
      </button>
      <button
        class="icon plain"
        aria-label=${texts.deleteDraft}
        title=${texts.deleteDraft}
        ?disabled=${opening !== null}
        @click=${() => this.delete(draft)}
      >
        ${icons.remove}
      </button>
    </li>`;
  }

  private async paint(draft: Draft): Promise<void> {
    const canvas = this.renderRoot.querySelector<HTMLCanvasElement>(`canvas[data-draft="${draft.name}"]`);
    if (canvas === null) return;
    const { drawDraft } = await import('../drafts/drafts.js');
    // One that cannot be seen can still be opened, or deleted.
    const picture = await drawDraft(draft, PICTURE_HEIGHT).catch(() => null);
    if (picture === null) return;
    canvas.width = picture.width;
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
    picture.close();
  }

  /** Takes a draft away; it is deleted once it cannot be had back any more. */
  private delete(draft: Draft): void {
    this.finishDeletion();
    this.deleted = draft;
    this.deletion = setTimeout(() => this.finishDeletion(), UNDO_MS);
  }

  private keepDeleted(): void {
    clearTimeout(this.deletion);
    this.deleted = null;
  }

  private finishDeletion(): void {
    clearTimeout(this.deletion);
    const { deleted } = this;
    if (deleted === null) return;
    this.deleted = null;
    this.drafts = this.drafts.filter((draft) => draft !== deleted);
    this.ui.perform(async () => (await import('../drafts/drafts.js')).deleteDraft(deleted));
  }
}
