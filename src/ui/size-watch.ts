import type { ReactiveController, ReactiveElement } from 'lit';

/** Watches how large a part is on the page, while it is there. */
export class SizeWatch implements ReactiveController {
  private readonly observer: ResizeObserver;

  /** @param onResize is called once the part is there, and when its size has changed; by default it is drawn anew */
  constructor(
    private readonly host: ReactiveElement,
    onResize: () => void = () => host.requestUpdate(),
  ) {
    this.observer = new ResizeObserver(onResize);
    host.addController(this);
  }

  hostConnected(): void {
    this.observer.observe(this.host);
  }

  hostDisconnected(): void {
    this.observer.disconnect();
  }
}
