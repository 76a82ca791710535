import { css, html, nothing } from 'lit';
import { clipDuration } from '../project/timeline.js';
import { BoothElement, WITH_PLAYHEAD } from './booth-element.js';
import { icons } from './editor-icons.js';
import { numberIn } from './inputs.js';
import { filled } from './slider.js';

/** Play, time, undo and redo, and how the timeline is shown. Events: `zoom` (a factor), `snapping`, `mark`. */
export class BoothTransport extends BoothElement {
  static override readonly redrawOn = WITH_PLAYHEAD;
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        display: grid;
        grid-template-columns: 1fr auto 1fr;
        align-items: center;
        padding: 2px 8px;
      }
      div {
        display: flex;
        align-items: center;
      }
      .play ~ div {
        justify-content: flex-end;
      }
      button.play {
        width: 52px;
        height: 52px;
        background: var(--text);
        color: var(--background);
      }
      @media (hover: hover) {
        button.play:hover:not(:disabled) {
          background: color-mix(in srgb, var(--text), var(--background) 18%);
        }
      }
      .play svg {
        fill: currentColor;
      }
      .time {
        padding-inline: 8px;
        font-size: 13px;
        white-space: nowrap;
      }
      button[aria-pressed='true'] {
        color: var(--text);
        background: var(--raised);
      }
      button[aria-pressed='false'] {
        color: var(--muted);
      }
      .scrubber {
        grid-column: 1 / -1;
        width: auto;
        margin: -10px 8px;
      }
      :host(:not([wide])) .extra {
        display: none;
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    snapping: { type: Boolean },
    scrubs: { type: Boolean },
  };

  /** Whether dragged edges snap. */
  declare snapping: boolean;
  /** Whether the time is moved here, since the timeline is covered. */
  declare scrubs: boolean;

  constructor() {
    super();
    this.snapping = true;
    this.scrubs = false;
  }

  override render() {
    const { booth, texts } = this;
    const button = (label: string, icon: unknown, act: () => void, name = '', disabled = false) =>
      html`<button
        class="icon plain ${name}"
        aria-label=${label}
        title=${label}
        ?disabled=${disabled}
        @click=${act}
      >
        ${icon}
      </button>`;
    return html`
      <div>
        <p class="time number muted" part="time">${texts.timeOf(booth.time, clipDuration(booth.project))}</p>
        ${button(texts.setMark, icons.mark, () => this.tell('mark'), 'extra')}
      </div>
      <button
        class="icon play"
        part="play"
        aria-label=${booth.playing ? texts.pause : texts.play}
        @click=${() => this.ui.perform(() => (booth.playing ? booth.pause() : booth.play()))}
      >
        ${booth.playing ? icons.pause : icons.play}
      </button>
      <div>
        <button
          class="icon plain extra"
          aria-label=${texts.snapping}
          title=${texts.snapping}
          aria-pressed=${this.snapping}
          @click=${() => this.tell('snapping')}
        >
          ${icons.snap}
        </button>
        ${button(texts.zoomOut, icons.zoomOut, () => this.tell('zoom', 1 / 1.5), 'extra')}
        ${button(texts.zoomIn, icons.zoomIn, () => this.tell('zoom', 1.5), 'extra')}
        ${button(texts.undo, icons.undo, () => booth.undo(), '', !booth.canUndo)}
        ${button(texts.redo, icons.redo, () => booth.redo(), '', !booth.canRedo)}
      </div>
      ${
        this.scrubs
          ? html`<input
              class="scrubber"
              type="range"
              dir="ltr"
              style=${filled({ min: 0, max: clipDuration(booth.project) }, booth.time)}
              min="0"
              max=${clipDuration(booth.project)}
              step="any"
              aria-label=${texts.playhead}
              aria-valuetext=${texts.timeOf(booth.time, clipDuration(booth.project))}
              .value=${String(booth.time)}
              @input=${(event: Event) => this.ui.perform(() => booth.seek(numberIn(event)))}
            />`
          : nothing
      }
    `;
  }
}
