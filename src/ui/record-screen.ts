import { css, html, nothing, svg } from 'lit';
import { removeLastTake } from '../project/edits.js';
import { clipDuration, takeSpans } from '../project/timeline.js';
import { BoothElement } from './booth-element.js';
import { icons } from './icons.js';
import { numberIn } from './inputs.js';
import type { Sound } from './sound-picker.js';

/** Speeds that are offered. */
const SPEEDS = [0.3, 0.5, 1, 2, 3];
/** Countdowns that are offered, in seconds. */
const COUNTDOWNS = [0, 3, 10];
/** A press longer than this records for as long as it is held. */
const HOLD_MS = 400;
/** Circumference of the progress ring in its own units. */
const RING = 100;

/** Records takes: the camera's controls around the picture. */
export class RecordScreen extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 14px;
      }
      .settings {
        flex-wrap: nowrap;
        justify-content: center;
      }
      .settings > clip-booth-sound-picker {
        flex: 0 1 auto;
        min-width: 0;
      }
      .settings select {
        padding-inline: 10px;
      }
      .shutter {
        display: grid;
        grid-template-columns: 1fr auto 1fr;
        align-items: center;
        gap: 12px;
      }
      .shutter > :first-child {
        justify-self: start;
      }
      .shutter > :last-child {
        justify-self: end;
      }
      .record {
        position: relative;
        width: 88px;
        height: 88px;
        padding: 0;
        background: none;
        touch-action: none;
        user-select: none;
        -webkit-touch-callout: none;
      }
      .record:hover:not(:disabled) {
        background: none;
      }
      .record svg {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        transform: rotate(-90deg);
        stroke-width: 5;
        stroke-linecap: butt;
      }
      .ring {
        stroke: color-mix(in srgb, var(--text), transparent 65%);
      }
      .filled {
        stroke: var(--accent);
      }
      .mark {
        stroke: var(--background);
      }
      .dot {
        width: 62px;
        height: 62px;
        border-radius: 50%;
        background: var(--accent);
        transition:
          transform 160ms,
          border-radius 160ms;
      }
      .recording .dot {
        transform: scale(0.52);
        border-radius: 26%;
      }
      .time {
        text-align: center;
        font-variant-numeric: tabular-nums;
      }
      label.choice {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
      label.choice select {
        border-radius: 999px;
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    sounds: { attribute: false },
    speed: { state: true },
    countdown: { state: true },
  };

  /** Music that the site offers. */
  declare sounds: readonly Sound[];
  declare private speed: number;
  declare private countdown: number;
  private pressedAtMs: number | null = null;

  constructor() {
    super();
    this.sounds = [];
    this.speed = 1;
    this.countdown = 0;
  }

  /** Starts a take, or stops the one that runs. */
  toggle(): void {
    if (this.isBusy) this.stop();
    else this.start();
  }

  /** Whether a take runs or is counted down to. */
  private get isBusy(): boolean {
    return this.booth.state === 'recording' || this.booth.state === 'counting';
  }

  private start(): void {
    this.perform(() => this.booth.startTake({ speed: this.speed, countdown: this.countdown }));
  }

  private stop(): void {
    this.perform(() => this.booth.stopTake());
  }

  override render() {
    const { booth, texts } = this;
    const hasTakes = booth.project.takes.length > 0;
    const isFull = clipDuration(booth.project) >= booth.project.maxDuration - 0.5 / booth.project.frameRate;
    return html`
      ${
        this.isBusy
          ? nothing
          : html`
              <div class="row settings">
                <clip-booth-sound-picker
                  .booth=${booth}
                  .texts=${texts}
                  .perform=${this.perform}
                  .sounds=${this.sounds}
                ></clip-booth-sound-picker>
                ${this.renderChoice(texts.speed, SPEEDS, this.speed, texts.speedOf, (speed) => {
                  this.speed = speed;
                })}
                ${this.renderChoice(
                  texts.countdown,
                  COUNTDOWNS,
                  this.countdown,
                  (count) => (count === 0 ? texts.noCountdown : texts.seconds(count)),
                  (countdown) => {
                    this.countdown = countdown;
                  },
                )}
              </div>
              <clip-booth-effect-strip
                .booth=${booth}
                .texts=${texts}
                .perform=${this.perform}
              ></clip-booth-effect-strip>
            `
      }
      <p class="time" part="time">${texts.recordedOf(booth.time, booth.project.maxDuration)}</p>
      <div class="shutter">
        <div class="row">
          <button
            class="icon"
            aria-label=${texts.flip}
            title=${texts.flip}
            ?disabled=${this.isBusy}
            @click=${this.flip}
          >
            ${icons.flip}
          </button>
          <button
            class="icon"
            aria-label=${texts.deleteLast}
            title=${texts.deleteLast}
            ?disabled=${this.isBusy || !hasTakes}
            @click=${this.deleteLast}
          >
            ${icons.remove}
          </button>
        </div>
        <button
          class="record ${this.isBusy ? 'recording' : ''}"
          part="record"
          aria-label=${this.isBusy ? texts.stop : texts.record}
          title=${texts.recordHint}
          ?disabled=${isFull && !this.isBusy}
          @pointerdown=${this.press}
          @pointerup=${this.release}
          @pointercancel=${this.release}
          @click=${this.pressWithoutPointer}
        >
          ${this.renderRing()}
          <span class="dot"></span>
        </button>
        <button
          class="primary"
          ?disabled=${this.isBusy || !hasTakes}
          @click=${() => this.dispatchEvent(new Event('next'))}
        >
          ${texts.next}
        </button>
      </div>
    `;
  }

  private renderChoice(
    label: string,
    values: readonly number[],
    chosen: number,
    name: (value: number) => string,
    choose: (value: number) => void,
  ) {
    return html`<label class="choice">
      <span class="hidden">${label}</span>
      <select @change=${(event: Event) => choose(numberIn(event))}>
        ${values.map((value) => html`<option value=${value} .selected=${value === chosen}>${name(value)}</option>`)}
      </select>
    </label>`;
  }

  private renderRing() {
    const { project, time } = this.booth;
    const filled = Math.min(1, time / project.maxDuration) * RING;
    const circle = (name: string, dashes: string, offset = 0) =>
      svg`<circle class=${name} cx="44" cy="44" r="40" pathLength=${RING} stroke-dasharray=${dashes}
        stroke-dashoffset=${-offset}></circle>`;
    const cuts = takeSpans(project).map(({ end }) => (end / project.maxDuration) * RING);
    return html`<svg viewBox="0 0 88 88" aria-hidden="true">
      ${circle('ring', `${RING} 0`)} ${circle('filled', `${filled} ${RING}`)}
      ${cuts.map((cut) => circle('mark', `1 ${RING}`, cut - 0.5))}
    </svg>`;
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.pressedAtMs = event.timeStamp;
    this.toggle();
  }

  private release(event: PointerEvent): void {
    if (this.pressedAtMs === null) return;
    const held = event.timeStamp - this.pressedAtMs > HOLD_MS;
    this.pressedAtMs = null;
    if (held && this.booth.state === 'recording') this.stop();
  }

  /** A click without a pointer is a key's or a screen reader's. */
  private pressWithoutPointer(event: MouseEvent): void {
    if (event.detail === 0) this.toggle();
  }

  private flip(): void {
    const facingMode = this.booth.camera?.facingMode === 'environment' ? 'user' : 'environment';
    this.perform(() => this.booth.openCamera({ facingMode }));
  }

  private deleteLast(): void {
    this.perform(() => this.booth.edit(removeLastTake()));
  }
}
