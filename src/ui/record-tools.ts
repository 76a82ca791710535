import { html, nothing } from 'lit';
import type { BoothElement } from './booth-element.js';
import { Cameras } from './cameras.js';
import { icons } from './icons.js';
import { segments } from './segments.js';
import { action, panel, type Tool } from './tool.js';

/** Speeds that are offered. */
const SPEEDS = [0.3, 0.5, 1, 2, 3];
/** Countdowns that are offered, in seconds. */
const COUNTDOWNS = [0, 3, 10];
/** Run-ups that are offered, in seconds of music heard before a take begins. */
const RUN_UPS = [0, 2, 4];

/** How the next take is recorded: see `TakeOptions`. */
interface TakeSettings {
  readonly speed: number;
  readonly countdown: number;
  readonly runUp: number;
}

/** The tools of the record screen, and what is set by them for the takes to come. */
export class RecordTools {
  /** How the next take is recorded. */
  settings: TakeSettings = { speed: 1, countdown: 0, runUp: 0 };
  /** Whether lines over the picture divide it into thirds. */
  hasGrid = false;
  /** Whether the calibration is shown, which few people need. */
  private calibrates = false;
  private readonly cameras: Cameras;

  /** @param host is drawn anew when something was set */
  constructor(private readonly host: BoothElement) {
    this.cameras = new Cameras(host);
  }

  /** Those that there are now. */
  get list(): Tool[] {
    const { ui } = this.host;
    const { booth, texts, features } = ui;
    const { camera } = booth;
    const tools = [
      features.has('effects') &&
        panel(
          'effects',
          texts.effects,
          icons.effects,
          () => html`<clip-booth-effects .ui=${ui}></clip-booth-effects>`,
        ),
      features.has('looks') &&
        panel('looks', texts.looks, icons.looks, () => html`<clip-booth-looks .ui=${ui}></clip-booth-looks>`),
      features.has('music') && panel('music', texts.sound, icons.music, () => this.renderSound()),
      features.has('duet') &&
        panel('duet', texts.duet, icons.duet, () => html`<clip-booth-duet .ui=${ui}></clip-booth-duet>`),
      (features.has('speed') || features.has('countdown')) &&
        panel('timing', texts.timing, this.settings.countdown > 0 ? icons.timer : icons.speed, () =>
          this.renderTiming(),
        ),
      this.cameras.hasOthersThan(camera?.deviceId) &&
        action('switch', texts.switchCamera, icons.switchCamera, null, () => this.switchCamera()),
      camera !== null &&
        camera.torch !== null &&
        action('torch', texts.torch, icons.torch, camera.torch, () => this.toggleTorch()),
      action('grid', texts.grid, icons.grid, this.hasGrid, () => {
        this.hasGrid = !this.hasGrid;
        this.host.requestUpdate();
      }),
      panel('camera', texts.camera, icons.settings, () =>
        booth.camera === null ? nothing : html`<clip-booth-camera .ui=${ui}></clip-booth-camera>`,
      ),
    ];
    return tools.filter((tool) => tool !== false);
  }

  private renderSound() {
    const { ui } = this.host;
    const showCalibration = () => {
      this.calibrates = true;
      this.host.requestUpdate();
    };
    return html`<div class="stack">
      <clip-booth-music-part .ui=${ui}></clip-booth-music-part>
      <clip-booth-sounds .ui=${ui}></clip-booth-sounds>
      ${
        this.calibrates
          ? html`<clip-booth-calibration .ui=${ui}></clip-booth-calibration>`
          : html`<button @click=${showCalibration}>${ui.texts.calibration}…</button>`
      }
    </div>`;
  }

  private renderTiming() {
    const { booth, texts, features } = this.host.ui;
    const { speed, countdown, runUp } = this.settings;
    const set = (part: Partial<TakeSettings>) => {
      this.settings = { ...this.settings, ...part };
      this.host.requestUpdate();
    };
    const seconds = (count: number) => (count === 0 ? texts.off : texts.seconds(count));
    return html`<div class="stack">
      ${
        features.has('speed')
          ? html`${segments(texts.speed, SPEEDS, speed, texts.factor, (chosen) => set({ speed: chosen }))}
              <p class="muted small">${texts.timingHint}</p>`
          : nothing
      }
      ${
        features.has('countdown')
          ? segments(texts.countdown, COUNTDOWNS, countdown, seconds, (chosen) => set({ countdown: chosen }))
          : nothing
      }
      ${
        booth.project.music === null
          ? nothing
          : html`${segments(texts.runUp, RUN_UPS, runUp, seconds, (chosen) => set({ runUp: chosen }))}
              <p class="muted small">${texts.runUpHint}</p>`
      }
    </div>`;
  }

  private toggleTorch(): void {
    const { booth, perform } = this.host.ui;
    perform(async () => {
      await booth.setCamera({ torch: booth.camera?.torch !== true });
      this.host.requestUpdate();
    });
  }

  private switchCamera(): void {
    const { booth, perform } = this.host.ui;
    const facingMode = booth.camera?.facingMode === 'environment' ? 'user' : 'environment';
    perform(() => booth.openCamera({ facingMode }));
  }
}
