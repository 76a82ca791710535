/** How long work goes on before others get a turn, in milliseconds: less than a picture of a preview. */
const TURN_MS = 12;

/** Lets the page do other things between the pieces of long work. */
export class Breather {
  private start = performance.now();

  /** Waits for the page's next turn where this one has been long enough. */
  async breathe(): Promise<void> {
    if (performance.now() - this.start < TURN_MS) return;
    await nextTask();
    this.start = performance.now();
  }
}

/** Waits for the page's next turn. Not by a timer: a page in the background gets one of them a second. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
