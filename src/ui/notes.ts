import { css, html, nothing } from 'lit';
import type { BoothError } from '../error.js';
import { BoothElement } from './booth-element.js';
import { icons } from './icons.js';

/** What failed, and what was just taken away and can be had back. Events: `dismiss`, `undo`. */
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
      .alert {
        color: #40070f;
        background: #ffdce1;
      }
      /* No wider than it is long, so that the tools beside it can be reached. */
      .undo {
        justify-self: center;
        color: #f3f4f6;
        background: #2a2d34;
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    alert: { attribute: false },
    undoable: {},
  };

  /** What failed, or null. */
  declare alert: BoothError | null;
  /** What was just taken away, or null. */
  declare undoable: string | null;

  constructor() {
    super();
    this.alert = null;
    this.undoable = null;
  }

  override render() {
    const { alert, undoable, texts } = this;
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
        undoable === null
          ? nothing
          : html`<div class="note undo" part="undo" role="status">
              <p>${undoable}</p>
              <button @click=${() => this.tell('undo')}>${texts.undo}</button>
            </div>`
      }
    `;
  }
}
