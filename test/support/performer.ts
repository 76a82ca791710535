/** What a made-up performer shows at a moment: `draw` is called for each picture with seconds since the start. */
export interface PerformerOptions {
  width: number;
  height: number;
  frameRate: number;
  draw: (context: CanvasRenderingContext2D, time: number) => void;
}

/** A camera made of a canvas, as an app would hand one in. */
export class Performer {
  readonly stream: MediaStream;
  private readonly timer: ReturnType<typeof setInterval>;

  constructor({ width, height, frameRate, draw }: PerformerOptions) {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('No 2D canvas');
    this.stream = canvas.captureStream(frameRate);
    const start = performance.now();
    const paint = () => draw(context, (performance.now() - start) / 1000);
    paint();
    this.timer = setInterval(paint, 1000 / frameRate);
  }

  close(): void {
    clearInterval(this.timer);
    for (const track of this.stream.getTracks()) track.stop();
  }
}

/**
 * Someone who keeps a beat, also where a busy page is late to tell of it: gives, for each beat that is told of by its
 * number, the moment at which it came, in milliseconds of the page's clock, by the one that was told of soonest so far.
 */
export function steadyBeat(intervalMs: number): (beat: number) => number {
  let firstMs = Number.POSITIVE_INFINITY;
  return (beat) => {
    firstMs = Math.min(firstMs, performance.now() - beat * intervalMs);
    return firstMs + beat * intervalMs;
  };
}
