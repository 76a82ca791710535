import { css, html, type PropertyValues } from 'lit';
import { lastPictureTime } from '../project/pictures.js';
import { clipDuration, clipToTake, spanAt } from '../project/timeline.js';
import { BoothElement } from './booth-element.js';
import { numberIn } from './inputs.js';

/** Pictures along the strip. */
const COUNT = 8;
/** Height of a picture in pixels. */
const HEIGHT = 64;

/** Chooses the picture that stands for the clip: a strip of its pictures under a slider. The `choose` event tells when. */
export class CoverStrip extends BoothElement {
  static override readonly redrawOn = [];
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        direction: ltr;
      }
      label {
        position: relative;
        display: block;
      }
      .strip {
        display: grid;
        grid-template-columns: repeat(8, 1fr);
        height: 64px;
        border-radius: 10px;
        overflow: hidden;
        background: var(--raised);
      }
      canvas {
        width: 100%;
        height: 100%;
        object-fit: cover;
        object-position: 50% 30%;
      }
      input[type='range'] {
        position: absolute;
        inset: 0;
        height: 100%;
        margin: 0;
        --track: none;
      }
      input[type='range']::-webkit-slider-runnable-track {
        height: 100%;
      }
      input[type='range']::-webkit-slider-thumb {
        width: 38px;
        height: 72px;
        margin: -4px 0;
        background: none;
        border: 4px solid var(--accent);
        border-radius: 10px;
        box-shadow: 0 2px 10px rgb(0 0 0 / 0.4);
      }
      input[type='range']::-moz-range-thumb {
        width: 30px;
        height: 64px;
        border: 4px solid var(--accent);
        border-radius: 10px;
        background: none;
      }
    `,
  ];
  static override properties = { ...BoothElement.properties, time: { type: Number } };

  /** Clip time of the chosen picture. */
  declare time: number;
  private readonly stop = new AbortController();

  constructor() {
    super();
    this.time = 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop.abort();
  }

  protected override firstUpdated(_changed: PropertyValues<this>): void {
    const { project } = this.booth;
    const duration = clipDuration(project);
    for (const [index, canvas] of [...this.renderRoot.querySelectorAll('canvas')].entries()) {
      const time = ((index + 0.5) / COUNT) * duration;
      const span = spanAt(project, time);
      if (span !== null) void this.paint(canvas, span.take.asset, clipToTake(span, time), span.take.mirrored);
    }
  }

  override render() {
    const { texts, booth } = this;
    return html`<label>
      <span class="hidden">${texts.cover}</span>
      <div class="strip" aria-hidden="true">${Array.from({ length: COUNT }, () => html`<canvas></canvas>`)}</div>
      <input
        type="range"
        min="0"
        max=${lastPictureTime(booth.project)}
        step=${1 / booth.project.frameRate}
        aria-valuetext=${texts.secondsExact(this.time)}
        .value=${String(this.time)}
        @input=${(event: Event) => this.tell('choose', numberIn(event))}
      />
    </label>`;
  }

  private async paint(
    canvas: HTMLCanvasElement,
    asset: string,
    time: number,
    mirrored: boolean,
  ): Promise<void> {
    try {
      const { signal } = this.stop;
      const picture = await this.booth.thumbnail(asset, time, { height: 2 * HEIGHT, signal });
      canvas.width = picture.width;
      canvas.height = picture.height;
      if (mirrored) canvas.style.transform = 'scaleX(-1)';
      canvas.getContext('2d')?.drawImage(picture, 0, 0);
      picture.close();
    } catch {
      // The slider works without its pictures too.
    }
  }
}
