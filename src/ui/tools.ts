import { css, html, nothing, type PropertyValues } from 'lit';
import { BoothElement } from './booth-element.js';
import { icons } from './icons.js';
import type { Tool } from './tool.js';

/**
 * A rail of tools and the panel of the one that is open. Where there is room they stand beside the picture and a panel
 * is always open; else the rail lies over the picture, or along the bottom with `bar`, and the panel comes from below.
 */
export class BoothTools extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        display: contents;
      }
      .rail {
        display: flex;
        flex-direction: column;
        gap: 2px;
      }
      .rail button {
        flex: none;
        flex-direction: column;
        gap: 3px;
        width: 68px;
        min-height: 58px;
        padding: 6px 2px;
        border-radius: 14px;
        background: none;
        font-size: 11px;
        line-height: 1.15;
        white-space: normal;
      }
      @media (hover: hover) {
        .rail button:hover {
          background: color-mix(in srgb, transparent, currentColor 12%);
        }
      }
      .rail button[aria-pressed='true'] {
        color: var(--text);
        background: var(--raised);
      }
      :host(:not([wide], [bar])) .rail {
        position: absolute;
        inset-block-start: 64px;
        inset-inline-end: 4px;
        color: #fff;
        text-shadow: 0 1px 5px rgb(0 0 0 / 0.75);
      }
      :host(:not([wide], [bar])) .rail svg {
        width: 25px;
        height: 25px;
        filter: drop-shadow(0 1px 3px rgb(0 0 0 / 0.6));
      }
      :host(:not([wide], [bar])) .rail button[aria-pressed='true'] {
        color: #fff;
        background: var(--glass);
        box-shadow: inset 0 0 0 1px rgb(255 255 255 / 0.4);
      }
      :host([bar]:not([wide])) .rail {
        grid-area: rail;
        flex-direction: row;
        justify-content: safe center;
        overflow-x: auto;
        padding: 4px 8px calc(4px + env(safe-area-inset-bottom));
        border-block-start: 1px solid var(--line);
        scrollbar-width: none;
      }
      :host([bar]:not([wide])) .rail button {
        flex: 1 0 60px;
        max-width: 84px;
      }
      .panel {
        display: grid;
        grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
        background: var(--surface);
      }
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        min-height: 52px;
        padding-inline: 20px 8px;
      }
      h2 {
        font-size: 16px;
        font-weight: 600;
      }
      .body {
        min-height: 0;
        overflow-y: auto;
        overscroll-behavior: contain;
        padding: 4px 20px calc(20px + env(safe-area-inset-bottom));
      }
      :host(:not([wide])) .panel {
        z-index: 3;
        border-start-start-radius: 20px;
        border-start-end-radius: 20px;
        box-shadow: var(--shade);
        animation: rise 180ms ease-out;
      }
      :host(:not([wide], [bar])) .panel {
        position: absolute;
        inset: auto 0 0;
        max-height: min(58%, 460px);
        margin-inline: auto;
        max-width: 640px;
      }
      /* Over the timeline and what lies below it, so that the picture is seen and the time can be moved. */
      :host([bar]:not([wide])) .panel {
        grid-area: timeline-start / 1 / rail-end / 2;
        height: clamp(300px, 44cqh, 460px);
        min-height: 100%;
      }
      :host([bar]:not([wide])) .panel > * {
        padding-inline: max(20px, (100% - 600px) / 2);
      }
      @keyframes rise {
        from {
          transform: translateY(24px);
          opacity: 0;
        }
      }
      :host([wide]) .rail {
        grid-area: rail;
        padding: 4px;
        overflow-y: auto;
        scrollbar-width: none;
      }
      :host([wide]) .panel {
        grid-area: panel;
        min-height: 0;
        border-radius: var(--radius);
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    tools: { attribute: false },
    open: { attribute: false },
    bar: { type: Boolean, reflect: true },
  };

  declare tools: readonly Tool[];
  /** Id of the tool whose panel is open, or null. The `open` event asks for another one. */
  declare open: string | null;
  /** Whether the rail lies along the bottom. */
  declare bar: boolean;

  constructor() {
    super();
    this.tools = [];
    this.open = null;
    this.bar = false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Another panel begins at its top, not where the one before was left.
    if (changed.has('open')) this.renderRoot.querySelector('.body')?.scrollTo(0, 0);
  }

  override render() {
    const { tools, texts } = this;
    const panels = tools.filter((tool) => tool.kind === 'panel');
    const shown = panels.find(({ id }) => id === this.open) ?? (this.ui.wide ? panels[0] : undefined);
    return html`
      <div
        class="rail"
        part="tools"
        role="toolbar"
        aria-label=${texts.tools}
        ?inert=${this.bar && !this.ui.wide && shown !== undefined}
      >
        ${tools
          .filter(({ icon }) => icon !== null)
          .map(
            (tool) => html`<button
            data-tool=${tool.id}
            aria-pressed=${(tool.kind === 'panel' ? tool === shown : tool.pressed) ?? nothing}
            @click=${() => this.choose(tool)}
          >
            ${tool.icon}<span>${tool.label}</span>
          </button>`,
          )}
      </div>
      ${
        shown === undefined
          ? nothing
          : html`<section class="panel" part="panel" aria-label=${shown.label} @keydown=${this.handleKey}>
              <div class="head">
                <h2>${shown.label}</h2>
                ${
                  this.ui.wide && shown.icon !== null
                    ? nothing
                    : html`<button class="icon plain" aria-label=${texts.close} @click=${this.close}>
                        ${icons.close}
                      </button>`
                }
              </div>
              <div class="body" tabindex="0" role="group" aria-label=${shown.label}>${shown.content()}</div>
            </section>`
      }
    `;
  }

  private choose(tool: Tool): void {
    if (tool.kind === 'action') tool.act();
    else this.tell('open', tool.id === this.open ? null : tool.id);
  }

  private handleKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || this.open === null) return;
    event.stopPropagation();
    this.close();
  }

  private close(): void {
    const opener = this.renderRoot.querySelector<HTMLElement>(`[data-tool="${this.open}"]`);
    this.tell('open', null);
    // What lay below the panel can be reached once it is gone.
    requestAnimationFrame(() => opener?.focus());
  }
}
