import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { Booth, type Clip } from '../booth/booth.js';
import { BoothError } from '../error.js';
import { removeLastTake } from '../project/edits.js';
import type { Project } from '../project/project.js';
import { clipDuration } from '../project/timeline.js';
import { formTo } from '../upload/form.js';
import type { UploadResult, UploadTarget } from '../upload/target.js';
import { icons } from './icons.js';
import { RecordScreen } from './record-screen.js';
import type { MadeClip, ShareEventMap } from './share-screen.js';
import type { Sound } from './sound-picker.js';
import { controls, tokens } from './styles.js';
import { ENGLISH, type Texts } from './texts.js';

/** The three screens, in the order in which a person comes through them. */
const SCREENS = ['record', 'edit', 'share'] as const;
type Screen = (typeof SCREENS)[number];

/** Shapes that `aspect` can name, for a shorter side of 720 pixels. */
const ASPECTS: Readonly<Record<string, { width: number; height: number }>> = {
  '9:16': { width: 720, height: 1280 },
  '1:1': { width: 720, height: 720 },
  '16:9': { width: 1280, height: 720 },
};

/** Events of `<clip-booth>`; all bubble and cross shadow roots. */
export interface ClipBoothEventMap {
  /** The document changed. */
  'clip-change': CustomEvent<{ readonly project: Project }>;
  /** A clip was made. */
  'clip-exported': CustomEvent<{ readonly clip: Clip }>;
  /** The clip was uploaded. */
  'clip-uploaded': CustomEvent<{ readonly clip: Clip; readonly result: UploadResult }>;
  /** Something failed; the person sees the sentence too. */
  'clip-error': CustomEvent<{ readonly error: BoothError }>;
}

/**
 * `<clip-booth>`: people record, edit and share a short video in it. Give it a size by CSS; it fits itself to it.
 *
 * @example
 * <script type="module" src="/clipbooth/clipbooth-element.js"></script>
 * <clip-booth upload-url="/api/clips" music="/songs/summer.mp3" style="height: 100dvh"></clip-booth>
 *
 * Custom properties: `--clip-booth-accent`, `--clip-booth-on-accent`, `--clip-booth-background`,
 * `--clip-booth-surface`, `--clip-booth-text`, `--clip-booth-radius`, `--clip-booth-font`.
 * Parts: `steps`, `stage`, `frame`, `panel`, `alert`, `start`.
 */
