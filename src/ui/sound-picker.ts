import { css, html, nothing } from 'lit';
import { BoothElement } from './booth-element.js';
import { icons } from './icons.js';
import { textIn } from './inputs.js';

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
      :host {
        display: block;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        width: 100%;
      }
      select {
        min-width: 0;
        width: 100%;
        max-width: 240px;
        border-radius: 999px;
        text-overflow: ellipsis;
      }
      input[type='file'] {
        display: none;
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    sounds: { attribute: false },
  };

  /** What the site offers. */
  declare sounds: readonly Sound[];

  constructor() {
    super();
    this.sounds = [];
  }

  override render() {
    const { texts, sounds } = this;
    const { music } = this.booth.project;
    const chosen = sounds.findIndex(({ title }) => title === music?.title);
    const own = music !== null && chosen < 0;
    return html`
      <label>
        ${icons.music}<span class="hidden">${texts.sound}</span>
        <select @change=${this.choose}>
          <option value="none" .selected=${music === null}>${music === null ? texts.chooseSound : texts.noSound}</option>
          ${own ? html`<option value="own" .selected=${true}>${music.title}</option>` : nothing}
          ${sounds.map(
            ({ title }, index) =>
              html`<option value=${index} .selected=${index === chosen}>${title}</option>`,
          )}
          <option value="file">${texts.soundFile}</option>
        </select>
      </label>
      <input type="file" accept="audio/*,video/mp4" tabindex="-1" aria-hidden="true" @change=${this.chooseFile} />
    `;
  }

  private choose(event: Event): void {
    const value = textIn(event);
    if (value === 'own') return;
    if (value === 'file') {
      this.renderRoot.querySelector<HTMLInputElement>('input[type="file"]')?.click();
      // Until a file is chosen, what was chosen before stays.
      this.requestUpdate();
      return;
    }
    const sound = this.sounds[Number(value)];
    this.perform(async () => {
      try {
        if (sound === undefined) await this.booth.setMusic(null);
        else await this.booth.setMusic(sound.url, { title: sound.title, start: sound.start ?? 0 });
      } finally {
        this.requestUpdate();
      }
    });
  }

  private chooseFile(event: Event): void {
    const input = event.target;
    if (!(input instanceof HTMLInputElement)) return;
    const file = input.files?.[0];
    input.value = '';
    if (file !== undefined) this.perform(() => this.booth.setMusic(file));
  }
}
