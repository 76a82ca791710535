import { html, nothing, type PropertyValues } from 'lit';
import type { BoothEventMap } from '../booth/events.js';
import { removeLastTake } from '../project/edits.js';
import { BoothElement } from './booth-element.js';
import { Cameras } from './cameras.js';
import { icons } from './icons.js';
import { pickFile } from './inputs.js';
import { loadPart } from './parts.js';
import { PinchZoom } from './pinch-zoom.js';
import { layout } from './record-screen.styles.js';
import { segments } from './segments.js';
import type { Tool } from './tools.js';

/** Speeds that are offered. */
const SPEEDS = [0.3, 0.5, 1, 2, 3];
/** Countdowns that are offered, in seconds. */
const COUNTDOWNS = [0, 3, 10];
/** Run-ups that are offered, in seconds of music heard before a take begins. */
const RUN_UPS = [0, 2, 4];

/** Records takes: the camera's picture with its controls. */
export class RecordScreen extends BoothElement {
  static override readonly redrawOn: readonly (keyof BoothEventMap)[] = ['change', 'statechange', 'progress'];
  static override styles = [...BoothElement.styles, layout];
  static override properties = {
    ...BoothElement.properties,
    opening: {},
    speed: { state: true },
    countdown: { state: true },
    runUp: { state: true },
    remaining: { state: true },
    tool: { state: true },
    grid: { state: true },
    calibrates: { state: true },
  };

  /** What is being opened. */
  declare opening: 'camera' | 'file' | null;
  declare private speed: number;
  declare private countdown: number;
  declare private runUp: number;
  /** Seconds left of a countdown. */
  declare private remaining: number;
  declare private tool: string | null;
  declare private grid: boolean;
  /** Whether the calibration is shown, which few people need. */
  declare private calibrates: boolean;
  private readonly cameras = new Cameras(this);
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
    this.speed = 1;
    this.countdown = 0;
    this.runUp = 0;
    this.remaining = 0;
    this.tool = null;
    this.grid = false;
    this.calibrates = false;
  }

  /** Starts a take, or stops the one that runs. */
  toggle(): void {
    if (this.isBusy) this.stop();
    else this.start();
  }

  /** Takes the last take away, where there is one; it can be undone. */
  deleteLast(): void {
    if (this.isBusy || this.booth.project.takes.length === 0) return;
    this.ui.perform(() => {
      this.booth.edit(removeLastTake());
      this.ui.offerUndo(this.texts.takeDeleted);
    });
  }

  /** Whether a take runs or is counted down to. */
  private get isBusy(): boolean {
    return this.booth.state === 'recording' || this.booth.state === 'counting';
  }

  /** Whether a video is being read, which leads to the editor: nothing else can be done meanwhile. */
  private get isImporting(): boolean {
    return this.opening === 'file';
  }

  private start(): void {
    if (this.isImporting) return;
    this.tool = null;
    const { speed, countdown, runUp, booth } = this;
    const showCount = ({ detail }: BoothEventMap['progress']) => {
      if (detail.task === 'countdown') this.remaining = detail.remaining;
    };
    booth.addEventListener('progress', showCount);
    this.ui.perform(() =>
      booth.startTake({ speed, countdown, runUp }).finally(() => {
        booth.removeEventListener('progress', showCount);
        this.remaining = 0;
      }),
    );
  }

  private stop(): void {
    this.ui.perform(() => this.booth.stopTake());
  }

  /** Who held the shutter let go. One who held it through the start of a countdown wants what comes after it. */
  private release(): void {
    if (this.booth.state === 'recording' || this.countdown + this.runUp === 0) this.stop();
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
        ${this.grid ? html`<div class="thirds"></div>` : nothing}
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
              .tools=${this.tools}
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

  private get tools(): Tool[] {
    const { booth, texts, ui } = this;
    const { features } = ui;
    const panel = (id: string, label: string, icon: unknown, content: () => unknown): Tool[] => [
      { kind: 'panel', id, label, icon, content },
    ];
    return [
      ...(features.has('effects')
        ? panel(
            'effects',
            texts.effects,
            icons.effects,
            () => html`<clip-booth-effects .ui=${ui}></clip-booth-effects>`,
          )
        : []),
      ...(features.has('looks')
        ? panel(
            'looks',
            texts.looks,
            icons.looks,
            () => html`<clip-booth-looks .ui=${ui}></clip-booth-looks>`,
          )
        : []),
      ...(features.has('music')
        ? panel(
            'music',
            texts.sound,
            icons.music,
            () =>
              html`<div class="stack">
                <clip-booth-sounds .ui=${ui}></clip-booth-sounds>
                ${
                  this.calibrates
                    ? html`<clip-booth-calibration .ui=${ui}></clip-booth-calibration>`
                    : html`<button @click=${() => {
                        this.calibrates = true;
                      }}>${texts.calibration}…</button>`
                }
              </div>`,
          )
        : []),
      ...(features.has('duet')
        ? panel('duet', texts.duet, icons.duet, () => html`<clip-booth-duet .ui=${ui}></clip-booth-duet>`)
        : []),
      ...(features.has('speed') || features.has('countdown')
        ? panel('timing', texts.timing, this.countdown > 0 ? icons.timer : icons.speed, () =>
            this.renderTiming(),
          )
        : []),
      ...(this.cameras.hasOthersThan(booth.camera?.deviceId)
        ? [
            {
              kind: 'action',
              id: 'switch',
              label: texts.switchCamera,
              icon: icons.switchCamera,
              pressed: null,
              act: () => this.switchCamera(),
            } as const,
          ]
        : []),
      ...(booth.camera === null || booth.camera.torch === null
        ? []
        : [
            {
              kind: 'action',
              id: 'torch',
              label: texts.torch,
              icon: icons.torch,
              pressed: booth.camera.torch,
              act: () => this.toggleTorch(),
            } as const,
          ]),
      {
        kind: 'action',
        id: 'grid',
        label: texts.grid,
        icon: icons.grid,
        pressed: this.grid,
        act: () => {
          this.grid = !this.grid;
        },
      },
      ...panel('camera', texts.camera, icons.settings, () =>
        booth.camera === null ? nothing : html`<clip-booth-camera .ui=${ui}></clip-booth-camera>`,
      ),
    ];
  }

  private renderTiming() {
    const { texts, ui } = this;
    return html`<div class="stack">
      ${
        ui.features.has('speed')
          ? segments(texts.speed, SPEEDS, this.speed, texts.factor, (speed) => {
              this.speed = speed;
            })
          : nothing
      }
      ${
        ui.features.has('countdown')
          ? segments(
              texts.countdown,
              COUNTDOWNS,
              this.countdown,
              (count) => (count === 0 ? texts.off : texts.seconds(count)),
              (countdown) => {
                this.countdown = countdown;
              },
            )
          : nothing
      }
      ${
        this.booth.project.music === null
          ? nothing
          : segments(
              texts.runUp,
              RUN_UPS,
              this.runUp,
              (seconds) => (seconds === 0 ? texts.off : texts.seconds(seconds)),
              (seconds) => {
                this.runUp = seconds;
              },
            )
      }
      <p class="muted small">${this.runUp > 0 ? texts.runUpHint : texts.timingHint}</p>
    </div>`;
  }

  private toggleTorch(): void {
    this.ui.perform(async () => {
      await this.booth.setCamera({ torch: this.booth.camera?.torch !== true });
      this.requestUpdate();
    });
  }

  private switchCamera(): void {
    const facingMode = this.booth.camera?.facingMode === 'environment' ? 'user' : 'environment';
    this.ui.perform(() => this.booth.openCamera({ facingMode }));
  }
}
