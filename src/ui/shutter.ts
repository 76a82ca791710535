import { css, html, svg } from 'lit';
import type { BoothEventMap } from '../booth/events.js';
import { isFull } from '../project/pictures.js';
import { takeSpans } from '../project/timeline.js';
import { BoothElement } from './booth-element.js';

/** A press longer than this records for as long as it is held. */
const HOLD_MS = 400;
/** Length of the progress ring in its own units, and of a mark on it. */
const RING = 100;
const MARK = 1.2;

/**
 * The big round button: a tap starts a take and another one stops it; held, it records for as long. The ring around it
 * fills up with the clip, with a mark at the end of each take. Its events `start` and `stop` say what is wanted, and
 * `release` that it was held and let go.
 *
 * @csspart record The button.
 */
export class BoothShutter extends BoothElement {
  static override readonly redrawOn: readonly (keyof BoothEventMap)[] = ['change', 'statechange', 'progress'];
  static override styles = [
    ...BoothElement.styles,
    css`
      button {
        position: relative;
        width: 88px;
        height: 88px;
        padding: 0;
        background: none;
        touch-action: none;
        user-select: none;
        -webkit-touch-callout: none;
      }
      button:hover:not(:disabled) {
        background: none;
      }
      svg {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        transform: rotate(-90deg);
        stroke-width: 6;
        stroke-linecap: butt;
        fill: none;
      }
      .ring {
        stroke: color-mix(in srgb, var(--ring, var(--text)), transparent 62%);
      }
      .filled {
        stroke: var(--accent);
      }
      .mark {
        stroke: var(--ring-mark, var(--background));
        stroke-width: 7;
      }
      .dot {
        width: 66px;
        height: 66px;
        border-radius: 50%;
        background: var(--accent);
        transition:
          transform 180ms,
          border-radius 180ms;
      }
      button:active .dot {
        transform: scale(0.94);
      }
      .recording .dot {
        transform: scale(0.5);
        border-radius: 24%;
      }
    `,
  ];

  private pressedAtMs: number | null = null;

  private get isBusy(): boolean {
    return this.booth.state === 'recording' || this.booth.state === 'counting';
  }

  override render() {
    const { booth, texts, isBusy } = this;
    return html`<button
      class=${isBusy ? 'recording' : ''}
      part="record"
      aria-label=${isBusy ? texts.stop : texts.record}
      title=${texts.recordHint}
      ?disabled=${isFull(booth.project) && !isBusy}
      @pointerdown=${this.press}
      @pointerup=${this.release}
      @pointercancel=${this.release}
      @contextmenu=${(event: Event) => event.preventDefault()}
      @click=${this.pressWithoutPointer}
    >
      ${this.renderRing()}<span class="dot"></span>
    </button>`;
  }

  private renderRing() {
    const { project, time } = this.booth;
    const part = (seconds: number) => Math.min(1, seconds / project.maxDuration) * RING;
    const circle = (name: string, length: number, offset = 0) =>
      svg`<circle class=${name} cx="44" cy="44" r="40" pathLength=${RING}
        stroke-dasharray="${length} ${RING}" stroke-dashoffset=${-offset}></circle>`;
    return html`<svg viewBox="0 0 88 88" aria-hidden="true">
      ${circle('ring', RING)} ${circle('filled', part(time))}
      ${takeSpans(project).map(({ end }) => circle('mark', MARK, part(end) - MARK / 2))}
    </svg>`;
  }

  private toggle(): void {
    this.tell(this.isBusy ? 'stop' : 'start');
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.pressedAtMs = event.timeStamp;
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
    this.toggle();
  }

  private release(event: PointerEvent): void {
    if (this.pressedAtMs === null) return;
    const wasHeld = event.timeStamp - this.pressedAtMs > HOLD_MS;
    this.pressedAtMs = null;
    if (wasHeld && this.isBusy) this.tell('release');
  }

  /** A click without a pointer is a key's or a screen reader's. */
  private pressWithoutPointer(event: MouseEvent): void {
    if (event.detail === 0) this.toggle();
  }
}
