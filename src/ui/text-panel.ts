import { css, html, nothing } from 'lit';
import { createId } from '../project/create.js';
import { addText, removeOverlay, updateOverlay } from '../project/edits.js';
import type { Overlay, TextOverlay } from '../project/project.js';
import { BoothElement } from './booth-element.js';
import { icons } from './icons.js';
import { numberIn, pickFile, textIn } from './inputs.js';
import { nameOverlay } from './overlays.js';
import { segments } from './segments.js';

/** Colours that are offered at a tap. */
const COLORS = ['#ffffff', '#111111', '#fbbf24', '#f43f5e', '#a855f7', '#3b82f6', '#10b981'];
/** Stickers that every system can draw. */
const STICKERS = [
  '❤️',
  '🔥',
  '✨',
  '😂',
  '😍',
  '🎉',
  '👏',
  '💯',
  '⭐',
  '🌈',
  '🎵',
  '👀',
  '🙌',
  '💃',
  '🕺',
  '🫶',
];
/** Height of a new sticker as a part of the frame's. */
const STICKER_SIZE = 0.13;

/** Adds texts and stickers, and changes the chosen one. Where they lie is set by hand, on the picture. */
export class TextPanel extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        display: block;
      }
      .colors {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      .colors button {
        width: 36px;
        min-width: 36px;
        min-height: 36px;
        padding: 0;
        border: 2px solid var(--surface);
        box-shadow: 0 0 0 1px var(--line);
      }
      .colors button[aria-checked='true'] {
        box-shadow: 0 0 0 3px var(--accent);
      }
      .colors input {
        width: 36px;
        height: 36px;
        border-radius: 50%;
      }
      .stickers {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(48px, 1fr));
        gap: 4px;
      }
      .stickers button {
        padding: 0;
        min-height: 48px;
        border-radius: 12px;
        font-size: 26px;
        background: none;
      }
      .stickers button:hover {
        background: var(--raised);
      }
      .chosen {
        padding-block-end: 16px;
        border-block-end: 1px solid var(--line);
      }
    `,
  ];
  static override properties = { ...BoothElement.properties, selected: {} };

  /** Id of the chosen overlay, or null. The `choose` event asks for another one. */
  declare selected: string | null;

  constructor() {
    super();
    this.selected = null;
  }

  override render() {
    const { texts, booth } = this;
    const chosen = booth.project.overlays.find(({ id }) => id === this.selected);
    return html`<div class="stack">
      ${
        chosen === undefined
          ? html`<p class="muted small">${texts.textHint}</p>`
          : chosen.kind === 'text'
            ? this.renderText(chosen)
            : html`<div class="stack chosen">${this.renderPlacing(chosen)}</div>`
      }
      <button class=${chosen === undefined ? 'primary' : ''} @click=${() => this.add(texts.newText, {})}>
        ${icons.add} ${texts.addText}
      </button>
      <div class="field">
        <h3 id="stickers">${texts.stickers}</h3>
        <div class="stickers" role="group" aria-labelledby="stickers">
          ${STICKERS.map(
            (sticker) =>
              html`<button
                aria-label=${texts.addSticker(sticker)}
                @click=${() => this.add(sticker, { size: STICKER_SIZE, outline: null })}
              >
                ${sticker}
              </button>`,
          )}
        </div>
        <button @click=${() => pickFile('image/*', (file) => this.addPicture(file))}>
          ${icons.sticker} ${texts.stickerFile}
        </button>
      </div>
    </div>`;
  }

  /** What any overlay can be set to: its size, its turn, when it is shown. */
  private renderPlacing(overlay: Overlay) {
    const { texts, booth } = this;
    const update = (part: Partial<Pick<Overlay, 'size' | 'rotation' | 'range'>>) =>
      this.ui.perform(() =>
        booth.edit(updateOverlay(overlay.id, part), { merge: `${overlay.id} ${Object.keys(part).join()}` }),
      );
    const slider = (
      label: string,
      shown: string,
      [min, max]: readonly [number, number],
      value: number,
      set: (value: number) => void,
    ) =>
      html`<label class="slider">
        ${label}<output>${shown}</output>
        <input
          type="range"
          min=${min}
          max=${max}
          step="any"
          .value=${String(value)}
          @input=${(event: Event) => set(numberIn(event))}
        />
      </label>`;
    return html`
      ${slider(texts.textSize, texts.percent(overlay.size), [0.02, 0.5], overlay.size, (size) => update({ size }))}
      ${slider(texts.rotation, `${Math.round(overlay.rotation)}°`, [-180, 180], overlay.rotation, (rotation) => update({ rotation }))}
      <div class="row">
        ${
          overlay.range === null
            ? nothing
            : html`<button @click=${() => update({ range: null })}>${texts.showAlways}</button>`
        }
        <button @click=${() => this.removeOverlay(overlay)}>${icons.remove} ${texts.remove}</button>
      </div>
    `;
  }

  private renderText(overlay: TextOverlay) {
    const { texts, booth } = this;
    const update = (part: Partial<Omit<TextOverlay, 'id' | 'kind'>>) =>
      this.ui.perform(() =>
        booth.edit(updateOverlay(overlay.id, part), { merge: `${overlay.id} ${Object.keys(part).join()}` }),
      );
    return html`<div class="stack chosen">
      <label class="field">
        <span class="hidden">${texts.text}</span>
        <textarea
          rows="2"
          dir="auto"
          .value=${overlay.text}
          @focus=${(event: Event) => {
            if (overlay.text === texts.newText) (event.target as HTMLTextAreaElement).select();
          }}
          @input=${(event: Event) => update({ text: textIn(event) })}
        ></textarea>
      </label>
      <div class="colors" role="radiogroup" aria-label=${texts.textColor}>
        ${COLORS.map(
          (color) =>
            html`<button
              role="radio"
              style="background: ${color}"
              aria-checked=${overlay.color === color}
              aria-label=${color}
              @click=${() => update({ color })}
            ></button>`,
        )}
        <input
          type="color"
          aria-label=${texts.textColor}
          .value=${overlay.color}
          @input=${(event: Event) => update({ color: textIn(event) })}
        />
      </div>
      ${segments(
        texts.outline,
        [false, true],
        overlay.outline !== null,
        (on) => (on ? texts.on : texts.off),
        (on) => update({ outline: on ? (overlay.color === '#111111' ? '#ffffff' : '#000000') : null }),
      )}
      ${this.renderPlacing(overlay)}
    </div>`;
  }

  private add(text: string, options: Parameters<typeof addText>[1]): void {
    const id = createId('text');
    this.ui.perform(async () => {
      this.booth.edit(addText(text, { id, ...options }));
      this.tell('choose', id);
      await this.updateComplete;
      if (text === this.texts.newText) this.renderRoot.querySelector('textarea')?.focus();
    });
  }

  private addPicture(file: File): void {
    this.ui.perform(async () => {
      const { id } = await this.booth.importSticker(file);
      this.tell('choose', id);
    });
  }

  private removeOverlay(overlay: Overlay): void {
    this.ui.perform(() => {
      this.booth.edit(removeOverlay(overlay.id));
      this.ui.offerUndo(this.texts.removed(nameOverlay(this.booth.project, overlay)));
    });
  }
}
