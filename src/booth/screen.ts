import type { Camera } from '../capture/camera.js';
import { FrameRhythm, type FrameRhythms } from '../capture/rhythm.js';
import { type LivePicture, LiveView } from '../player/live-view.js';
import type { Player } from '../player/player.js';
import { lastPictureTime } from '../project/pictures.js';
import type { Project } from '../project/project.js';
import type { Stage } from '../stage/stage.js';
import type { Equipment } from './equipment.js';

/** What a screen shows, and whom it tells of what happens on it. */
export interface ScreenHost {
  project(): Project;
  /** Clip time, with which the camera's picture is drawn. */
  time(): number;
  /** The playhead moved, or playing began or ended. */
  onTime(playhead: { readonly time: number; readonly playing: boolean }): void;
  /** The camera captured a frame at a moment of the page's clock. */
  onCapture(captureTimeMs: number): void;
  /** Something cannot be shown. */
  onError(error: unknown): void;
}

/** The booth's canvas, and which of the two is shown on it: the camera, or the clip. */
export class Screen {
  readonly canvas = document.createElement('canvas');

  private stage: Promise<Stage> | null = null;
  private view: LiveView | null = null;
  /** Of the frames that the view shows. */
  private frameRhythms = newRhythms();
  private player: Player | null = null;
  /** The clip where it is shown, also while it is still being opened. */
  private clip: Promise<Player> | null = null;
  /** The clip's last picture while the performer gets ready to go on from it. */
  private ghost: ImageBitmap | null = null;
  private readonly resizeObserver = new ResizeObserver(() => this.fit());

  constructor(
    private readonly host: ScreenHost,
    private readonly equipment: Equipment,
  ) {
    this.canvas.width = host.project().width;
    this.canvas.height = host.project().height;
    this.resizeObserver.observe(this.canvas);
  }

  /** The rhythms in which the camera's frames have come so far. */
  get rhythms(): FrameRhythms {
    return this.frameRhythms;
  }

  /** Clip time of the playhead. */
  get playhead(): number {
    return this.player?.time ?? 0;
  }

  get playing(): boolean {
    return this.player?.playing ?? false;
  }

  /**
   * Shows a camera's pictures.
   * @param camera gives the camera once the stage is open; null where there is none any more
   * @returns whether it is shown
   */
  async showCamera(camera: () => Camera | null): Promise<boolean> {
    const [stage, store] = await Promise.all([this.openStage(), this.equipment.openStore()]);
    const source = camera();
    if (source === null) return false;
    this.player?.leave();
    this.leaveCamera();
    this.clip = null;
    const rhythms = newRhythms();
    this.frameRhythms = rhythms;
    const { host } = this;
    this.view = new LiveView(stage, source, store, {
      scene: () =>
        this.canvas.isConnected ? { project: host.project(), time: host.time(), ghost: this.ghost } : null,
      onFrame: ({ captureTimeMs, mediaTimeMs }) => {
        rhythms.stamped.observe(mediaTimeMs);
        if (captureTimeMs === null) return;
        rhythms.captured.observe(captureTimeMs);
        host.onCapture(captureTimeMs);
      },
      onError: (error) => host.onError(error),
    });
    return true;
  }

  /** Stops showing the camera; its last picture stays. Safe to call at any time. */
  leaveCamera(): void {
    this.view?.close();
    this.view = null;
  }

  /**
   * Shows the clip in place of the camera; those who ask while it is being opened are answered in their order.
   * @throws BoothError `asset-missing`, `media-unreadable`, `unsupported-browser`
   */
  showClip(): Promise<Player> {
    if (this.clip === null) {
      this.leaveCamera();
      const clip = this.openClip();
      this.clip = clip;
      clip.catch(() => {
        if (this.clip === clip) this.clip = null;
      });
    }
    return this.clip;
  }

  private async openClip(): Promise<Player> {
    const [stage, store, { Player }] = await Promise.all([
      this.openStage(),
      this.equipment.openStore(),
      import('../player/player.js'),
    ]);
    const { host } = this;
    const player = this.player ?? new Player(stage, this.equipment.openOutput(), store, host.project());
    player.onTime = () => host.onTime(player);
    player.onError = (error) => host.onError(error);
    this.player = player;
    await this.redraw();
    return player;
  }

  pause(): void {
    this.player?.pause();
  }

  /** Shows the document as it is now. */
  update(): void {
    this.fit();
    this.redraw().catch((error: unknown) => this.host.onError(error));
  }

  /** The camera's picture that is there now, or null where none is shown. The caller closes its frame. */
  takePicture(): LivePicture | null {
    return this.view?.takePicture() ?? null;
  }

  /** Shows the clip's last picture over the camera's, until the signal fires. */
  showGhost(signal: AbortSignal): void {
    const project = this.host.project();
    if (project.takes.length === 0) return;
    const draw = async () => {
      const { drawStill } = await import('../player/still.js');
      const picture = await drawStill(
        project,
        await this.equipment.openStore(),
        lastPictureTime(project),
        this.shownSize(),
      );
      if (signal.aborted) {
        picture.close();
        return;
      }
      this.ghost = picture;
      signal.addEventListener('abort', () => {
        picture.close();
        this.ghost = null;
      });
    };
    // A performer without a ghost can still perform.
    draw().catch((error: unknown) => this.host.onError(error));
  }

  private openStage(): Promise<Stage> {
    // The renderer looks for a browser as soon as it is imported, and a server may import this file.
    this.stage ??= import('../stage/stage.js').then(async ({ Stage }) => {
      const stage = await Stage.create(this.canvas, this.shownSize());
      stage.onRestored = () => this.redraw().catch((error: unknown) => this.host.onError(error));
      return stage;
    });
    // The next call tries anew, as after an update of the graphics driver.
    this.stage.catch(() => {
      this.stage = null;
    });
    return this.stage;
  }

  /** The size to draw at: as shown on the page, at most the clip's. */
  private shownSize(): { width: number; height: number } {
    const { width, height } = this.host.project();
    const shown = this.canvas.clientWidth * devicePixelRatio;
    const scale = shown > 0 ? Math.min(1, shown / width) : 1;
    const even = (side: number) => Math.max(2, 2 * Math.round((side * scale) / 2));
    return { width: even(width), height: even(height) };
  }

  private fit(): void {
    this.stage
      ?.then((stage) => {
        const { width, height } = this.shownSize();
        if (stage.width === width && stage.height === height) return;
        stage.resize(width, height);
        return this.redraw();
      })
      .catch((error: unknown) => this.host.onError(error));
  }

  /** Draws the clip's picture anew; a camera draws the next one by itself. */
  private async redraw(): Promise<void> {
    if (this.view === null) await this.player?.setProject(this.host.project());
  }

  /** Stops what is shown and frees the GPU. Safe to call twice. */
  async close(): Promise<void> {
    this.resizeObserver.disconnect();
    this.leaveCamera();
    this.player?.close();
    // One that was being opened is closed as it comes.
    this.clip?.then((player) => player.close()).catch(() => undefined);
    (await this.stage)?.close();
  }
}

function newRhythms(): FrameRhythms {
  return { captured: new FrameRhythm(), stamped: new FrameRhythm() };
}