export class ClipBooth extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
        position: relative;
        min-height: 480px;
        height: 100%;
        overflow: hidden;
        container-type: size;
        background: var(--background);
      }
      :host([hidden]) {
        display: none;
      }
      .booth {
        height: 100%;
        display: grid;
        grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
      }
      nav {
        display: flex;
        justify-content: center;
        gap: 4px;
        padding: 8px;
      }
      nav button {
        background: none;
        color: var(--muted);
      }
      nav button[aria-current='step'] {
        color: var(--text);
        font-weight: 600;
        box-shadow: inset 0 -2px 0 var(--accent);
        border-radius: 0;
      }
      .stage {
        position: relative;
        display: grid;
        place-items: center;
        container-type: size;
        padding: 0 12px;
      }
      .frame {
        position: relative;
        width: min(100cqw, 100cqh * var(--aspect));
        max-height: 100cqh;
        aspect-ratio: var(--aspect);
        border-radius: var(--radius);
        overflow: hidden;
        background: #000;
      }
      .frame canvas,
      .frame video {
        display: block;
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
      }
      .welcome {
        position: absolute;
        inset: 0;
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 14px;
        padding: 24px;
        text-align: center;
        background: var(--surface);
      }
      .welcome h2 {
        font-size: 26px;
        line-height: 1.2;
        text-wrap: balance;
      }
      .count {
        position: absolute;
        inset: 0;
        display: grid;
        place-items: center;
        font-size: min(40cqw, 180px);
        font-weight: 700;
        color: #fff;
        text-shadow: 0 2px 24px rgb(0 0 0 / 0.6);
      }
      .live {
        position: absolute;
        inset-block-start: 12px;
        inset-inline-start: 12px;
        display: flex;
        align-items: center;
        gap: 6px;
        padding: 4px 10px;
        border-radius: 999px;
        color: #fff;
        background: rgb(0 0 0 / 0.55);
        font-variant-numeric: tabular-nums;
      }
      .live::before {
        content: '';
        width: 10px;
        height: 10px;
        border-radius: 50%;
        background: var(--accent);
      }
      .panel:focus {
        outline: none;
      }
      .panel {
        padding: 14px 16px calc(16px + env(safe-area-inset-bottom));
        overflow-y: auto;
        max-height: 46cqh;
      }
      .alert {
        position: absolute;
        inset: 64px 12px auto;
        z-index: 2;
        display: flex;
        align-items: center;
        gap: 8px;
        max-width: 520px;
        margin-inline: auto;
        padding: 8px 8px 8px 16px;
        border-radius: var(--radius);
        color: #2b0a0f;
        background: #ffd9de;
        box-shadow: 0 8px 30px rgb(0 0 0 / 0.35);
      }
      .alert p {
        flex: 1;
      }
      .alert button {
        color: inherit;
        background: none;
      }
      input[type='file'] {
        display: none;
      }
      @container (max-width: 759px) {
        /* The camera fills a phone; its controls lie over it. */
        [data-screen='record'] .stage {
          grid-area: 1 / 1 / -1 / -1;
          padding: 0;
        }
        [data-screen='record'] .frame {
          border-radius: 0;
        }
        [data-screen='record'] nav {
          grid-area: 1 / 1;
          z-index: 1;
          background: linear-gradient(rgb(0 0 0 / 0.5), transparent);
        }
        [data-screen='record'] nav button {
          color: #fff;
        }
        [data-screen='record'] .live {
          inset-block-start: 68px;
        }
        [data-screen='record'] .panel:not(:empty) {
          grid-area: 3 / 1;
          z-index: 1;
          max-height: 60cqh;
          padding-block-start: 40px;
          color: #fff;
          background: linear-gradient(transparent, rgb(0 0 0 / 0.6) 30%);
        }
      }
      @container (min-width: 760px) {
        .booth {
          grid-template: auto minmax(0, 1fr) / minmax(0, 1fr) 400px;
          max-width: 1180px;
          margin-inline: auto;
        }
        nav {
          grid-column: 1 / -1;
        }
        .stage {
          margin: 8px 24px 24px;
        }
        .panel {
          max-height: none;
          padding: 8px 24px 24px 8px;
        }
        [data-screen='record'] .panel {
          align-content: center;
        }
      }
    `,
  ];

  static override properties = {
    width: { type: Number },
    height: { type: Number },
    frameRate: { type: Number, attribute: 'frame-rate' },
    maxDuration: { type: Number, attribute: 'max-duration' },
    aspect: {},
    assetBase: { attribute: 'asset-base' },
    music: {},
    musicTitle: { attribute: 'music-title' },
    sounds: { attribute: false },
    uploadUrl: { attribute: 'upload-url' },
    uploadTarget: { attribute: false },
    texts: { attribute: false },
    screen: { state: true },
    alert: { state: true },
    announcement: { state: true },
    remaining: { state: true },
    isOpening: { state: true },
    made: { state: true },
  };

  /** Width of the clip in pixels; default from `aspect`. Read when the element is put into the page. */
  declare width: number | undefined;
  /** Height of the clip in pixels; default from `aspect`. Read when the element is put into the page. */
  declare height: number | undefined;
  /** Pictures per second; default 30. Read when the element is put into the page. */
  declare frameRate: number | undefined;
  /** Longest clip in seconds; default 15. Read when the element is put into the page. */
  declare maxDuration: number | undefined;
  /** `9:16` (the default), `1:1` or `16:9`. Read when the element is put into the page. */
  declare aspect: string;
  /** Folder of the runtime files; default `/clipbooth/`. Read when the element is put into the page. */
  declare assetBase: string | undefined;
  /** Address of the music that is there from the start. */
  declare music: string | undefined;
  /** Its title. */
  declare musicTitle: string | undefined;
  /** Music that people can choose from. */
  declare sounds: readonly Sound[];
  /** Address that takes the clip as a form POST: short for `uploadTarget = formTo(url)`. */
  declare uploadUrl: string | undefined;
  /** Where clips are uploaded to. */
  declare uploadTarget: UploadTarget | null;
  /** Every text, in the language of choice. */
  declare texts: Texts;

  declare private screen: Screen;
  declare private alert: BoothError | null;
  declare private announcement: string;
  declare private remaining: number;
  declare private isOpening: boolean;
  /** The clip that was made, and of which document. */
  declare private made: (MadeClip & { readonly project: Project }) | null;
  private currentBooth: Booth | null = null;

  constructor() {
    super();
    this.aspect = '9:16';
    this.sounds = [];
    this.uploadTarget = null;
    this.texts = ENGLISH;
    this.screen = 'record';
    this.alert = null;
    this.announcement = '';
    this.remaining = 0;
    this.isOpening = false;
    this.made = null;
  }

  /** The booth behind the element; a new one each time the element is put into a page. */
  get booth(): Booth {
    this.currentBooth ??= this.createBooth();
    return this.currentBooth;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.handleKey);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.handleKey);
    // Moving an element takes it out and puts it back at once: only one that stays out is left.
    queueMicrotask(() => {
      if (!this.isConnected) this.leave();
    });
  }

  private leave(): void {
    this.currentBooth?.destroy();
    this.currentBooth = null;
    this.forgetClip();
    this.screen = 'record';
    this.alert = null;
  }

  private createBooth(): Booth {
    const shape = ASPECTS[this.aspect] ?? { width: 720, height: 1280 };
    const booth = new Booth({
      width: this.width ?? shape.width,
      height: this.height ?? shape.height,
      ...(this.frameRate === undefined ? {} : { frameRate: this.frameRate }),
      ...(this.maxDuration === undefined ? {} : { maxDuration: this.maxDuration }),
      ...(this.assetBase === undefined ? {} : { assetBase: this.assetBase }),
    });
    booth.addEventListener('change', ({ detail }) => {
      this.requestUpdate();
      this.tell('clip-change', detail);
    });
    booth.addEventListener('statechange', ({ detail }) => {
      this.requestUpdate();
      if (detail.state === 'recording') this.announcement = this.texts.announceRecording;
    });
    booth.addEventListener('progress', ({ detail }) => {
      if (detail.task === 'countdown') this.remaining = detail.remaining;
      else this.requestUpdate();
    });
    booth.addEventListener('timeupdate', () => this.requestUpdate());
    booth.addEventListener('take', () => {
      this.announcement = this.texts.announceStopped;
      const { project } = booth;
      // A full clip has nothing left to record.
      if (clipDuration(project) >= project.maxDuration - 0.5 / project.frameRate) this.show('edit');
    });
    booth.addEventListener('error', ({ detail }) => this.showError(detail.error));
    return booth;
  }

  private tell<Name extends keyof ClipBoothEventMap>(
    type: Name,
    detail: ClipBoothEventMap[Name]['detail'],
  ): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  private showError(error: unknown): void {
    const shown = BoothError.from(error, 'media-unreadable', 'Something went wrong: try again.');
    if (shown.code === 'cancelled') return;
    this.alert = shown;
    this.tell('clip-error', { error: shown });
  }

  /** Runs work that can fail, and shows what went wrong. */
  private readonly perform = (work: () => unknown): void => {
    this.alert = null;
    Promise.resolve()
      .then(work)
      .catch((error: unknown) => this.showError(error))
      .finally(() => this.requestUpdate());
  };

  protected override willUpdate(): void {
    // A clip of another document is not the person's any more.
    if (this.made !== null && this.made.project !== this.booth.project) this.forgetClip();
  }

  private keepClip({ detail }: ShareEventMap['exported']): void {
    this.made = {
      clip: detail.clip,
      project: this.booth.project,
      url: URL.createObjectURL(detail.clip.file),
    };
    this.tell('clip-exported', detail);
  }

  private forgetClip(): void {
    if (this.made !== null) URL.revokeObjectURL(this.made.url);
    this.made = null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const isNew = changed.has('music') && this.music !== undefined;
    if (isNew && this.music !== undefined) {
      const { music, musicTitle } = this;
      this.perform(() => this.booth.setMusic(music, musicTitle === undefined ? {} : { title: musicTitle }));
    }
  }

  override render() {
    if (!this.isConnected) return nothing;
    const { booth, texts, screen } = this;
    const { width, height } = booth.project;
    const isBusy = ['counting', 'recording', 'exporting'].includes(booth.state);
    return html`
      <div class="booth" data-screen=${screen}>
        <nav part="steps" aria-label=${texts.booth}>
          ${SCREENS.map(
            (step) =>
              html`<button
                aria-current=${step === screen ? 'step' : 'false'}
                ?disabled=${isBusy || (step !== 'record' && booth.project.takes.length === 0)}
                @click=${() => this.show(step)}
              >
                ${texts.steps[step]}
              </button>`,
          )}
        </nav>
        <div class="stage" part="stage">
          <div class="frame" part="frame" style="--aspect: ${width / height}">
            ${booth.canvas} ${this.renderOnFrame()}
          </div>
        </div>
        <div class="panel" part="panel" tabindex="-1">${this.renderPanel()}</div>
        ${
          this.alert === null
            ? nothing
            : html`<div class="alert" part="alert" role="alert">
                <p>${this.alert.message}</p>
                <button class="icon" aria-label=${texts.dismiss} @click=${this.dismiss}>${icons.close}</button>
              </div>`
        }
        <p class="hidden" role="status">${this.announcement}</p>
      </div>
    `;
  }

  private renderOnFrame() {
    const { booth, texts } = this;
    if (this.screen === 'share' && this.made !== null) {
      return html`<video src=${this.made.url} aria-label=${texts.result} controls playsinline loop></video>`;
    }
    switch (booth.state) {
      case 'counting':
        return html`<div class="count" role="timer">${this.remaining > 0 ? this.remaining : nothing}</div>`;
      case 'recording':
        return html`<div class="live">${booth.time.toFixed(1)} s</div>`;
      case 'editing':
        return this.screen === 'edit'
          ? html`<clip-booth-text-handles
              .booth=${booth}
              .texts=${texts}
              .perform=${this.perform}
            ></clip-booth-text-handles>`
          : nothing;
      case 'idle':
        return this.renderWelcome();
      case 'ready':
      case 'exporting':
        return nothing;
    }
  }

  private renderWelcome() {
    const { texts } = this;
    return html`<div class="welcome">
      <h2>${texts.welcome}</h2>
      <p class="muted">${texts.welcomeHint}</p>
      <button class="primary" part="start" ?disabled=${this.isOpening} @click=${this.openCamera}>
        ${icons.camera} ${this.isOpening ? texts.openingCamera : texts.openCamera}
      </button>
      <button @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input[type="file"]')?.click()}>
        ${texts.importVideo}
      </button>
      <input type="file" accept="video/*" tabindex="-1" aria-hidden="true" @change=${this.importFile} />
    </div>`;
  }

  private renderPanel() {
    const { booth, texts, perform, sounds } = this;
    switch (this.screen) {
      case 'record':
        return booth.state === 'idle'
          ? nothing
          : html`<clip-booth-record-screen
              .booth=${booth}
              .texts=${texts}
              .perform=${perform}
              .sounds=${sounds}
              @next=${() => this.show('edit')}
            ></clip-booth-record-screen>`;
      case 'edit':
        return html`<clip-booth-edit-screen
          .booth=${booth}
          .texts=${texts}
          .perform=${perform}
          .sounds=${sounds}
          @back=${() => this.show('record')}
          @next=${() => this.show('share')}
        ></clip-booth-edit-screen>`;
      case 'share':
        return html`<clip-booth-share-screen
          .booth=${booth}
          .texts=${texts}
          .perform=${perform}
          .target=${this.target}
          .made=${this.made}
          @back=${() => this.show('edit')}
          @restart=${this.restart}
          @exported=${this.keepClip}
          @uploaded=${({ detail }: ShareEventMap['uploaded']) => this.tell('clip-uploaded', detail)}
        ></clip-booth-share-screen>`;
    }
  }

  private get target(): UploadTarget | null {
    return this.uploadTarget ?? (this.uploadUrl === undefined ? null : formTo(this.uploadUrl));
  }

  private dismiss(): void {
    this.alert = null;
  }

  private show(screen: Screen): void {
    const hasFocus = this.matches(':focus-within');
    this.screen = screen;
    // What had the focus may be gone; keys go on working on the new screen.
    if (hasFocus) {
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.panel')?.focus());
    }
    const { booth } = this;
    if (screen === 'record') this.perform(() => booth.openCamera());
    else if (booth.project.takes.length > 0)
      this.perform(() => booth.seek(booth.time < clipDuration(booth.project) ? booth.time : 0));
  }

  private openCamera(): void {
    this.isOpening = true;
    this.perform(() =>
      this.booth.openCamera().finally(() => {
        this.isOpening = false;
      }),
    );
  }

  private importFile(event: Event): void {
    const file = event.target instanceof HTMLInputElement ? event.target.files?.[0] : undefined;
    if (file === undefined) return;
    this.perform(async () => {
      await this.booth.importVideo(file);
      this.show('edit');
    });
  }

  private restart(): void {
    const { booth } = this;
    this.perform(async () => {
      while (booth.project.takes.length > 0) booth.edit(removeLastTake());
      this.screen = 'record';
      await booth.openCamera();
    });
  }

  private readonly handleKey = (event: KeyboardEvent): void => {
    const [origin] = event.composedPath();
    const isTyping = origin instanceof HTMLInputElement || origin instanceof HTMLTextAreaElement;
    const isPressing = origin instanceof HTMLButtonElement || origin instanceof HTMLSelectElement;
    if (isTyping && (origin instanceof HTMLTextAreaElement || origin.type !== 'range')) return;
    const { booth } = this;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      if (event.shiftKey) booth.redo();
      else booth.undo();
    } else if (event.key === ' ' && !isPressing) {
      event.preventDefault();
      this.pressSpace();
    } else if (
      this.screen === 'edit' &&
      !isTyping &&
      (event.key === 'ArrowLeft' || event.key === 'ArrowRight')
    ) {
      event.preventDefault();
      const step = (event.key === 'ArrowLeft' ? -1 : 1) / booth.project.frameRate;
      this.perform(() => booth.seek(booth.time + step));
    } else if (this.screen === 'record' && event.key === 'Backspace' && booth.state === 'ready') {
      this.perform(() => booth.edit(removeLastTake()));
      this.announcement = this.texts.announceDeleted;
    }
  };

  private pressSpace(): void {
    const { booth } = this;
    if (this.screen !== 'record') {
      this.perform(() => (booth.playing ? booth.pause() : booth.play()));
      return;
    }
    const screen = this.renderRoot.querySelector('clip-booth-record-screen');
    if (screen instanceof RecordScreen) screen.toggle();
  }
}
