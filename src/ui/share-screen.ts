import { css, html, nothing, type PropertyValues } from 'lit';
import type { Clip, ExportQuality } from '../booth/booth.js';
import { MOST_FLASHES } from '../effects/flashes.js';
import { BoothError } from '../error.js';
import { clipDuration } from '../project/timeline.js';
import type { UploadResult } from '../upload/target.js';
import { BoothElement } from './booth-element.js';
import { icons } from './editor-icons.js';
import { textIn } from './inputs.js';
import { describeLeft, secondsLeft } from './progress.js';
import { segments } from './segments.js';

/** A clip that was made, with an address at which the page can play it. */
export interface MadeClip {
  readonly clip: Clip;
  readonly url: string;
  /** What came of its upload, or null. */
  readonly uploaded: UploadResult | null;
}

/** What is being done, how far it has come, and since when. */
type Work =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'export' | 'upload';
      readonly progress: number;
      readonly sinceMs: number;
      readonly cancel: AbortController;
    };

/** Sends the clip where the site wants it; null where the site took it over. */
export type SendClip = (
  clip: Clip,
  options: { signal: AbortSignal; onProgress: (progress: number) => void },
) => Promise<UploadResult | null>;

const QUALITIES: readonly ExportQuality[] = ['low', 'medium', 'high'];

