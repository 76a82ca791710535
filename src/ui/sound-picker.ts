import { css, html, nothing } from 'lit';
import { BoothElement } from './booth-element.js';
import { icons } from './icons.js';
import { pickFile } from './inputs.js';

/** A piece of music that a site offers. */
export interface Sound {
  readonly title: string;
  /** Where the file is. */
  readonly url: string;
  /** Seconds of the track at which the clip begins; default 0. */
  readonly start?: number;
}

/** Chooses the music: one of the site's sounds, a file of the person, or none. */
export class SoundPicker extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      li + li {
        margin-block-start: 4px;
      }
      button {
        width: 100%;
        justify-content: flex-start;
        gap: 12px;
        padding-inline: 12px;
        border-radius: 12px;
        background: none;
      }
      span {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .chosen {
        margin-inline-start: auto;
      }
      button[aria-pressed='true'] {
        background: var(--raised);
        font-weight: 600;
      }
    `,
  ];

  override render() {
    const { texts } = this;
    const { music } = this.booth.project;
    const { sounds } = this.ui;
    const isOwn = music !== null && !sounds.some(({ title }) => title === music.title);
    return html`
      <ul aria-label=${texts.sound}>
        ${this.renderChoice(texts.noSound, icons.close, music === null, () => this.booth.setMusic(null))}
        ${isOwn ? this.renderChoice(music.title, icons.music, true, () => undefined) : nothing}
        ${sounds.map(({ title, url, start = 0 }) =>
          this.renderChoice(title, icons.music, music?.title === title, () =>
            this.booth.setMusic(url, { title, start }),
          ),
        )}
        ${this.renderChoice(texts.soundFile, icons.file, false, () =>
          pickFile('audio/*,video/mp4', (file) => this.ui.perform(() => this.booth.setMusic(file))),
        )}
      </ul>
    `;
  }

  private renderChoice(title: string, icon: unknown, isChosen: boolean, choose: () => unknown) {
    return html`<li>
      <button aria-pressed=${isChosen} @click=${() => this.ui.perform(choose)}>
        ${icon}<span>${title}</span>${isChosen ? html`<span class="chosen">${icons.check}</span>` : nothing}
      </button>
    </li>`;
  }
}
