import { css, html, nothing } from 'lit';
import { setMusicStart } from '../project/edits.js';
import { clipDuration, loudnessAt, mediumDuration } from '../project/timeline.js';
import { BoothElement } from './booth-element.js';
import { followDrag, nameGesture } from './drag.js';
import { icons } from './editor-icons.js';

/** Height of the lane in pixels, and distance of the waveform's bars. */
const HEIGHT = 44;
const BAR = 3;
/** Seconds by which an arrow key moves the music; with Shift, the second. */
const KEY_STEP = 0.1;
const KEY_LEAP = 1;

/** The music under the clip as a waveform. Dragged, or moved by the arrow keys, it begins elsewhere in the track. */
export class MusicLane extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        display: block;
        height: 44px;
      }
      .music {
        position: relative;
        height: 100%;
        border-radius: 10px;
        color: light-dark(#0b6b5c, #7fe0cb);
        background: light-dark(#d6efe9, #143a34);
        cursor: ew-resize;
        touch-action: pan-y;
        overflow: hidden;
      }
      canvas {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
      }
      span {
        position: absolute;
        inset-block-start: 4px;
        inset-inline-start: 8px;
        display: flex;
        align-items: center;
        gap: 4px;
        padding: 0 6px;
        border-radius: 6px;
        font-size: 12px;
        background: light-dark(#d6efe9, #143a34);
      }
      svg {
        width: 13px;
        height: 13px;
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    scale: { type: Number },
  };

  /** Pixels per second of clip. */
  declare scale: number;

  constructor() {
    super();
    this.scale = 60;
  }

  override render() {
    const { texts, booth } = this;
    const { music } = booth.project;
    if (music === null) return nothing;
    return html`<div
      class="music"
      role="slider"
      tabindex="0"
      aria-label=${texts.musicStart}
      aria-valuemin="0"
      aria-valuemax=${this.latest}
      aria-valuenow=${music.start}
      aria-valuetext=${texts.secondsExact(music.start)}
      title=${texts.musicHint}
      @pointerdown=${this.grab}
      @keydown=${this.handleKey}
    >
      <canvas aria-hidden="true"></canvas>
      <span>${icons.music} ${music.title}</span>
    </div>`;
  }

  /** The last second of the track at which the clip may begin. */
  private get latest(): number {
    const { music, assets } = this.booth.project;
    return music === null ? 0 : Math.max(0, mediumDuration(assets[music.asset]) - 0.1);
  }

  protected override updated(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const context = canvas?.getContext('2d');
    const { project } = this.booth;
    if (!canvas || !context || project.music === null) return;
    const width = clipDuration(project) * this.scale;
    const sharpness = Math.min(devicePixelRatio, 4096 / Math.max(1, width));
    canvas.width = Math.max(1, Math.round(width * sharpness));
    canvas.height = Math.round(HEIGHT * sharpness);
    context.scale(sharpness, sharpness);
    context.fillStyle = getComputedStyle(canvas).color;
    for (let x = 0; x < width; x += BAR) {
      const height = Math.max(1.5, loudnessAt(project, (x + BAR / 2) / this.scale) * (HEIGHT - 8));
      context.fillRect(x, (HEIGHT - height) / 2, BAR - 1, height);
    }
  }

  private grab(event: PointerEvent): void {
    const { music } = this.booth.project;
    if (music === null) return;
    const merge = nameGesture();
    followDrag(event, { move: (x) => this.moveTo(music.start - x / this.scale, merge) });
  }

  private handleKey(event: KeyboardEvent): void {
    const { music } = this.booth.project;
    if (music === null || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? KEY_LEAP : KEY_STEP;
    this.moveTo(music.start + (event.key === 'ArrowRight' ? step : -step), 'music start');
  }

  private moveTo(start: number, merge: string): void {
    const inside = Math.round(Math.min(this.latest, Math.max(0, start)) * 1000) / 1000;
    this.ui.perform(() => this.booth.edit(setMusicStart(inside), { merge }));
  }
}
