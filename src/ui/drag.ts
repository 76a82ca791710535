let gestures = 0;

/** A name for one gesture, by which its edits become one step of the history. */
export function nameGesture(): string {
  return `gesture ${++gestures}`;
}

/**
 * Follows a pointer from its press until it is let go. `move` gets the pixels it went since, `end` whether it was let
 * go rather than taken away.
 */
export function followDrag(
  press: PointerEvent,
  { move, end }: { move: (x: number, y: number) => void; end?: (isDone: boolean) => void },
): void {
  const target = press.currentTarget;
  if (!(target instanceof HTMLElement) || press.button !== 0) return;
  press.preventDefault();
  press.stopPropagation();
  target.focus({ preventScroll: true });
  target.setPointerCapture(press.pointerId);
  const stop = new AbortController();
  const { signal } = stop;
  const isOurs = (event: PointerEvent) => event.pointerId === press.pointerId;
  const finish = (isDone: boolean) => (event: PointerEvent) => {
    if (!isOurs(event)) return;
    stop.abort();
    end?.(isDone);
  };
  target.addEventListener(
    'pointermove',
    (event) => {
      if (isOurs(event)) move(event.clientX - press.clientX, event.clientY - press.clientY);
    },
    { signal },
  );
  // A second finger makes it a pinch.
  target.addEventListener(
    'touchstart',
    ({ touches }) => {
      if (touches.length < 2) return;
      stop.abort();
      end?.(false);
    },
    { signal, passive: true },
  );
  target.addEventListener('pointerup', finish(true), { signal });
  target.addEventListener('pointercancel', finish(false), { signal });
}
