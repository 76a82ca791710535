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
      .wave {
        display: block;
        width: 100%;
        height: 100%;
        fill: currentColor;
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
      span svg {
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
      <svg class="wave" aria-hidden="true"><path d=${this.wave}></path></svg>
      <span>${icons.music} ${music.title}</span>
    </div>`;
  }

  /** The last second of the track at which the clip may begin. */
  private get latest(): number {
    const { music, assets } = this.booth.project;
    return music === null ? 0 : Math.max(0, mediumDuration(assets[music.asset]) - 0.1);
  }

  /** The bars of the waveform, as an outline: so it has the theme's colour, whenever that changes. */
  private get wave(): string {
    const { project } = this.booth;
    const count = Math.ceil((clipDuration(project) * this.scale) / BAR);
    return Array.from({ length: count }, (_, index) => {
      const loudness = loudnessAt(project, ((index + 0.5) * BAR) / this.scale);
      const height = Math.max(1.5, loudness * (HEIGHT - 8));
      return `M${index * BAR} ${(HEIGHT - height) / 2}h${BAR - 1}v${height}h${1 - BAR}z`;
    }).join('');
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
