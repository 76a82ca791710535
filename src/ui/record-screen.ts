import { html, nothing, type PropertyValues } from 'lit';
import type { BoothEventMap } from '../booth/events.js';
import { removeLastTake } from '../project/edits.js';
import { BoothElement, type Opening } from './booth-element.js';
import { icons } from './icons.js';
import { pickFile } from './inputs.js';
import { loadPart } from './parts.js';
import { PinchZoom } from './pinch-zoom.js';
import { layout } from './record-screen.styles.js';
import { RecordTools } from './record-tools.js';

/** Records takes: the camera's picture with its controls. */
export class RecordScreen extends BoothElement {
  static override readonly redrawOn: readonly (keyof BoothEventMap)[] = ['change', 'statechange', 'progress'];
  static override styles = [...BoothElement.styles, layout];
  static override properties = {
    ...BoothElement.properties,
    opening: {},
    remaining: { state: true },
    tool: { state: true },
  };

  /** What is being opened. */
  declare opening: Opening | null;
  /** Seconds left of a countdown. */
  declare private remaining: number;
  declare private tool: string | null;
  private readonly tools = new RecordTools(this);
  private readonly pinchZoom = new PinchZoom(
    () => this.booth.camera?.zoom?.value ?? null,
    (zoom) =>
      new Promise<void>((resolve) => {
        this.ui.perform(() => this.booth.setCamera({ zoom }).finally(resolve));
      }).then(() => this.requestUpdate()),
  );

  constructor() {
    super();
    this.opening = null;
    this.remaining = 0;
    this.tool = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.stopUnseen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.stopUnseen);
  }

  /** Starts a take, or stops the one that runs. */
  toggle(): void {
    if (this.isBusy) this.stop();
    else this.start();
  }

  /** Takes the last take away, where there is one; it can be undone. */
  deleteLast(): void {
    if (this.isBusy || this.booth.project.takes.length === 0) return;
    this.ui.takeAway(removeLastTake(), this.texts.takeDeleted);
  }

  /** Whether a take runs or is counted down to. */
  private get isBusy(): boolean {
    return this.booth.state === 'recording' || this.booth.state === 'counting';
  }

  /** Whether a take runs or is about to, with nothing counted down or heard before. */
  private get isPerforming(): boolean {
    const { countdown, runUp } = this.tools.settings;
    return this.booth.state === 'recording' || countdown + runUp === 0;
  }

  /** Whether a video is being read, which leads to the editor: nothing else can be done meanwhile. */
  private get isImporting(): boolean {
    return this.opening === 'file';
  }

  private start(): void {
    if (this.isImporting) return;
    this.tool = null;
    const { booth, tools } = this;
    const showCount = ({ detail }: BoothEventMap['progress']) => {
      if (detail.task === 'countdown') this.remaining = detail.remaining;
    };
    booth.addEventListener('progress', showCount);
    this.ui.perform(() =>
      booth.startTake(tools.settings).finally(() => {
        booth.removeEventListener('progress', showCount);
        this.remaining = 0;
      }),
    );
  }

  private stop(): void {
    const { ui, texts, isPerforming } = this;
    ui.perform(async () => {
      const take = await this.booth.stopTake();
      // Who stops a countdown knows that nothing was recorded yet.
      if (take === null && isPerforming) ui.say(texts.takeTooShort);
    });
  }

  /** Who leaves for another page or app performs no more, and phones take the camera away. */
  private readonly stopUnseen = (): void => {
    if (document.visibilityState === 'hidden' && this.isBusy) this.stop();
  };

  /** Who held the shutter let go. One who held it through the start of a countdown wants what comes after it. */
  private release(): void {
    if (this.isPerforming) this.stop();
  }

  protected override updated(changed: PropertyValues): void {
    const { tool, ui } = this;
    // Where there is room, a panel is always open.
    if ((changed.has('tool') || changed.has('ui')) && (tool !== null || ui.wide))
      loadPart('preparation').catch((error: unknown) => ui.perform(() => Promise.reject(error)));
  }

  override render() {
    const { ui, isBusy, texts } = this;
    const zoom = this.booth.camera?.zoom?.value ?? 1;
    return html`
      <clip-booth-picture
        .ui=${ui}
        exportparts="frame"
        @click=${this.tapPicture}
        @pointerdown=${this.pinchZoom}
        @pointermove=${this.pinchZoom}
        @pointerup=${this.pinchZoom}
        @pointercancel=${this.pinchZoom}
      >
        ${zoom > 1 ? html`<p class="zoom number glass">${texts.factor(Math.round(zoom * 10) / 10)}</p>` : nothing}
        ${this.tools.hasGrid ? html`<div class="thirds"></div>` : nothing}
        ${this.isImporting ? html`<p class="opening glass" role="status">${texts.openingVideo}</p>` : nothing}
        ${isBusy || !ui.features.has('music') ? nothing : this.renderMusic()}
        ${this.remaining > 0 ? html`<div class="count" role="timer">${this.remaining}</div>` : nothing}
      </clip-booth-picture>
      ${this.renderBar()}
      ${
        isBusy && !ui.wide
          ? nothing
          : html`<clip-booth-tools
              exportparts="tools, panel"
              ?inert=${isBusy || this.isImporting}
              .ui=${ui}
              .tools=${this.tools.list}
              .open=${this.tool}
              @open=${({ detail }: CustomEvent<string | null>) => {
                this.tool = detail;
              }}
            ></clip-booth-tools>`
      }
      <p class="hidden" aria-hidden="true">${texts.recordHint}</p>
    `;
  }

  /** A tap on the picture, and on nothing that lies over it, closes the panel below it. */
  private tapPicture({ target, currentTarget }: MouseEvent): void {
    if (target === currentTarget) this.tool = null;
  }

  private renderMusic() {
    const { music } = this.booth.project;
    return html`<button
      class="music glass"
      part="music"
      aria-label=${music === null ? this.texts.addSound : this.texts.soundOf(music.title)}
      @click=${() => {
        this.tool = 'music';
      }}
    >
      ${icons.music}<span>${music?.title ?? this.texts.addSound}</span>
    </button>`;
  }

  private renderBar() {
    const { booth, texts, isBusy, ui } = this;
    const hasTakes = booth.project.takes.length > 0;
    return html`<div class="bar" ?inert=${this.isImporting}>
      <div>
        ${
          isBusy
            ? nothing
            : hasTakes
              ? html`<button
                  class="icon glass"
                  aria-label=${texts.deleteLast}
                  title=${texts.deleteLast}
                  @click=${this.deleteLast}
                >
                  ${icons.backspace}
                </button>`
              : ui.features.has('import')
                ? html`<button
                    class="icon glass"
                    aria-label=${texts.importVideo}
                    title=${texts.importVideo}
                    @click=${() => pickFile('video/*,image/*', (file) => this.tell('import', file))}
                  >
                    ${icons.file}
                  </button>`
                : nothing
        }
      </div>
      <div class="middle">
        <p class="time number glass" part="time">${texts.timeOf(booth.time, booth.project.maxDuration)}</p>
        <clip-booth-shutter exportparts="record" .ui=${ui} @start=${this.start} @stop=${this.stop} @release=${this.release}></clip-booth-shutter>
      </div>
      <div>
        ${
          isBusy
            ? nothing
            : html`<button class="primary" part="next" ?disabled=${!hasTakes} @click=${() => this.tell('next')}>
                ${texts.next}
              </button>`
        }
      </div>
    </div>`;
  }
}
