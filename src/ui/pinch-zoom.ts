import { type Point, pinch } from './overlay-gesture.js';

/** Two fingers on a picture that zoom it: listens to the picture's pointer events. */
export class PinchZoom implements EventListenerObject {
  private readonly fingers = new Map<number, Point>();
  /** Where the fingers were when the second came down, and the zoom there was. */
  private from: { readonly points: readonly [Point, Point]; readonly zoom: number } | null = null;
  private wanted: number | null = null;
  private isSetting = false;

  /**
   * @param current the zoom there is, as a factor; null where there is none
   * @param set zooms to a factor; it is not called again before it is done
   */
  constructor(
    private readonly current: () => number | null,
    private readonly set: (factor: number) => Promise<void>,
  ) {}

  handleEvent(event: Event): void {
    if (!(event instanceof PointerEvent) || event.pointerType === 'mouse') return;
    const finger = { x: event.clientX, y: event.clientY };
    switch (event.type) {
      case 'pointerdown':
        this.fingers.set(event.pointerId, finger);
        this.begin();
        break;
      case 'pointermove':
        if (!this.fingers.has(event.pointerId)) return;
        this.fingers.set(event.pointerId, finger);
        this.follow();
        break;
      default:
        this.fingers.delete(event.pointerId);
        this.begin();
    }
  }

  /** The two fingers; null where there are fewer or more. */
  private get points(): readonly [Point, Point] | null {
    const [first, second, third] = this.fingers.values();
    return first === undefined || second === undefined || third !== undefined ? null : [first, second];
  }

  private begin(): void {
    const { points } = this;
    const zoom = this.current();
    this.from = points === null || zoom === null ? null : { points, zoom };
  }

  private follow(): void {
    const { points, from } = this;
    if (points === null || from === null) return;
    this.wanted = from.zoom * pinch(from.points, points).scale;
    if (!this.isSetting) void this.settle();
  }

  /** Sets what is wanted last, until nothing else is: cameras are slower than fingers. */
  private async settle(): Promise<void> {
    this.isSetting = true;
    while (this.wanted !== null) {
      const factor = this.wanted;
      this.wanted = null;
      await this.set(factor);
    }
    this.isSetting = false;
  }
}
