import { css, html, nothing, type PropertyValues } from 'lit';
import type { BoothEventMap } from '../booth/events.js';
import { type Edit, setEffectRange, updateCue, updateOverlay } from '../project/edits.js';
import { keyframeTimes } from '../project/keyframe-edits.js';
import type { Range } from '../project/project.js';
import { clipDuration } from '../project/timeline.js';
import { BoothElement } from './booth-element.js';
import { followDrag } from './drag.js';
import { nameOverlay } from './overlays.js';
import type { RangeItem } from './range-lane.js';
import { nameSelection, type Selection } from './selection.js';
import { clampScale, fitScale, rulerTimes, SNAP_PX, snap, snapTargets } from './timeline-geometry.js';

/** Pixels before the first moment and after the last. */
const MARGIN = 20;
/** What a tap on the timeline can be meant for. */
const TARGETS = 'button, [role="slider"]';
/** How far a turn of the wheel zooms. */
const WHEEL_ZOOM = 1.0015;

/**
 * The clip along time: a ruler with the playhead, the takes, effects and overlays as bars, and the music. Time runs from
 * left to right in every language, as on any timeline. `choose` asks for another selection, or for none.
 *
 * @csspart timeline What scrolls.
 */
export class BoothTimeline extends BoothElement {
  static override readonly redrawOn: readonly (keyof BoothEventMap)[] = [
    'change',
    'statechange',
    'timeupdate',
  ];
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        display: block;
        direction: ltr;
        isolation: isolate;
        min-height: 0;
        background: var(--surface);
      }
      .scroll {
        height: 100%;
        overflow: auto;
        overscroll-behavior: contain;
        touch-action: pan-x pan-y;
        scrollbar-width: thin;
      }
      .content {
        position: relative;
        min-height: 100%;
        padding: 0 20px 14px;
        box-sizing: content-box;
      }
      .lanes {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
      }
      .ruler {
        position: sticky;
        z-index: 3;
        inset-block-start: 0;
        height: 30px;
        margin-inline: -20px;
        background: var(--surface);
        cursor: pointer;
        touch-action: none;
        font-size: 11px;
        color: var(--muted);
      }
      .ruler:focus-visible {
        outline-offset: -3px;
      }
      .ruler span {
        position: absolute;
        inset-block-start: 5px;
        padding-left: 5px;
        border-left: 1px solid var(--line);
        white-space: nowrap;
      }
      .mark {
        position: absolute;
        inset-block-start: 16px;
        width: 10px;
        height: 10px;
        margin-left: -5px;
        rotate: 45deg;
        border-radius: 2px;
        background: light-dark(#b45309, #fbbf24);
      }
      .playhead {
        position: absolute;
        z-index: 4;
        inset-block: 0;
        width: 2px;
        margin-left: -1px;
        background: var(--text);
        pointer-events: none;
      }
      .playhead::before {
        content: '';
        position: sticky;
        display: block;
        inset-block-start: 16px;
        margin-block-start: 16px;
        width: 14px;
        height: 14px;
        margin-inline-start: -6px;
        border-radius: 50% 50% 50% 0;
        rotate: -45deg;
        background: var(--text);
      }
      .effect {
        --lane: light-dark(#e4dbfb, #3a2d66);
        --lane-text: light-dark(#432a8c, #d9ccff);
      }
      .overlay {
        --lane: light-dark(#fbe6c4, #57421a);
        --lane-text: light-dark(#6f4506, #ffdf9e);
      }
      .caption {
        --lane: light-dark(#d3e6fb, #1b3f61);
        --lane-text: light-dark(#0b4a86, #bfdfff);
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    selection: { attribute: false },
    marks: { attribute: false },
    snapping: { type: Boolean },
    scale: { state: true },
  };

  /** What is chosen, or null. */
  declare selection: Selection | null;
  /** Marks that the person set, in clip time. */
  declare marks: readonly number[];
  /** Whether dragged edges snap. */
  declare snapping: boolean;
  /** Pixels per second; null until the person zooms, while the clip fills the width. */
  declare private scale: number | null;

  /** Two fingers that pinch: how far apart they were, and the scale then. */
  private pinched: { readonly distance: number; readonly scale: number } | null = null;
  private readonly observer = new ResizeObserver(() => this.requestUpdate());

  constructor() {
    super();
    this.selection = null;
    this.marks = [];
    this.snapping = true;
    this.scale = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
  }

  /** Shows the clip larger (above 1) or smaller; the playhead stays where it is on the screen. */
  zoom(factor: number): void {
    const { scroller } = this;
    const before = this.pixelsPerSecond;
    this.scale = clampScale(before * factor);
    void this.updateComplete.then(() => {
      if (scroller !== null) scroller.scrollLeft += this.booth.time * (this.pixelsPerSecond - before);
    });
  }

  private get pixelsPerSecond(): number {
    return (
      this.scale ?? fitScale(clipDuration(this.booth.project), Math.max(100, this.clientWidth - 2 * MARGIN))
    );
  }

  private get scroller(): Element | null {
    return this.renderRoot.querySelector('.scroll');
  }

  private readonly snap = (time: number, dragged: string): number => {
    if (!this.snapping) return time;
    const { project, time: playhead } = this.booth;
    const targets = snapTargets(project, { playhead, marks: this.marks, dragged });
    return snap(time, targets, SNAP_PX / this.pixelsPerSecond) ?? time;
  };

  override render() {
    const { booth, ui, texts, selection } = this;
    const { project, time } = booth;
    const scale = this.pixelsPerSecond;
    const duration = clipDuration(project);
    const height = ui.wide ? 64 : 56;
    const at = (seconds: number) => `left: ${MARGIN + seconds * scale}px`;
    const chosen = (kind: Selection['kind']) => (selection?.kind === kind ? selection.id : null);
    const choose = (kind: Selection['kind']) => (event: CustomEvent<string>) =>
      this.tell('choose', { kind, id: event.detail } satisfies Selection);
    return html`<div class="scroll" part="timeline" role="group" aria-label=${texts.timeline} @click=${this.chooseNone} @wheel=${this.handleWheel} @touchstart=${this.startPinch} @touchmove=${this.pinch}>
      <div class="content" style="width: ${duration * scale}px">
        <div
          class="ruler number"
          role="slider"
          tabindex="0"
          aria-label=${texts.playhead}
          aria-valuemin="0"
          aria-valuemax=${duration}
          aria-valuenow=${time}
          aria-valuetext=${texts.timeOf(time, duration)}
          @pointerdown=${this.scrub}
        >
          ${rulerTimes(duration, scale).map((label) => html`<span style=${at(label)}>${texts.clock(label)}</span>`)}
          ${this.marks.map((mark) => html`<div class="mark" style=${at(mark)}></div>`)}
        </div>
        <div class="lanes" style="--take-height: ${height}px">
          <clip-booth-takes
            .ui=${ui}
            .scale=${scale}
            .height=${height}
            .selected=${chosen('take')}
            .snap=${this.snap}
            .selectedJoin=${chosen('transition')}
            @choose=${choose('take')}
            @join=${choose('transition')}
          ></clip-booth-takes>
          ${this.renderLane(
            'effect',
            texts.effects,
            project.effects.map(({ id, range, params }) => ({
              id,
              range,
              name: nameSelection({ kind: 'effect', id }, project, texts) ?? '',
              keyframes: keyframeTimes(params),
            })),
            setEffectRange,
          )}
          ${this.renderLane(
            'overlay',
            texts.text,
            project.overlays.map((overlay) => ({
              id: overlay.id,
              range: overlay.range,
              name: nameOverlay(project, overlay),
            })),
            (id, range) => updateOverlay(id, { range }),
          )}
          ${this.renderLane(
            'caption',
            texts.captions,
            (project.captions?.cues ?? []).map((cue, index) => ({
              id: String(index),
              range: cue,
              name: cue.text,
            })),
            (id, range) => updateCue(Number(id), range),
          )}
          ${project.music === null ? nothing : html`<clip-booth-music .ui=${ui} .scale=${scale}></clip-booth-music>`}
        </div>
        <div class="playhead" style=${at(time)}></div>
      </div>
    </div>`;
  }

  /** The bars of one kind of thing; nothing where there are none. */
  private renderLane(
    kind: Selection['kind'],
    label: string,
    items: readonly RangeItem[],
    setRange: (id: string, range: Range) => Edit,
  ) {
    if (items.length === 0) return nothing;
    return html`<clip-booth-ranges
      class=${kind}
      .ui=${this.ui}
      .label=${label}
      .scale=${this.pixelsPerSecond}
      .items=${items}
      .selected=${this.selection?.kind === kind ? this.selection.id : null}
      .snap=${this.snap}
      .setRange=${setRange}
      @choose=${({ detail }: CustomEvent<string>) => this.tell('choose', { kind, id: detail })}
    ></clip-booth-ranges>`;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    // While the clip plays, the playhead stays in sight.
    const { scroller, booth } = this;
    if (!booth.playing || scroller === null) return;
    const x = MARGIN + booth.time * this.pixelsPerSecond - scroller.scrollLeft;
    if (x < 0 || x > scroller.clientWidth - MARGIN) scroller.scrollLeft += x - scroller.clientWidth / 4;
  }

  private scrub(event: PointerEvent): void {
    const { currentTarget } = event;
    if (!(currentTarget instanceof Element)) return;
    const start =
      (event.clientX - currentTarget.getBoundingClientRect().left - MARGIN) / this.pixelsPerSecond;
    const seek = (time: number) => this.ui.perform(() => this.booth.seek(time));
    seek(start);
    followDrag(event, { move: (x) => seek(start + x / this.pixelsPerSecond) });
  }

  /** A tap beside everything chooses nothing. */
  private chooseNone(event: MouseEvent): void {
    const hit = event.composedPath().some((target) => target instanceof Element && target.matches(TARGETS));
    if (!hit) this.tell('choose', null);
  }

  private startPinch({ touches }: TouchEvent): void {
    this.pinched =
      touches.length === 2 ? { distance: distanceOf(touches), scale: this.pixelsPerSecond } : null;
  }

  private pinch(event: TouchEvent): void {
    if (this.pinched === null || event.touches.length !== 2) return;
    // Two fingers neither scroll nor zoom the page.
    event.preventDefault();
    const { distance, scale } = this.pinched;
    this.zoom((scale * distanceOf(event.touches)) / distance / this.pixelsPerSecond);
  }

  private handleWheel(event: WheelEvent): void {
    // A pinch on a touchpad comes as a wheel with Ctrl.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom(WHEEL_ZOOM ** -event.deltaY);
  }
}

/** How far two fingers are apart, in pixels; never nothing. */
function distanceOf(touches: TouchList): number {
  const [first, second] = [touches[0], touches[1]];
  if (first === undefined || second === undefined) return 1;
  return Math.max(1, Math.hypot(second.clientX - first.clientX, second.clientY - first.clientY));
}
