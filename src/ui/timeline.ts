import { html, nothing } from 'lit';
import { type Edit, setEffectRange, updateCue, updateOverlay } from '../project/edits.js';
import { keyframeTimes } from '../project/keyframe-edits.js';
import type { Range } from '../project/project.js';
import { clipDuration } from '../project/timeline.js';
import { BoothElement, WITH_PLAYHEAD } from './booth-element.js';
import { followDrag } from './drag.js';
import { nameOverlay } from './overlays.js';
import type { RangeItem } from './range-lane.js';
import { idOf, nameSelection, type Selection } from './selection.js';
import { layout } from './timeline.styles.js';
import { MARGIN, rulerTimes, SNAP_PX, snap, snapTargets } from './timeline-geometry.js';
import { TimelineView } from './timeline-view.js';

/** What a tap on the timeline can be meant for. */
const TARGETS = 'button, [role="slider"]';

/**
 * The clip along time: a ruler with the playhead, the takes, effects and overlays as bars, and the music. Time runs from
 * left to right in every language, as on any timeline. `choose` asks for another selection, or for none.
 *
 * @csspart timeline What scrolls.
 */
export class BoothTimeline extends BoothElement {
  static override readonly redrawOn = WITH_PLAYHEAD;
  static override styles = [...BoothElement.styles, layout];
  static override properties = {
    ...BoothElement.properties,
    selection: { attribute: false },
    marks: { attribute: false },
    snapping: { type: Boolean },
  };

  /** What is chosen, or null. */
  declare selection: Selection | null;
  /** Marks that the person set, in clip time. */
  declare marks: readonly number[];
  /** Whether dragged edges snap. */
  declare snapping: boolean;
  private readonly view = new TimelineView(this);

  constructor() {
    super();
    this.selection = null;
    this.marks = [];
    this.snapping = true;
  }

  /** Shows the clip larger (above 1) or smaller. */
  zoom(factor: number): void {
    this.view.zoom(factor);
  }

  private readonly snap = (time: number, dragged: string): number => {
    if (!this.snapping) return time;
    const { project, time: playhead } = this.booth;
    const targets = snapTargets(project, { playhead, marks: this.marks, dragged });
    return snap(time, targets, SNAP_PX / this.view.scale) ?? time;
  };

  override render() {
    const { booth, ui, texts, selection, view } = this;
    const { project, time } = booth;
    const { scale } = view;
    const duration = clipDuration(project);
    const height = ui.wide ? 64 : 56;
    const at = (seconds: number) => `left: ${MARGIN + seconds * scale}px`;
    return html`<div class="scroll" part="timeline" role="group" aria-label=${texts.timeline} @click=${this.chooseNone} @wheel=${view.turn} @touchstart=${view.touch} @touchmove=${view.pinch}>
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
            .selected=${idOf(selection, 'take')}
            .snap=${this.snap}
            .selectedJoin=${idOf(selection, 'transition')}
            @choose=${this.choose('take')}
            @join=${this.choose('transition')}
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
      .scale=${this.view.scale}
      .items=${items}
      .selected=${idOf(this.selection, kind)}
      .snap=${this.snap}
      .setRange=${setRange}
      @choose=${this.choose(kind)}
    ></clip-booth-ranges>`;
  }

  private choose(kind: Selection['kind']) {
    return ({ detail: id }: CustomEvent<string>) => this.tell('choose', { kind, id } satisfies Selection);
  }

  private scrub(event: PointerEvent): void {
    const { currentTarget } = event;
    if (!(currentTarget instanceof Element)) return;
    const { scale } = this.view;
    const start = (event.clientX - currentTarget.getBoundingClientRect().left - MARGIN) / scale;
    const seek = (time: number) => this.ui.perform(() => this.booth.seek(time));
    seek(start);
    followDrag(event, { move: (x) => seek(start + x / scale) });
  }

  /** A tap beside everything chooses nothing. */
  private chooseNone(event: MouseEvent): void {
    const hit = event.composedPath().some((target) => target instanceof Element && target.matches(TARGETS));
    if (!hit) this.tell('choose', null);
  }
}
