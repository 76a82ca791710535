import { css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Take } from '../project/project.js';
import { BoothElement } from './booth-element.js';
import { takeTiles, tileSeconds } from './timeline-geometry.js';

/** Pixels across a tile of the strip, about; and across the widest. */
const TILE = 40;
const WIDEST = TILE * Math.SQRT2;

/** Pictures of a take side by side, at the scale of a timeline. They stay where they are while the take is trimmed. */
export class BoothFilmstrip extends BoothElement {
  static override readonly redrawOn = [];
  static override styles = [
    css`
      :host {
        display: block;
        position: absolute;
        inset: 0;
        overflow: hidden;
      }
      canvas {
        position: absolute;
        inset-block: 0;
        height: 100%;
        object-fit: cover;
      }
      .mirrored canvas {
        transform: scaleX(-1);
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    take: { attribute: false },
    scale: { type: Number },
    height: { type: Number },
  };

  declare take: Take;
  /** Pixels per second of clip. */
  declare scale: number;
  /** Height of the pictures in pixels. */
  declare height: number;

  private readonly stop = new AbortController();

  constructor() {
    super();
    this.scale = 60;
    this.height = 56;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop.abort();
  }

  override render() {
    const { take, scale } = this;
    const seconds = tileSeconds(TILE, scale);
    return html`<div class=${take.mirrored ? 'mirrored' : ''}>
      ${repeat(
        takeTiles(take, seconds),
        ({ key }) => `${take.asset} ${key}`,
        ({ at, time }) =>
          html`<canvas data-time=${time} style="left: ${at * scale}px; width: ${seconds * scale + 0.5}px"></canvas>`,
      )}
    </div>`;
  }

  protected override updated(): void {
    for (const canvas of this.renderRoot.querySelectorAll<HTMLCanvasElement>('canvas:not([data-painted])')) {
      canvas.dataset.painted = '';
      void this.paint(canvas, Number(canvas.dataset.time));
    }
  }

  private async paint(canvas: HTMLCanvasElement, time: number): Promise<void> {
    try {
      const height = Math.round(this.height * Math.min(2, devicePixelRatio));
      const picture = await this.booth.thumbnail(this.take.asset, time, { height, signal: this.stop.signal });
      const width = Math.round((height * WIDEST) / this.height);
      canvas.width = width;
      canvas.height = height;
      const left = (width - picture.width) / 2;
      // A tall picture covers the tile too.
      const zoom = Math.max(1, width / picture.width);
      canvas
        .getContext('2d')
        ?.drawImage(
          picture,
          left - ((zoom - 1) * picture.width) / 2,
          ((1 - zoom) * height) / 2,
          picture.width * zoom,
          height * zoom,
        );
      picture.close();
    } catch {
      // A strip without a picture is still a take; why it cannot be read is said where it is played.
    }
  }
}
