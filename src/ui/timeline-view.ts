import type { ReactiveController } from 'lit';
import { clipDuration } from '../project/timeline.js';
import type { BoothElement } from './booth-element.js';
import { SizeWatch } from './size-watch.js';
import { clampScale, fitScale, MARGIN } from './timeline-geometry.js';

/** How far a turn of the wheel zooms. */
const WHEEL_ZOOM = 1.0015;

/**
 * What a timeline shows of the clip, and how large: all of it in its width, until the person zooms in by keys, a wheel
 * or two fingers. The host listens with it to the events that say so, on its element `.scroll`.
 */
export class TimelineView implements ReactiveController {
  /** Pixels per second that the person zoomed to; null until then. */
  private zoomed: number | null = null;
  /** Two fingers that pinch: how far apart they were, and the scale then. */
  private pinched: { readonly distance: number; readonly scale: number } | null = null;

  constructor(private readonly host: BoothElement) {
    host.addController(this);
    new SizeWatch(host);
  }

  /** Pixels per second of clip. */
  get scale(): number {
    const { ui, clientWidth } = this.host;
    return this.zoomed ?? fitScale(clipDuration(ui.booth.project), Math.max(100, clientWidth - 2 * MARGIN));
  }

  /** Shows the clip larger (above 1) or smaller; the playhead stays where it is on the screen. */
  zoom(factor: number): void {
    const { host, scroller } = this;
    const before = this.scale;
    this.zoomed = clampScale(before * factor);
    host.requestUpdate();
    void host.updateComplete.then(() => {
      if (scroller !== null) scroller.scrollLeft += host.ui.booth.time * (this.scale - before);
    });
  }

  /** Keeps the playhead in sight while the clip plays. */
  hostUpdated(): void {
    const { scroller } = this;
    const { booth } = this.host.ui;
    if (!booth.playing || scroller === null) return;
    const x = MARGIN + booth.time * this.scale - scroller.scrollLeft;
    if (x < 0 || x > scroller.clientWidth - MARGIN) scroller.scrollLeft += x - scroller.clientWidth / 4;
  }

  /** Fingers come to the touch screen. */
  readonly touch = ({ touches }: TouchEvent): void => {
    this.pinched = touches.length === 2 ? { distance: distanceOf(touches), scale: this.scale } : null;
  };

  /** Fingers move. */
  readonly pinch = (event: TouchEvent): void => {
    if (this.pinched === null || event.touches.length !== 2) return;
    // Two fingers neither scroll nor zoom the page.
    event.preventDefault();
    const { distance, scale } = this.pinched;
    this.zoom((scale * distanceOf(event.touches)) / distance / this.scale);
  };

  /** A wheel turns. */
  readonly turn = (event: WheelEvent): void => {
    // A pinch on a touchpad comes as a wheel with Ctrl.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom(WHEEL_ZOOM ** -event.deltaY);
  };

  private get scroller(): Element | null {
    return this.host.renderRoot.querySelector('.scroll');
  }
}

/** How far two fingers are apart, in pixels; never nothing. */
function distanceOf(touches: TouchList): number {
  const [first, second] = [touches[0], touches[1]];
  if (first === undefined || second === undefined) return 1;
  return Math.max(1, Math.hypot(second.clientX - first.clientX, second.clientY - first.clientY));
}
