import { css, html, nothing } from 'lit';
import { BoothElement } from './booth-element.js';
import { icons } from './icons.js';
import { SCREENS, type Screen } from './screens.js';

/** The bar on top: where one is, the ways back or to any screen, and on. Events: `show` (a screen), `shortcuts`. */
export class BoothBar extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        display: grid;
        grid-template-columns: 1fr auto 1fr;
        align-items: center;
        min-height: 56px;
        padding: 6px 8px;
      }
      div {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      div:last-child {
        justify-self: end;
      }
      .steps {
        display: flex;
        border-radius: 999px;
        background: var(--surface);
      }
      .steps button {
        padding-inline: 20px;
        border: 3px solid transparent;
        background: none;
        background-clip: padding-box;
        color: var(--muted);
      }
      .steps button[aria-current='step'] {
        color: var(--text);
        background-color: var(--raised);
        font-weight: 600;
      }
      .title {
        font-size: 16px;
        font-weight: 600;
      }
    `,
  ];
  static override properties = { ...BoothElement.properties, screen: {} };

  /** The screen that is shown. */
  declare screen: Screen;

  constructor() {
    super();
    this.screen = 'record';
  }

  override render() {
    const { booth, texts, screen, ui } = this;
    const isBusy = ['counting', 'recording', 'exporting'].includes(booth.state);
    const index = SCREENS.indexOf(screen);
    const previous = SCREENS[index - 1];
    const hasTakes = booth.project.takes.length > 0;
    const steps = SCREENS.filter((step) => step !== 'share' || ui.features.has('export'));
    const show = (step: Screen) => () => this.tell('show', step);
    return html`
      <div>
        <slot name="header"></slot>
        ${
          previous === undefined || ui.wide
            ? nothing
            : html`<button class="plain" ?disabled=${isBusy} @click=${show(previous)}>
                ${texts.direction === 'rtl' ? icons.forward : icons.back} ${texts.steps[previous]}
              </button>`
        }
      </div>
      ${
        ui.wide
          ? html`<nav class="steps" part="steps" aria-label=${texts.booth}>
              ${steps.map(
                (step) =>
                  html`<button
                    aria-current=${step === screen ? 'step' : 'false'}
                    ?disabled=${isBusy || (step !== 'record' && !hasTakes)}
                    @click=${show(step)}
                  >
                    ${texts.steps[step]}
                  </button>`,
              )}
            </nav>`
          : html`<p class="title">${texts.steps[screen]}</p>`
      }
      <div>
        ${
          ui.wide
            ? html`<button
                class="icon plain"
                aria-label=${texts.showShortcuts}
                title=${texts.showShortcuts}
                @click=${() => this.tell('shortcuts')}
              >
                ${icons.keyboard}
              </button>`
            : nothing
        }
        ${
          screen === 'edit' && ui.features.has('export')
            ? html`<button class="primary" part="next" ?disabled=${!hasTakes} @click=${show('share')}>
                ${texts.next}
              </button>`
            : nothing
        }
      </div>
    `;
  }
}
