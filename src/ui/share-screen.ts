import { html, nothing, type PropertyValues } from 'lit';
import type { Clip, ExportQuality } from '../booth/booth.js';
import { MOST_FLASHES } from '../effects/flashes.js';
import { clipDuration } from '../project/timeline.js';
import type { UploadResult } from '../upload/target.js';
import { BoothElement } from './booth-element.js';
import { icons } from './editor-icons.js';
import { textIn } from './inputs.js';
import { LongWork, type WatchedOptions } from './long-work.js';
import { describeLeft } from './progress.js';
import { segments } from './segments.js';
import { layout } from './share-screen.styles.js';

/** A clip that was made, with an address at which the page can play it. */
export interface MadeClip {
  readonly clip: Clip;
  readonly url: string;
  /** What came of its upload, or null. */
  readonly uploaded: UploadResult | null;
}

/** Sends the clip where the site wants it; null where the site took it over. */
export type SendClip = (clip: Clip, options: WatchedOptions) => Promise<UploadResult | null>;

const QUALITIES: readonly ExportQuality[] = ['low', 'medium', 'high'];

/** Makes the clip, shows it, and hands it on. Events: `exported` (the clip), `caption` (its text), `restart`, `back`. */
export class ShareScreen extends BoothElement {
  static override styles = [...BoothElement.styles, layout];
  static override properties = {
    ...BoothElement.properties,
    send: { attribute: false },
    made: { attribute: false },
    caption: {},
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
  /** Whether the last upload failed. */
  declare private hasFailed: boolean;
  declare private quality: ExportQuality;
  declare private coverTime: number;
  private readonly work = new LongWork<'export' | 'upload'>(this);

  constructor() {
    super();
    this.send = null;
    this.made = null;
    this.caption = '';
    this.hasFailed = false;
    this.quality = 'high';
    this.coverTime = 0;
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
    const { texts, made, ui } = this;
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
        ${this.renderWork() ?? (made === null ? this.renderChoices() : this.renderClip(made))}
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

  /** What is being done, where anything is. */
  private renderWork() {
    const { texts } = this;
    const { state, cancel } = this.work;
    if (state === null) return null;
    const { kind, progress, left } = state;
    const label = kind === 'export' ? texts.exporting : texts.uploading;
    return html`
      <h2>${label}</h2>
      <div class="field">
        <progress aria-label=${label} max="1" .value=${progress}></progress>
        <p class="row number" style="justify-content: space-between">
          <span>${texts.percent(progress)}</span><span class="muted">${describeLeft(texts, left)}</span>
        </p>
      </div>
      <p class="muted">${kind === 'export' ? texts.exportHint : texts.uploadHint}</p>
      <button class="wide" @click=${cancel}>${texts.cancel}</button>
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
      ${
        result?.url
          ? html`<a class="button primary wide" href=${result.url} target="_blank" rel="noopener">${texts.openUpload}</a>`
          : nothing
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
        <button class="plain" @click=${() => this.tell('back')}>
          ${texts.direction === 'rtl' ? icons.forward : icons.back} ${texts.editAgain}</button>
        <button class="plain" @click=${() => this.tell('restart')}>${icons.restart} ${texts.startOver}</button>
      </div>
    `;
  }

  private export(): void {
    const { quality, coverTime } = this;
    this.ui.perform(() =>
      this.work.run('export', async (options) => {
        const clip = await this.booth.export({ quality, coverTime, ...options });
        this.tell('exported', clip);
        this.ui.announce(this.texts.ready);
      }),
    );
  }

  private upload(clip: Clip, send: SendClip): void {
    this.ui.perform(() =>
      this.work.run('upload', async (options) => {
        this.hasFailed = true;
        const result = await send(clip, options);
        this.hasFailed = false;
        if (result !== null) this.ui.announce(this.texts.uploaded);
      }),
    );
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
}
