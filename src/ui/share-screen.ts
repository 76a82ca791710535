import { css, html, nothing, type PropertyValues } from 'lit';
import type { Clip, ExportQuality } from '../booth/booth.js';
import { BoothError } from '../error.js';
import { clipDuration } from '../project/timeline.js';
import type { UploadResult, UploadTarget } from '../upload/target.js';
import { upload } from '../upload/upload.js';
import { BoothElement } from './booth-element.js';
import { numberIn, textIn } from './inputs.js';

/** What a share screen tells its host. */
export interface ShareEventMap {
  /** A clip was made. */
  exported: CustomEvent<{ readonly clip: Clip }>;
  /** The clip was uploaded. */
  uploaded: CustomEvent<{ readonly clip: Clip; readonly result: UploadResult }>;
}

/** A clip that was made, with an address at which the page can play it. */
export interface MadeClip {
  readonly clip: Clip;
  readonly url: string;
}

/** What is being done, and how far it has come. */
type Work =
  | { readonly kind: 'none' }
  | { readonly kind: 'export' | 'upload'; readonly progress: number; readonly cancel: AbortController };

const QUALITIES: readonly ExportQuality[] = ['low', 'medium', 'high'];

/** Makes the clip, shows it, and hands it on. */
export class ShareScreen extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        display: block;
      }
      progress {
        width: 100%;
        height: 10px;
        accent-color: var(--accent);
      }
      a:not(.button) {
        color: inherit;
      }
      .primary {
        width: 100%;
      }
      .actions {
        justify-content: space-between;
        padding-block-start: 14px;
      }
      .work {
        display: grid;
        gap: 10px;
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    target: { attribute: false },
    made: { attribute: false },
    work: { state: true },
    result: { state: true },
    quality: { state: true },
    coverTime: { state: true },
  };

  /** Where the clip is uploaded to, or null where the site takes no uploads. */
  declare target: UploadTarget | null;
  declare private work: Work;
  /** The clip that was made of the document as it is, or null. */
  declare made: MadeClip | null;
  declare private result: UploadResult | null;
  declare private quality: ExportQuality;
  declare private coverTime: number;

  constructor() {
    super();
    this.target = null;
    this.work = { kind: 'none' };
    this.made = null;
    this.result = null;
    this.quality = 'high';
    this.coverTime = 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.work.kind !== 'none') this.work.cancel.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    // What was uploaded was another clip.
    if (changed.has('made')) this.result = null;
  }

  override render() {
    const { texts, made, work } = this;
    return html`
      ${work.kind === 'none' ? nothing : this.renderWork(work)}
      ${work.kind === 'none' && made === null ? this.renderChoices() : nothing}
      ${made === null ? nothing : this.renderClip(made)}
      <div class="row actions">
        <button ?disabled=${work.kind !== 'none'} @click=${() => this.dispatchEvent(new Event('back'))}>
          ${texts.editAgain}
        </button>
        <button ?disabled=${work.kind !== 'none'} @click=${() => this.dispatchEvent(new Event('restart'))}>
          ${texts.startOver}
        </button>
      </div>
    `;
  }

  private renderChoices() {
    const { booth, texts } = this;
    return html`
      <section class="group">
        <label class="slider">
          ${texts.cover}<output>${this.coverTime.toFixed(1)} s</output>
          <input
            type="range"
            min="0"
            max=${clipDuration(booth.project)}
            step=${1 / booth.project.frameRate}
            .value=${String(this.coverTime)}
            @input=${this.chooseCover}
          />
        </label>
      </section>
      <section class="group">
        <label class="row">
          ${texts.quality}
          <select @change=${this.chooseQuality}>
            ${QUALITIES.map(
              (quality) =>
                html`<option value=${quality} .selected=${quality === this.quality}>${texts.qualities[quality]}</option>`,
            )}
          </select>
        </label>
      </section>
      <button class="primary" part="export" @click=${this.export}>${texts.export}</button>
    `;
  }

  private renderWork(work: Exclude<Work, { kind: 'none' }>) {
    const { texts } = this;
    const label = work.kind === 'export' ? texts.exporting : texts.uploading;
    return html`<div class="work">
      <p>${label} <span class="muted">${texts.percent(work.progress)}</span></p>
      <progress aria-label=${label} max="1" .value=${work.progress}></progress>
      <button @click=${() => work.cancel.abort()}>${texts.cancel}</button>
    </div>`;
  }

  private renderClip({ clip, url }: MadeClip) {
    const { texts, work, target, result } = this;
    const canShare = typeof navigator.canShare === 'function' && navigator.canShare({ files: [clip.file] });
    return html`
      <p>${texts.ready(clip.file.size / 1e6)}</p>
      <div class="row" style="margin-block: 12px">
        <a class="button" href=${url} download=${clip.file.name}>${texts.download}</a>
        ${canShare ? html`<button @click=${() => this.share(clip)}>${texts.share}</button>` : nothing}
      </div>
      ${
        target === null || work.kind !== 'none'
          ? nothing
          : result === null
            ? html`<button class="primary" part="upload" @click=${() => this.upload(clip, target)}>
                ${texts.upload}
              </button>`
            : html`<p role="status">
                ${texts.uploaded} ${result.url === null ? nothing : html`<a href=${result.url}>${texts.openUpload}</a>`}
              </p>`
      }
    `;
  }

  private chooseCover(event: Event): void {
    this.coverTime = numberIn(event);
    this.perform(() => this.booth.seek(this.coverTime));
  }

  private chooseQuality(event: Event): void {
    const chosen = QUALITIES.find((quality) => quality === textIn(event));
    if (chosen !== undefined) this.quality = chosen;
  }

  private export(): void {
    const { quality, coverTime } = this;
    this.during('export', async (signal, onProgress) => {
      const clip = await this.booth.export({ quality, coverTime, signal, onProgress });
      this.dispatchEvent(new CustomEvent('exported', { detail: { clip } }));
    });
  }

  private upload(clip: Clip, target: UploadTarget): void {
    this.during('upload', async (signal, onProgress) => {
      const result = await upload(clip, target, { signal, onProgress });
      this.result = result;
      this.dispatchEvent(new CustomEvent('uploaded', { detail: { clip, result } }));
    });
  }

  private share({ file }: Clip): void {
    this.perform(async () => {
      try {
        await navigator.share({ files: [file] });
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
    this.work = { kind, progress: 0, cancel };
    this.perform(async () => {
      try {
        await work(cancel.signal, (progress) => {
          this.work = { kind, progress, cancel };
        });
      } catch (error) {
        if (!(error instanceof BoothError && error.code === 'cancelled')) throw error;
      } finally {
        this.work = { kind: 'none' };
      }
    });
  }
}
