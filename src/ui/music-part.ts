import { css, html, nothing, type PropertyValues } from 'lit';
import { setMusicStart } from '../project/edits.js';
import { isFull } from '../project/pictures.js';
import { mediumDuration } from '../project/timeline.js';
import { BoothElement } from './booth-element.js';
import { icons } from './editor-icons.js';
import { slider } from './slider.js';

/** Before a take is recorded: plays the music it will be performed to, and chooses the part of the song. */
export class MusicPart extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 12px;
      }
    `,
  ];
  static override properties = { ...BoothElement.properties, rehearsal: { state: true } };

  /** Ends what is played, or null. */
  declare private rehearsal: AbortController | null;
  /** Id of the music that was there before; undefined at first. */
  private asset: string | null | undefined;

  constructor() {
    super();
    this.rehearsal = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.rehearsal?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { asset } = this;
    this.asset = this.booth.project.music?.asset ?? null;
    if (asset === undefined || asset === this.asset) return;
    // Other music is heard at once.
    this.rehearsal?.abort();
    if (this.asset !== null) this.play();
  }

  override render() {
    const { booth, texts, rehearsal } = this;
    const { music, assets, takes } = booth.project;
    if (music === null) return nothing;
    const scale = { min: 0, max: Math.max(0, mediumDuration(assets[music.asset]) - 0.1), step: 0.1 };
    return html`
      <button
        class="icon"
        ?disabled=${isFull(booth.project)}
        aria-label=${rehearsal === null ? texts.play : texts.pause}
        @click=${() => (rehearsal === null ? this.play() : rehearsal.abort())}
      >
        ${rehearsal === null ? icons.play : icons.pause}
      </button>
      ${
        // Takes that were recorded keep to the music that was heard.
        takes.length > 0
          ? html`<p class="muted">${music.title}</p>`
          : html`<div @change=${this.play}>
              ${slider(texts.musicStart, texts.clock(music.start), scale, music.start, (start) =>
                this.ui.perform(() => booth.edit(setMusicStart(start), { merge: 'music start' })),
              )}
            </div>`
      }
    `;
  }

  private play(): void {
    this.rehearsal?.abort();
    if (isFull(this.booth.project)) return;
    const rehearsal = new AbortController();
    this.rehearsal = rehearsal;
    this.ui.perform(() =>
      this.booth.rehearse({ signal: rehearsal.signal }).finally(() => {
        if (this.rehearsal === rehearsal) this.rehearsal = null;
      }),
    );
  }
}
