import type { AssetSource } from '../media/assets.js';
import type { Project } from '../project/project.js';
import { hasSurroundings } from '../project/use.js';
import type { SceneLoader } from '../stage/scene-loader.js';
import type { Stage } from '../stage/stage.js';
import { DrawProblems } from './draw-problems.js';

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
  /** A picture to line up with, shown see-through over the camera's; null for none. */
  readonly ghost: ImageBitmap | null;
}

/** A picture of a live view. */
export interface LivePicture {
  readonly frame: VideoFrame;
  readonly mirrored: boolean;
}

/** When a frame of a live view was captured, in milliseconds. */
export interface FrameTimes {
  /** By the page's clock; null where the browser does not know. */
  readonly captureTimeMs: number | null;
  /** By the stream's own clock. */
  readonly mediaTimeMs: number;
}

/** Whom a live view asks what to draw with, and tells of what happens. */
export interface LiveHost {
  /** Asked anew for each picture; null where nobody looks. */
  scene(): LiveScene | null;
  /** A frame came. */
  onFrame(times: FrameTimes): void;
  /** A picture could not be drawn. */
  onError(error: unknown): void;
}

/** Shows a camera's pictures on a stage as they come, with the document's effects, look and overlays. */
export class LiveView {
  private readonly video = document.createElement('video');
  private readonly problems: DrawProblems;
  private loader: Promise<SceneLoader> | null = null;
  private closed = false;

  constructor(
    private readonly stage: Stage,
    private readonly source: LiveSource,
    private readonly assets: AssetSource,
    private readonly host: LiveHost,
  ) {
    this.problems = new DrawProblems((error) => host.onError(error));
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
    this.video.requestVideoFrameCallback((_now, { captureTime, mediaTime }) => {
      this.host.onFrame({ captureTimeMs: captureTime ?? null, mediaTimeMs: mediaTime * 1000 });
      void this.problems.watch(this.draw()).then(() => this.next());
    });
  }

  private async draw(): Promise<void> {
    const scene = this.host.scene();
    if (this.closed || scene === null || this.video.videoWidth === 0) return;
    const frame = new VideoFrame(this.video);
    try {
      await this.loadSurroundings(scene);
      await this.stage.load({ frame, rotation: 0, mirrored: this.source.info.mirrored });
      if (this.closed) return;
      this.stage.draw(scene.project, scene.time);
      this.stage.drawGhost(scene.ghost);
    } finally {
      frame.close();
    }
  }

  /** The picture that is there now, or null before the first one. The caller closes its frame. */
  takePicture(): LivePicture | null {
    if (this.closed || this.video.videoWidth === 0) return null;
    return { frame: new VideoFrame(this.video), mirrored: this.source.info.mirrored };
  }

  /** Loads what lies around the camera's picture; the code that reads media comes only where there is something. */
  private async loadSurroundings({ project, time }: LiveScene): Promise<void> {
    if (!hasSurroundings(project)) {
      this.stage.clear('duet');
      await this.stage.loadEffects(project);
      return;
    }
    this.loader ??= import('../stage/scene-loader.js').then(
      ({ SceneLoader }) => new SceneLoader(this.stage, this.assets, (error) => this.host.onError(error)),
    );
    await (await this.loader).loadSurroundings(project, time);
  }

  /** Ends the view. Safe to call twice. */
  close(): void {
    this.closed = true;
    this.loader?.then((loader) => loader.close()).catch(() => undefined);
    this.video.pause();
    this.video.srcObject = null;
  }
}
