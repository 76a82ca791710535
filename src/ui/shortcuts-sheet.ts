import { css, html } from 'lit';
import { BoothElement } from './booth-element.js';
import { icons } from './icons.js';
import { shortcutList } from './shortcuts.js';

/** The sheet that shows what can be done by keys. */
export class ShortcutsSheet extends BoothElement {
  static override readonly redrawOn = [];
  static override styles = [
    ...BoothElement.styles,
    css`
      dialog {
        width: min(460px, calc(100vw - 32px));
        max-height: min(640px, calc(100vh - 32px));
        padding: 20px 24px 24px;
        border: 0;
        border-radius: 20px;
        color: var(--text);
        background: var(--surface);
        box-shadow: var(--shade);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 0.55);
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        margin-block-end: 8px;
      }
      h2 {
        font-size: 18px;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 10px 20px;
        align-items: center;
        margin: 0;
      }
      dt {
        display: flex;
        gap: 4px;
        direction: ltr;
      }
      dd {
        margin: 0;
      }
      kbd {
        min-width: 30px;
        padding: 3px 8px;
        border: 1px solid var(--line);
        border-block-end-width: 2px;
        border-radius: 7px;
        font: inherit;
        font-size: 13px;
        text-align: center;
        background: var(--raised);
      }
    `,
  ];

  /** Shows the sheet. */
  show(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  override render() {
    const { texts } = this;
    return html`<dialog aria-labelledby="title" @keydown=${(event: Event) => event.stopPropagation()}>
      <header>
        <h2 id="title">${texts.showShortcuts}</h2>
        <form method="dialog">
          <button class="icon plain" aria-label=${texts.close}>${icons.close}</button>
        </form>
      </header>
      <dl>
        ${shortcutList(texts).map(
          ({ keys, does }) =>
            html`<dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt>
              <dd>${does}</dd>`,
        )}
      </dl>
    </dialog>`;
  }
}
