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
