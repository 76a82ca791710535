import { css, html, nothing } from 'lit';
import type { BoothError } from '../error.js';
import { BoothElement } from './booth-element.js';
import { icons } from './icons.js';
import type { Note } from './notices.js';

/** What failed, and what is said in passing: that something was taken away, and can be had back. Events: `dismiss`, `undo`. */
export class BoothNotes extends BoothElement {
  static override readonly redrawOn = [];
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        position: absolute;
        z-index: 5;
        inset: 64px 12px auto;
        display: grid;
        gap: 8px;
        max-width: 480px;
        margin-inline: auto;
        pointer-events: none;
      }
      .note {
        display: flex;
        align-items: center;
        gap: 8px;
        padding-block: 6px;
        padding-inline: 18px 6px;
        border-radius: 16px;
        box-shadow: var(--shade);
        pointer-events: auto;
        animation: drop 160ms ease-out;
      }
      @keyframes drop {
        from {
          transform: translateY(-12px);
          opacity: 0;
        }
      }
      p {
        flex: 1;
        padding-block: 6px;
      }
      button {
        color: inherit;
        background: none;
        font-weight: 600;
      }
      button:hover:not(:disabled) {
        background: rgb(128 128 128 / 0.2);
      }
      /* What asks for nothing is tapped through. */
      .note:not(:has(button)) {
        padding-inline-end: 18px;
        pointer-events: none;
      }
      .alert {
        color: #40070f;
        background: #ffdce1;
      }
      /* No wider than it is long, so that the tools beside it can be reached. */
      .passing {
        justify-self: center;
        color: #f3f4f6;
        background: #2a2d34;
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    alert: { attribute: false },
    note: { attribute: false },
  };

  /** What failed, or null. */
  declare alert: BoothError | null;
  /** What is said in passing, or null. */
  declare note: Note | null;

  constructor() {
    super();
    this.alert = null;
    this.note = null;
  }

  override render() {
    const { alert, note, texts } = this;
    return html`
      ${
        alert === null
          ? nothing
          : html`<div class="note alert" part="alert" role="alert">
              <p>${texts.errors?.[alert.code] ?? alert.message}</p>
              <button class="icon" aria-label=${texts.dismiss} @click=${() => this.tell('dismiss')}>
                ${icons.close}
              </button>
            </div>`
      }
      ${
        note === null
          ? nothing
          : html`<div class="note passing" part=${note.undoes === null ? 'note' : 'undo'} role="status">
              <p>${note.text}</p>
              ${
                note.undoes === null
                  ? nothing
                  : html`<button @click=${() => this.tell('undo')}>${texts.undo}</button>`
              }
            </div>`
      }
    `;
  }
}
