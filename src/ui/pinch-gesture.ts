import { nameGesture } from './drag.js';
import { type Pinch, type Point, pinch } from './overlay-gesture.js';

/** What fingers did since one of them last came or went. */
export interface Pinched extends Pinch {
  readonly fingers: number;
}

/**
 * One finger or two, or a mouse, on something that they move, size and turn. An element hands its pointer events on.
 * What is held is looked at anew whenever a finger comes or goes, so that the movement goes on from there.
 */
export class PinchGesture<Held> {
  private readonly pointers = new Map<number, Point>();
  private grip: {
    readonly held: Held;
    readonly look: () => Held | null;
    readonly merge: string;
    readonly before: ReadonlyMap<number, Point>;
  } | null = null;

  /** @param on.change gets what is held, what was done to it, and a name under which its edits merge */
  constructor(
    private readonly on: {
      readonly change: (held: Held, moved: Pinched, merge: string) => void;
      readonly end?: () => void;
    },
  ) {}

  /** A finger comes; false where it is another button of the mouse. */
  press(event: PointerEvent, look: () => Held | null): boolean {
    if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return false;
    event.currentTarget.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.hold(look, this.grip?.merge ?? nameGesture());
    return true;
  }

  /** A finger moves. */
  readonly move = (event: PointerEvent): void => {
    const { grip } = this;
    if (grip === null || !this.pointers.has(event.pointerId)) return;
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const ids = [...grip.before.keys()];
    const points = (of: ReadonlyMap<number, Point>): [Point, Point] => {
      const first = of.get(ids[0] ?? 0) ?? { x: 0, y: 0 };
      return [first, of.get(ids[1] ?? ids[0] ?? 0) ?? first];
    };
    const moved = pinch(points(grip.before), points(this.pointers));
    this.on.change(grip.held, { ...moved, fingers: ids.length }, grip.merge);
  };

  /** A finger goes, or is taken away. */
  readonly release = (event: PointerEvent): void => {
    this.pointers.delete(event.pointerId);
    if (this.grip !== null) this.hold(this.grip.look, this.grip.merge);
  };

  private hold(look: () => Held | null, merge: string): void {
    const held = this.pointers.size === 0 ? null : look();
    this.grip = held === null ? null : { held, look, merge, before: new Map(this.pointers) };
    if (this.grip === null) this.on.end?.();
  }
}