/** Makes the clip, shows it, and hands it on. Events: `exported` (the clip), `caption` (its text), `restart`, `back`. */
export class ShareScreen extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        display: grid;
        grid-template: 'picture' minmax(180px, 1fr) 'panel' auto / minmax(0, 1fr);
        min-height: 0;
      }
      :host([wide]) {
        grid-template: 'picture panel' minmax(0, 1fr) / minmax(0, 1fr) 464px;
        gap: 8px;
        padding: 0 16px 16px;
      }
      .picture {
        grid-area: picture;
        position: relative;
        display: grid;
        min-height: 0;
        margin: 0 12px;
      }
      video {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        background: #000;
      }
      .panel {
        grid-area: panel;
        align-content: start;
        min-height: 0;
        max-height: 56cqh;
        overflow-y: auto;
        padding: 18px 20px calc(18px + env(safe-area-inset-bottom));
        background: var(--surface);
        border-start-start-radius: 20px;
        border-start-end-radius: 20px;
        margin-block-start: 12px;
      }
      :host([wide]) .panel {
        max-height: none;
        margin: 0;
        padding: 28px;
        border-radius: var(--radius);
      }
      h2 {
        font-size: 20px;
        line-height: 1.25;
      }
      :host([wide]) h2 {
        font-size: 24px;
      }
      progress {
        appearance: none;
        display: block;
        width: 100%;
        height: 10px;
        border: 0;
        border-radius: 5px;
        overflow: hidden;
        background: var(--raised);
      }
      progress::-webkit-progress-bar {
        background: var(--raised);
      }
      progress::-webkit-progress-value {
        background: var(--accent);
        border-radius: 5px;
        transition: inline-size 200ms;
      }
      progress::-moz-progress-bar {
        background: var(--accent);
        border-radius: 5px;
      }
      .wide {
        width: 100%;
        min-height: 52px;
      }
      .two {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
        gap: 8px;
      }
      .done {
        display: flex;
        align-items: center;
        gap: 12px;
      }
      .badge {
        display: grid;
        place-items: center;
        width: 40px;
        height: 40px;
        border-radius: 50%;
        color: light-dark(#ffffff, #06251c);
        background: light-dark(#0d7a5f, #5fd6b3);
        flex: none;
      }
      a:not(.button) {
        color: inherit;
      }
      .actions {
        justify-content: space-between;
        padding-block-start: 4px;
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    send: { attribute: false },
    made: { attribute: false },
    caption: {},
    work: { state: true },
    hasFailed: { state: true },
    quality: { state: true },
    coverTime: { state: true },
  };

  /** Uploads the clip, or null where the site takes no uploads. */
  declare send: SendClip | null;
  /** The clip that was made of the document as it is, or null. */
  declare made: MadeClip | null;
  /** What the person wrote for the site. */
  declare caption: string;
  declare private work: Work;
  /** Whether the last upload failed. */
  declare private hasFailed: boolean;
  declare private quality: ExportQuality;
  declare private coverTime: number;

  constructor() {
    super();
    this.send = null;
    this.made = null;
    this.caption = '';
    this.work = { kind: 'none' };
    this.hasFailed = false;
    this.quality = 'high';
    this.coverTime = 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.work.kind !== 'none') this.work.cancel.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    // What failed was the upload of another clip.
    if (changed.has('made')) this.hasFailed = false;
    // The cover is the picture that is shown; at its end a clip is shown from its start.
    const { time, project } = this.booth;
    if (!this.hasUpdated) this.coverTime = time < clipDuration(project) ? time : 0;
  }

  override render() {
    const { texts, made, work, ui } = this;
    return html`
      <div class="picture">
        <clip-booth-picture .ui=${ui} exportparts="frame">
          ${
            made === null
              ? nothing
              : html`<video
                  part="result"
                  src=${made.url}
                  aria-label=${texts.result}
                  controls
                  playsinline
                  loop
                ></video>`
          }
        </clip-booth-picture>
      </div>
      <section class="panel stack" part="panel" aria-label=${texts.steps.share} tabindex="-1">
        ${work.kind === 'none' ? (made === null ? this.renderChoices() : this.renderClip(made)) : this.renderWork(work)}
      </section>
    `;
  }

  private renderChoices() {
    const { texts, ui } = this;
    return html`
      <h2>${texts.shareTitle}</h2>
      <div class="field">
        <h3>${texts.cover}</h3>
        <clip-booth-cover
          .ui=${ui}
          .time=${this.coverTime}
          @choose=${({ detail }: CustomEvent<number>) => {
            this.coverTime = detail;
            ui.perform(() => this.booth.seek(detail));
          }}
        ></clip-booth-cover>
      </div>
      ${ui.features.has('caption') ? this.renderCaption() : nothing}
      ${segments(
        texts.quality,
        QUALITIES,
        this.quality,
        (quality) => texts.qualities[quality],
        (quality) => {
          this.quality = quality;
        },
      )}
      <button class="primary wide" part="export" @click=${this.export}>${texts.export}</button>
      <slot name="share"></slot>
    `;
  }

  private renderCaption() {
    return html`<label class="field">
      <h3>${this.texts.caption}</h3>
      <textarea
        rows="2"
        maxlength="500"
        dir="auto"
        placeholder=${this.texts.captionHint}
        .value=${this.caption}
        @input=${(event: Event) => this.tell('caption', textIn(event))}
      ></textarea>
    </label>`;
  }

  private renderWork({ kind, progress, sinceMs, cancel }: Exclude<Work, { kind: 'none' }>) {
    const { texts } = this;
    const label = kind === 'export' ? texts.exporting : texts.uploading;
    const left = secondsLeft(progress, (performance.now() - sinceMs) / 1000);
    return html`
      <h2>${label}</h2>
      <div class="field">
        <progress aria-label=${label} max="1" .value=${progress}></progress>
        <p class="row number" style="justify-content: space-between">
          <span>${texts.percent(progress)}</span><span class="muted">${describeLeft(texts, left)}</span>
        </p>
      </div>
      <p class="muted">${kind === 'export' ? texts.exportHint : texts.uploadHint}</p>
      <button class="wide" @click=${() => cancel.abort()}>${texts.cancel}</button>
    `;
  }

  private renderClip({ clip, url, uploaded: result }: MadeClip) {
    const { texts, send, ui } = this;
    const canShare = typeof navigator.canShare === 'function' && navigator.canShare({ files: [clip.file] });
    const megabytes = clip.file.size / 1e6;
    return html`
      <div class="done">
        <span class="badge">${icons.check}</span>
        <div>
          <h2>${result === null ? texts.ready : texts.uploaded}</h2>
          <p class="muted number">
            ${texts.clipFacts(clip.duration, megabytes)}
            ${result?.url ? html` · <a href=${result.url}>${texts.openUpload}</a>` : nothing}
          </p>
        </div>
      </div>
      ${clip.report.mostFlashes > MOST_FLASHES ? html`<p class="small warning">${texts.flashWarning}</p>` : nothing}
      ${send !== null && result === null && ui.features.has('caption') ? this.renderCaption() : nothing}
      ${
        send === null || result !== null || !ui.features.has('upload')
          ? nothing
          : html`<button class="primary wide" part="upload" @click=${() => this.upload(clip, send)}>
              ${icons.upload} ${this.hasFailed ? texts.uploadAgain : texts.upload}
            </button>`
      }
      <div class="two">
        ${
          ui.features.has('download')
            ? html`<a class="button" part="download" href=${url} download=${clip.file.name}>
                ${icons.download} ${texts.download}
              </a>`
            : nothing
        }
        ${canShare ? html`<button @click=${() => this.share(clip)}>${icons.share} ${texts.share}</button>` : nothing}
      </div>
      <slot name="done"></slot>
      <div class="row actions">
        <button class="plain" @click=${() => this.tell('back')}>${icons.back} ${texts.editAgain}</button>
        <button class="plain" @click=${() => this.tell('restart')}>${icons.restart} ${texts.startOver}</button>
      </div>
    `;
  }

  private export(): void {
    const { quality, coverTime } = this;
    this.during('export', async (signal, onProgress) => {
      const clip = await this.booth.export({ quality, coverTime, signal, onProgress });
      this.tell('exported', clip);
      this.ui.announce(this.texts.ready);
    });
  }

  private upload(clip: Clip, send: SendClip): void {
    this.during('upload', async (signal, onProgress) => {
      this.hasFailed = true;
      const result = await send(clip, { signal, onProgress });
      this.hasFailed = false;
      if (result !== null) this.ui.announce(this.texts.uploaded);
    });
  }

  private share({ file }: Clip): void {
    this.ui.perform(async () => {
      try {
        await navigator.share({ files: [file], ...(this.caption === '' ? {} : { text: this.caption }) });
      } catch (error) {
        // Closing the share sheet is no failure.
        if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
      }
    });
  }

  /** Does work with progress that the person can cancel. */
  private during(
    kind: 'export' | 'upload',
    work: (signal: AbortSignal, onProgress: (progress: number) => void) => Promise<void>,
  ): void {
    const cancel = new AbortController();
    const sinceMs = performance.now();
    const show = (progress: number) => {
      this.work = { kind, progress, sinceMs, cancel };
    };
    show(0);
    this.ui.perform(async () => {
      try {
        await work(cancel.signal, show);
      } catch (error) {
        if (!(error instanceof BoothError && error.code === 'cancelled')) throw error;
      } finally {
        this.work = { kind: 'none' };
      }
    });
  }
}
