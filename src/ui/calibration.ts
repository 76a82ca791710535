import { css, html } from 'lit';
import { BoothError } from '../error.js';
import { BoothElement } from './booth-element.js';
import { icons } from './editor-icons.js';

/** What a calibration does or came to. */
type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly beat: number; readonly tap: (event: Event) => void }
  | { readonly kind: 'done'; readonly delayMs: number }
  | { readonly kind: 'failed'; readonly error: BoothError };

/** A beat as it is seen: a ring that fades, in as many milliseconds. */
const BEAT = {
  boxShadow: ['0 0 0 14px color-mix(in srgb, transparent, var(--accent) 45%)', '0 0 0 0 transparent'],
};
const BEAT_MS = 350;

/** Finds out how late a person hears the music: a beat is played, and they tap to it. */
export class BoothCalibration extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      .tap {
        display: grid;
        place-items: center;
        width: 132px;
        height: 132px;
        margin: 8px auto;
        border-radius: 50%;
        color: var(--on-accent);
        background: var(--accent);
        font-size: 20px;
        font-weight: 600;
        touch-action: manipulation;
        user-select: none;
      }
      .tap:hover:not(:disabled) {
        background: var(--accent);
      }
      .tap:active {
        scale: 0.95;
      }
      .result {
        display: flex;
        align-items: center;
        gap: 10px;
      }
    `,
  ];
  static override properties = { ...BoothElement.properties, state: { state: true } };

  declare private state: State;
  private stop: AbortController | null = null;

  constructor() {
    super();
    this.state = { kind: 'idle' };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.abort();
  }

  override render() {
    const { texts, state } = this;
    const start = (text: string) => html`<button @click=${this.start}>${icons.headphones} ${text}</button>`;
    switch (state.kind) {
      case 'idle':
        return html`<div class="field">
          <h3>${texts.calibration}</h3>
          <p class="muted small">${texts.calibrationHint}</p>
          ${start(texts.calibrate)}
        </div>`;
      case 'running':
        return html`<div class="field">
          <h3>${texts.calibration}</h3>
          <p class="muted small" role="status">${texts.tapHint}</p>
          <button
            class="tap"
            @pointerdown=${state.tap}
            @keydown=${(event: KeyboardEvent) => {
              if (event.repeat || (event.key !== ' ' && event.key !== 'Enter')) return;
              event.preventDefault();
              event.stopPropagation();
              state.tap(event);
            }}
          >
            ${texts.tap}
          </button>
          <button @click=${() => this.stop?.abort()}>${texts.cancel}</button>
        </div>`;
      case 'done':
        return html`<div class="field">
          <h3>${texts.calibration}</h3>
          <p class="result" role="status">${icons.check} ${texts.calibrated(Math.round(state.delayMs))}</p>
          ${start(texts.calibrateAgain)}
        </div>`;
      case 'failed':
        return html`<div class="field">
          <h3>${texts.calibration}</h3>
          <p role="alert">${texts.errors?.[state.error.code] ?? state.error.message}</p>
          ${start(texts.calibrateAgain)}
        </div>`;
    }
  }

  protected override updated(): void {
    if (this.state.kind !== 'running') return;
    const tap = this.renderRoot.querySelector<HTMLElement>('.tap');
    if (this.state.beat === -1) tap?.focus();
    else if (!matchMedia('(prefers-reduced-motion: reduce)').matches) tap?.animate(BEAT, BEAT_MS);
  }

  private start(): void {
    this.ui.perform(async () => {
      const stop = new AbortController();
      this.stop = stop;
      const calibration = this.booth.calibrate({
        signal: stop.signal,
        onBeat: (beat) => {
          if (this.state.kind === 'running') this.state = { ...this.state, beat };
        },
      });
      this.state = { kind: 'running', beat: -1, tap: (event) => calibration.answer(event.timeStamp) };
      try {
        const { delayMs } = await calibration.result;
        this.state = { kind: 'done', delayMs };
      } catch (error) {
        const failed = BoothError.from(
          error,
          'calibration-unclear',
          'The beat could not be played: try again.',
        );
        this.state = failed.code === 'cancelled' ? { kind: 'idle' } : { kind: 'failed', error: failed };
      }
    });
  }
}
