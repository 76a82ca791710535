import type { Project } from '../project/project.js';
import type { Stage } from '../stage/stage.js';

/** What a live view shows. */
export interface LiveSource {
  readonly stream: MediaStream;
  /** How its pictures are shown. */
  readonly info: { readonly mirrored: boolean };
}

/** What a live view is drawn with at a moment. */
export interface LiveScene {
  readonly project: Project;
  /** Clip time, for effects that change. */
  readonly time: number;
}

/** Shows a camera's pictures on a stage as they come, with the document's effects, look and overlays. */
export class LiveView {
  private readonly video = document.createElement('video');
  private closed = false;

  /**
   * @param scene tells what to draw with, anew for each picture; null where nobody looks
   * @param onError is told why a picture could not be drawn
   */
  constructor(
    private readonly stage: Stage,
    private readonly source: LiveSource,
    private readonly scene: () => LiveScene | null,
    private readonly onError: (error: unknown) => void,
  ) {
    this.video.muted = true;
    this.video.playsInline = true;
    // Only the pictures: the microphone must not come out of the loudspeaker.
    this.video.srcObject = new MediaStream(source.stream.getVideoTracks());
    // A view that is closed before it plays rejects play(); a page that may not play shows the first picture.
    this.video.play().catch(() => undefined);
    this.next();
  }

  private next(): void {
    if (this.closed) return;
    this.video.requestVideoFrameCallback(() => {
      this.draw()
        .catch(this.onError)
        .finally(() => this.next());
    });
  }

  private async draw(): Promise<void> {
    const scene = this.scene();
    if (this.closed || scene === null || this.video.videoWidth === 0) return;
    const frame = new VideoFrame(this.video);
    try {
      await this.stage.loadEffects(scene.project);
      await this.stage.load({ frame, rotation: 0, mirrored: this.source.info.mirrored });
      if (!this.closed) this.stage.draw(scene.project, scene.time);
    } finally {
      frame.close();
    }
  }

  /** Ends the view. Safe to call twice. */
  close(): void {
    this.closed = true;
    this.video.pause();
    this.video.srcObject = null;
  }
}
