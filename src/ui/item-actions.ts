import { css, html } from 'lit';
import { BoothElement } from './booth-element.js';
import { icons } from './editor-icons.js';

/** What can be done to a chosen thing that is no take. Events: `adjust`, `remove`. */
export class ItemActions extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      div {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 2px;
        padding-inline: 12px;
      }
      p {
        flex: 0 1 auto;
        padding-inline: 8px;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      button {
        flex: none;
        gap: 6px;
        padding-inline: 11px;
        font-size: 13px;
      }
      svg {
        width: 18px;
        height: 18px;
      }
    `,
  ];
  static override properties = { ...BoothElement.properties, name: {} };

  /** What a person reads for it. */
  declare name: string;

  constructor() {
    super();
    this.name = '';
  }

  override render() {
    const { texts, name } = this;
    return html`<div role="toolbar" aria-label=${name}>
      <p class="muted small" dir="auto">${name}</p>
      <button class="plain" @click=${() => this.tell('adjust')}>${icons.settings} ${texts.adjust}</button>
      <button class="plain" @click=${() => this.tell('remove')}>${icons.remove} ${texts.remove}</button>
    </div>`;
  }
}
