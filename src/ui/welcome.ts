import { css, html, nothing } from 'lit';
import type { Draft } from '../drafts/drafts.js';
import { BoothElement, type Opening } from './booth-element.js';
import { icons } from './icons.js';
import { pickFile } from './inputs.js';

/** What people meet first: what this is, and the ways in. Events: `open` the camera, `import` a file, `draft` to go on with. */
export class BoothWelcome extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        display: grid;
        /* Drafts, which are found a moment later, lie in the room below: what can be pressed stays where it is. */
        grid-template-rows: 1fr auto minmax(0, 1fr);
        justify-items: center;
        min-height: 0;
        padding: 32px 24px calc(32px + env(safe-area-inset-bottom));
        overflow-y: auto;
        text-align: center;
        background: radial-gradient(
            90% 38% at 50% 38%,
            color-mix(in oklab, var(--accent), transparent 84%),
            transparent
          ),
          var(--background);
      }
      .middle {
        grid-row: 2;
        display: grid;
        justify-items: center;
        gap: 12px;
        width: 100%;
      }
      .lens {
        display: grid;
        place-items: center;
        width: 132px;
        height: 132px;
        margin-block-end: 12px;
        border-radius: 50%;
        border: 7px solid color-mix(in srgb, var(--text), transparent 72%);
        background: none;
        color: var(--on-accent);
      }
      .lens::before {
        content: '';
        grid-area: 1 / 1;
        width: 100px;
        height: 100px;
        border-radius: 50%;
        background: var(--accent);
      }
      .lens svg {
        grid-area: 1 / 1;
        width: 42px;
        height: 42px;
      }
      h2 {
        max-width: 16ch;
        font-size: clamp(28px, 6cqw, 44px);
        line-height: 1.1;
        letter-spacing: -0.02em;
        text-wrap: balance;
      }
      p {
        max-width: 40ch;
        text-wrap: balance;
      }
      .ways {
        display: grid;
        gap: 10px;
        width: min(100%, 320px);
        margin-block-start: 16px;
      }
      .ways > * {
        min-height: 54px;
      }
      .private {
        font-size: 13px;
        margin-block-start: 8px;
      }
    `,
  ];
  static override properties = { ...BoothElement.properties, opening: {} };

  /** What is being opened. */
  declare opening: Opening | null;

  constructor() {
    super();
    this.opening = null;
  }

  override render() {
    const { texts, ui, opening } = this;
    return html`
      <div class="middle">
        <slot name="welcome">
          <div class="lens" aria-hidden="true">${icons.camera}</div>
          <h2>${texts.welcome}</h2>
          <p class="muted">${texts.welcomeHint}</p>
        </slot>
        <div class="ways">
          ${
            ui.features.has('record')
              ? html`<button
                  class="primary"
                  part="start"
                  aria-disabled=${opening !== null}
                  @click=${() => opening ?? this.tell('open')}
                >
                  ${opening === 'camera' ? texts.openingCamera : texts.openCamera}
                </button>`
              : nothing
          }
          ${
            ui.features.has('import')
              ? html`<button
                  part="import"
                  aria-disabled=${opening !== null}
                  @click=${() => opening ?? pickFile('video/*,image/*', (file) => this.tell('import', file))}
                >
                  ${opening === 'file' ? texts.openingVideo : texts.importVideo}
                </button>`
              : nothing
          }
          <slot name="start"></slot>
        </div>
        <p class="private muted">${texts.welcomePrivate}</p>
      </div>
      ${
        ui.features.has('drafts')
          ? html`<clip-booth-drafts
              exportparts="draft"
              .ui=${ui}
              .opening=${opening}
              @draft=${({ detail }: CustomEvent<Draft>) => this.tell('draft', detail)}
            ></clip-booth-drafts>`
          : nothing
      }
    `;
  }
}
