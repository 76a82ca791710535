import { BeatCalibration } from '../capture/calibration.js';
import { Camera, type CameraInfo, type CameraOptions, type CameraSettings } from '../capture/camera.js';
import { DeviceDelays } from '../capture/delays.js';
import type { TakeOptions } from '../capture/plan.js';
import { FrameRhythm } from '../capture/rhythm.js';
import { type FinishedTake, TakeSession } from '../capture/session.js';
import { BoothError } from '../error.js';
import type { Clip } from '../export/export.js';
import type { ExportOptions } from '../export/options.js';
import { AssetStore } from '../media/assets.js';
import { DEFAULT_ASSET_BASE } from '../media/runtime.js';
import type { Thumbnails } from '../media/thumbnails.js';
import { LiveView } from '../player/live-view.js';
import type { Player } from '../player/player.js';
import type { Sampler, SampleSource } from '../player/sampler.js';
import { createId, createProject } from '../project/create.js';
import {
  addAsset,
  addSticker,
  addTake,
  combine,
  type Edit,
  setDuet,
  setLevels,
  setMusic,
  TAKE_DEFAULTS,
} from '../project/edits.js';
import { slowZoom } from '../project/framing.js';
import { applyEdit, createHistory, type History, redo, undo } from '../project/history.js';
import { STICKER_DEFAULTS } from '../project/overlay.js';
import type {
  Duet,
  Framing,
  ImageAsset,
  Project,
  ProjectOptions,
  StickerOverlay,
  Take,
  VideoAsset,
} from '../project/project.js';
import { clipDuration } from '../project/timeline.js';
import { SoundOutput } from '../sound/output.js';
import type { Stage } from '../stage/stage.js';
import { type BoothEventMap, BoothEventTarget, type BoothState } from './events.js';
import { fetchMedium } from './fetch.js';

export { listCameras } from '../capture/camera.js';
export type { Clip } from '../export/export.js';
export type { ExportQuality } from '../export/options.js';

/** Shape and limits of the clip, and where the runtime is. */
export interface BoothOptions extends ProjectOptions {
  /** Folder of the runtime files, made by `npx clipbooth assets`; default `/clipbooth/`. */
  assetBase?: string;
}

/** How often progress is told while recording. */
const PROGRESS_INTERVAL_MS = 50;

/**
 * The one object that an app or a UI of one's own talks to: it opens the camera, records takes, plays and edits the
 * clip, and exports it.
 *
 * @example
 * const booth = new Booth({ maxDuration: 15 });
 * document.body.append(booth.canvas);
 * await booth.openCamera();
 * await booth.setMusic('/songs/summer.mp3', { start: 42 });
 * await booth.startTake();
 * setTimeout(async () => {
 *   await booth.stopTake();
 *   const clip = await booth.export();
 * }, 5000);
 */
export class Booth extends BoothEventTarget {
  /**
   * Shows the camera, or the clip while editing. Put it in the page and size it by CSS; pictures are drawn no larger
   * than it is shown.
   */
  readonly canvas: HTMLCanvasElement;

  private readonly assetBase: string;
  private history: History;
  private currentState: BoothState = 'idle';
  private openedCamera: Camera | null = null;
  private view: LiveView | null = null;
  /** Of the frames that the view shows. */
  private rhythm = new FrameRhythm();
  private readonly delays = new DeviceDelays();
  private player: Player | null = null;
  /** The clip being opened for the editor. */
  private showing: Promise<Player> | null = null;
  private session: TakeSession | null = null;
  private countdown: AbortController | null = null;
  /** The clip's last picture while the performer gets ready to go on from it. */
  private ghost: ImageBitmap | null = null;
  /** The last take that ended, also by itself. */
  private finishing: { readonly session: TakeSession; readonly take: Promise<Take | null> } | null = null;
  private stage: Promise<Stage> | null = null;
  private store: Promise<AssetStore> | null = null;
  private output: SoundOutput | null = null;
  private thumbnails: Promise<Thumbnails> | null = null;
  private sampler: Promise<Sampler> | null = null;
  private readonly resizeObserver: ResizeObserver;
  private readonly closing = new AbortController();

  /** @throws BoothError `project-invalid` where an option is out of range. */
  constructor(options: BoothOptions = {}) {
    super();
    this.history = createHistory(createProject(options));
    this.assetBase = options.assetBase ?? DEFAULT_ASSET_BASE;
    this.canvas = document.createElement('canvas');
    this.canvas.width = this.project.width;
    this.canvas.height = this.project.height;
    this.resizeObserver = new ResizeObserver(() => this.fitStage());
    this.resizeObserver.observe(this.canvas);
  }

  /** What the booth is doing. */
  get state(): BoothState {
    return this.currentState;
  }

  /** The current document. */
  get project(): Project {
    return this.history.present;
  }

  /** The open camera, or null. */
  get camera(): CameraInfo | null {
    return this.openedCamera?.info ?? null;
  }

  /** Clip time: of the playhead, or reached while recording. */
  get time(): number {
    if (this.session !== null) return this.session.clipTime;
    return this.currentState === 'editing' ? (this.player?.time ?? 0) : clipDuration(this.project);
  }

  /** Whether the clip is being played. */
  get playing(): boolean {
    return this.player?.playing ?? false;
  }

  /** Whether there is an edit to undo. */
  get canUndo(): boolean {
    return this.history.past.length > 0;
  }

  /** Whether there is an undone edit to do again. */
  get canRedo(): boolean {
    return this.history.future.length > 0;
  }

  /**
   * Opens the camera and microphone and shows them. Called again it goes back from editing to the camera, or changes
   * to another one. Where only the microphone is refused the camera opens all the same, and an `error` event with
   * `microphone-denied` says so.
   * @throws BoothError `camera-denied`, `camera-missing`, `camera-busy`, `unsupported-browser`, `wrong-state`
   */
  async openCamera(options: CameraOptions = {}): Promise<void> {
    this.require('open the camera', 'idle', 'ready', 'editing');
    const isSame = this.openedCamera !== null && Object.keys(options).length === 0;
    if (!isSame) {
      // Many phones open only one camera at a time.
      this.releaseCamera();
      try {
        const camera = await Camera.open(options, Math.max(this.project.width, this.project.height));
        if (this.closing.signal.aborted) {
          camera.close();
          return;
        }
        // Another call may have opened one meanwhile: the last one stays.
        this.releaseCamera();
        this.openedCamera = camera;
        camera.onLost = () => this.handleLostCamera();
        if (camera.microphoneError !== null) this.emit('error', { error: camera.microphoneError });
      } catch (error) {
        this.setState(this.restingState);
        throw error;
      }
    }
    await this.showCamera();
  }

  /**
   * Zooms the open camera, turns its light on or off, or flips its picture; what the camera does not have is left out.
   * @throws BoothError `wrong-state` where no camera is open, `camera-busy`
   */
  async setCamera(settings: CameraSettings): Promise<void> {
    if (this.openedCamera === null) throw new BoothError('wrong-state', 'Open the camera before you set it.');
    await this.openedCamera.set(settings);
  }

  /** Releases the camera and microphone; the clip is shown if there is one. */
  closeCamera(): void {
    this.require('close the camera', 'idle', 'ready', 'editing');
    this.releaseCamera();
    this.setState(this.restingState);
    if (this.currentState === 'editing') this.showClip().catch((error: unknown) => this.report(error));
  }

  /**
   * Lays music under the clip, from a file, a Blob or an address, beginning at `start` seconds of it; null takes it
   * away. The first music silences the takes' own sound, in which the microphone heard the music again from the
   * loudspeaker; `setLevels({ camera: 1 })` brings it back. The document stays as it was where a call fails.
   * @throws BoothError `music-unreachable`, `music-unreadable`, `project-invalid`, `storage-full`
   */
  async setMusic(
    source: Blob | string | URL | null,
    { start = 0, title }: { start?: number; title?: string } = {},
  ): Promise<void> {
    if (source === null) {
      this.edit(combine(setMusic(null), setLevels({ camera: 1 })));
      return;
    }
    const { blob, name } = await fetchMedium(source, 'music', this.closing.signal);
    const { measureMusic } = await import('../media/sound.js');
    const { duration, loudness } = await measureMusic(blob);
    if (!(start >= 0 && start < duration)) {
      throw new BoothError(
        'project-invalid',
        `The music is ${duration.toFixed(1)} s long: start it within that.`,
      );
    }
    const id = createId('asset');
    await (await this.openStore()).put(id, blob);
    this.edit(
      combine(
        addAsset({ kind: 'audio', id, name, duration, loudness }),
        setMusic({ asset: id, title: title ?? name, start }),
        ...(this.project.music === null ? [setLevels({ camera: 0 })] : []),
      ),
    );
  }

  /**
   * Records a take, which goes on in the music where the clip so far ends; resolves when recording runs. It ends with
   * {@link stopTake}, or by itself when the clip has its full length.
   * @throws BoothError `wrong-state`, `cancelled` where it was stopped during the countdown, `recording-failed`,
   * `storage-full`, `runtime-missing`, `music-unreadable`, `project-invalid`
   */
  async startTake(options: TakeOptions = {}): Promise<void> {
    this.require('record', 'ready');
    const camera = this.openedCamera;
    if (camera === null) throw new BoothError('wrong-state', 'Open the camera before you record.');
    const countdown = new AbortController();
    this.countdown = countdown;
    this.setState('counting');
    if ((options.runUp ?? 0) > 0) this.showGhost(countdown.signal);
    try {
      const session = await TakeSession.start(
        {
          camera,
          rhythm: this.rhythm,
          store: await this.openStore(),
          output: this.openOutput(),
          project: this.project,
          delays: {
            outputMs: await this.delays.outputMs(),
            cameraMs: this.delays.cameraMs(camera.info.deviceId),
          },
          assetBase: this.assetBase,
          signal: AbortSignal.any([countdown.signal, this.closing.signal]),
          onCountdown: (remaining) => this.emit('progress', { task: 'countdown', remaining }),
        },
        options,
      );
      this.session = session;
      this.setState('recording');
      this.reportRecording(session);
      void session.reachedEnd.then(() =>
        this.finishTake(session).catch((error: unknown) => this.report(error)),
      );
    } catch (error) {
      if (this.currentState === 'counting')
        this.setState(this.openedCamera === null ? this.restingState : 'ready');
      throw error;
    } finally {
      this.countdown = null;
      countdown.abort();
      this.ghost?.close();
      this.ghost = null;
    }
  }

  /**
   * Finds how much later than the system says people hear the loudspeaker, where no microphone can tell, as with
   * headphones: a beat is played for some seconds, and {@link BeatCalibration.answer} is called with each tap or clap
   * to it. What comes out is kept on this device and used from then on.
   * @throws BoothError `wrong-state`; the result rejects with `calibration-unclear` or `cancelled`.
   */
  calibrate(options: { signal?: AbortSignal; onBeat?: (beat: number) => void } = {}): BeatCalibration {
    this.require('calibrate', 'idle', 'ready', 'editing');
    this.pause();
    const output = this.openOutput();
    const { signal = this.closing.signal } = options;
    const calibration = new BeatCalibration(
      output,
      AbortSignal.any([signal, this.closing.signal]),
      options.onBeat,
    );
    calibration.result.then(({ delayMs }) => this.delays.setOutputMs(delayMs)).catch(() => undefined);
    void output.resume();
    return calibration;
  }

  /** Milliseconds by which the open camera's pictures are older than it says, as kept on this device. */
  get cameraDelayMs(): number {
    return this.delays.cameraMs(this.openedCamera?.info.deviceId ?? null);
  }

  /**
   * Keeps on this device by how many milliseconds the open camera's pictures are older than it says: what a person
   * found by nudging a take until it fitted. It holds for takes to come.
   */
  setCameraDelay(delayMs: number): void {
    this.delays.setCameraMs(this.openedCamera?.info.deviceId ?? null, delayMs);
  }

  /**
   * Ends the take and adds it to the clip; also gives the last take where it ended by itself. Null where nothing was
   * kept, because it was shorter than a frame or still counted down.
   * @throws BoothError `wrong-state` where none was started, `recording-failed`, `storage-full`
   */
  async stopTake(): Promise<Take | null> {
    if (this.countdown !== null) {
      this.countdown.abort();
      return null;
    }
    if (this.session !== null) return this.finishTake(this.session);
    if (this.finishing === null)
      throw new BoothError('wrong-state', 'There is no take to stop: start one first.');
    return this.finishing.take;
  }

  /**
   * Adds a video to the clip as a take, as much of it as fits.
   * @throws BoothError `media-unreadable`, `storage-full`, `wrong-state` where the clip is full
   */
  async importVideo(blob: Blob): Promise<Take> {
    this.require('import a video', 'idle', 'ready', 'editing');
    const { probeVideo } = await import('../media/probe.js');
    const facts = await probeVideo(blob);
    return this.importTake(blob, { kind: 'video', name: nameOf(blob, 'Video'), ...facts }, facts.duration);
  }

  /**
   * Adds a photo to the clip as a take of `duration` seconds, default 3, or as much of that as fits. It slowly pans and
   * zooms, unless `framing` says otherwise.
   * @throws BoothError `media-unreadable`, `storage-full`, `wrong-state` where the clip is full
   */
  async importPhoto(
    blob: Blob,
    { duration = 3, framing = slowZoom() }: { duration?: number; framing?: Partial<Framing> } = {},
  ): Promise<Take> {
    this.require('import a photo', 'idle', 'ready', 'editing');
    const { readImage } = await import('../media/images.js');
    const { picture, ...facts } = await readImage(blob);
    return this.importTake(picture, { kind: 'image', name: nameOf(blob, 'Photo'), ...facts }, duration, {
      framing: { ...TAKE_DEFAULTS.framing, ...framing },
    });
  }

  private async importTake(
    blob: Blob,
    medium: Omit<VideoAsset, 'id'> | Omit<ImageAsset, 'id'>,
    duration: number,
    part: Partial<Take> = {},
  ): Promise<Take> {
    const room = this.project.maxDuration - clipDuration(this.project);
    if (room * this.project.frameRate < 1) {
      throw new BoothError('wrong-state', 'The clip is full: delete a take before you add another.');
    }
    const asset = { ...medium, id: createId('asset') };
    await (await this.openStore()).put(asset.id, blob);
    const take: Take = {
      ...TAKE_DEFAULTS,
      ...part,
      id: createId('take'),
      asset: asset.id,
      start: 0,
      end: Math.min(duration, room),
    };
    this.edit(combine(addAsset(asset), addTake(take)));
    if (this.currentState === 'idle') {
      this.setState('editing');
      await this.showClip();
    }
    return take;
  }

  /**
   * Lays a sticker over the clip: a picture, an animation (GIF, WebP, APNG), or an SVG, of which a picture is made, so
   * that nothing in it is ever run.
   * @throws BoothError `media-unreadable`, `storage-full`, `project-invalid`
   */
  async importSticker(
    blob: Blob,
    options: Partial<Omit<StickerOverlay, 'kind' | 'asset'>> = {},
  ): Promise<StickerOverlay> {
    const { readImage } = await import('../media/images.js');
    const { picture, ...facts } = await readImage(blob);
    const asset: ImageAsset = {
      ...facts,
      kind: 'image',
      id: createId('asset'),
      name: nameOf(blob, 'Sticker'),
    };
    await (await this.openStore()).put(asset.id, picture);
    const sticker = { ...STICKER_DEFAULTS, id: createId('sticker'), ...options, asset: asset.id };
    this.edit(combine(addAsset(asset), addSticker(asset.id, sticker)));
    return sticker;
  }

  /**
   * Makes a web font known to the clip's texts, which name it as `family`; its file travels with the clip.
   * @throws BoothError `media-unreadable` where it is no font, `storage-full`
   */
  async importFont(source: Blob | string | URL, family: string): Promise<void> {
    const { blob } = await fetchMedium(source, 'font', this.closing.signal);
    const { openFont } = await import('../media/fonts.js');
    await openFont(blob, family);
    const id = createId('asset');
    await (await this.openStore()).put(id, blob);
    this.edit(addAsset({ kind: 'font', id, name: family }));
  }

  /**
   * Lays a video beside the takes, or behind them, and its sound under the clip as music; what is recorded now is
   * performed to it. It begins where the clip begins.
   * @throws BoothError `media-unreadable`, `storage-full`, `project-invalid`
   */
  async importDuet(blob: Blob, options: Partial<Omit<Duet, 'asset'>> = {}): Promise<void> {
    const { probeVideo } = await import('../media/probe.js');
    const facts = await probeVideo(blob);
    const asset: VideoAsset = { ...facts, kind: 'video', id: createId('asset'), name: nameOf(blob, 'Duet') };
    await (await this.openStore()).put(asset.id, blob);
    const { start = 0 } = options;
    this.edit(
      combine(
        addAsset(asset),
        ...(asset.hasSound ? [setMusic({ asset: asset.id, title: asset.name, start })] : []),
        ...(asset.hasSound && this.project.music === null ? [setLevels({ camera: 0 })] : []),
        setDuet({ ...options, asset: asset.id }),
      ),
    );
  }

  /**
   * Changes the document by an edit such as `splitTake(id, t)`; it can be undone. Edits in a row with the same `merge`
   * are undone as one, such as all those of one drag.
   * @throws BoothError `project-invalid`, and the document stays as it was.
   */
  edit(edit: Edit, { merge }: { merge?: string } = {}): void {
    this.setHistory(applyEdit(this.history, edit, merge));
  }

  /** Takes the last edit back, if there is one. */
  undo(): void {
    this.setHistory(undo(this.history));
  }

  /** Does the last undone edit again, if there is one. */
  redo(): void {
    this.setHistory(redo(this.history));
  }

  /**
   * Plays the clip from the playhead.
   * @throws BoothError `project-empty`, `wrong-state`, `music-unreadable`, `asset-missing`, `media-unreadable`
   */
  async play(): Promise<void> {
    await (await this.editing('play')).play();
  }

  /** Stops playing; the playhead stays. */
  pause(): void {
    this.player?.pause();
  }

  /**
   * Moves the playhead to a clip time and shows the picture there; playing goes on from there.
   * @throws BoothError `wrong-state`, `asset-missing`, `media-unreadable`
   */
  async seek(time: number): Promise<void> {
    await (await this.editing('seek')).seek(time);
  }

  /**
   * Makes a file of the clip, an MP4 unless told otherwise.
   * @throws BoothError `project-empty`, `wrong-state`, and what `exportClip` throws
   */
  async export(options: ExportOptions = {}): Promise<Clip> {
    this.require('export', 'idle', 'ready', 'editing');
    const before = this.currentState;
    this.pause();
    // Drawing the camera would only take time from the export.
    this.view?.close();
    this.view = null;
    this.setState('exporting');
    try {
      const { exportClip } = await import('../export/export.js');
      return await exportClip(this.project, {
        ...options,
        assets: await this.openStore(),
        assetBase: this.assetBase,
        signal: AbortSignal.any([
          this.closing.signal,
          ...(options.signal === undefined ? [] : [options.signal]),
        ]),
        onProgress: (value) => {
          options.onProgress?.(value);
          this.emit('progress', { task: 'export', value });
        },
      });
    } finally {
      this.setState(before);
      if (before === 'ready') this.showCamera().catch((error: unknown) => this.report(error));
    }
  }

  /**
   * A small picture of a medium at a take time, for timelines. The caller closes it.
   * @param height of the picture in pixels; its width follows from the video's shape
   * @throws BoothError `asset-missing`, `media-unreadable`, `cancelled`
   */
  async thumbnail(
    asset: string,
    takeTime: number,
    { height = 64, signal }: { height?: number; signal?: AbortSignal } = {},
  ): Promise<ImageBitmap> {
    const medium = this.project.assets[asset];
    if (medium === undefined) {
      throw new BoothError('asset-missing', `The medium ${asset} is not there: record or import it again.`);
    }
    this.thumbnails ??= Promise.all([import('../media/thumbnails.js'), this.openStore()]).then(
      ([{ Thumbnails }, store]) => new Thumbnails(store),
    );
    return (await this.thumbnails).at(medium, takeTime, height, signal);
  }

  /**
   * A small picture of what is shown now, as it would be after an edit: for galleries of effects. The document stays as
   * it is. The caller closes it.
   * @param width of the picture in pixels; its height follows from the clip's shape
   * @throws BoothError `wrong-state` where nothing is shown, and what drawing throws
   */
  async sample(edit: Edit, width = 96): Promise<ImageBitmap> {
    const changed = edit(this.project);
    this.sampler ??= Promise.all([import('../player/sampler.js'), this.openStore()]).then(
      ([{ Sampler }, store]) => Sampler.create(store),
    );
    const sampler = await this.sampler;
    return sampler.draw(changed, () => this.sampleSource(), width);
  }

  private sampleSource(): SampleSource {
    const frame = this.view?.takeFrame() ?? null;
    if (frame !== null) return { kind: 'camera', frame, mirrored: this.openedCamera?.info.mirrored ?? false };
    this.require('draw a sample', 'editing');
    // At its very end the clip shows its last picture.
    const last = clipDuration(this.project) - 1 / this.project.frameRate;
    return { kind: 'clip', time: Math.max(0, Math.min(this.time, last)) };
  }

  /** Releases the camera, the loudspeaker, the GPU and the media. Safe to call twice; nothing else may be called. */
  destroy(): void {
    if (this.closing.signal.aborted) return;
    this.closing.abort(new BoothError('cancelled', 'The booth was destroyed.'));
    this.resizeObserver.disconnect();
    const session = this.session;
    this.session = null;
    this.releaseCamera();
    this.player?.close();
    this.currentState = 'idle';
    const close = async () => {
      await session?.cancel();
      this.output?.close();
      (await this.stage)?.close();
      (await this.thumbnails)?.close();
      (await this.sampler)?.close();
      await (await this.store)?.destroy();
    };
    // Whoever asked for what failed was told; there is nobody left to tell.
    close().catch(() => undefined);
  }

  private get restingState(): BoothState {
    return this.project.takes.length > 0 ? 'editing' : 'idle';
  }

  private require(what: string, ...states: BoothState[]): void {
    if (this.closing.signal.aborted) {
      throw new BoothError('wrong-state', `The booth was destroyed: make a new one to ${what}.`);
    }
    if (!states.includes(this.currentState)) {
      throw new BoothError('wrong-state', `The booth cannot ${what} while it is ${this.currentState}.`);
    }
  }

  private setState(state: BoothState): void {
    const previous = this.currentState;
    if (state === previous || this.closing.signal.aborted) return;
    this.currentState = state;
    this.emit('statechange', { state, previous });
  }

  private setHistory(history: History): void {
    if (history === this.history) return;
    this.history = history;
    this.fitStage();
    this.player?.setProject(this.project).catch((error: unknown) => this.report(error));
    this.emit('change', { project: this.project });
    if (this.currentState === 'editing') this.setState(this.restingState);
  }

  private emit<Name extends keyof BoothEventMap>(type: Name, detail: BoothEventMap[Name]['detail']): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Tells of what went wrong outside any call. */
  private report(error: unknown): void {
    if (this.closing.signal.aborted) return;
    this.emit('error', {
      error: BoothError.from(error, 'media-unreadable', 'The picture cannot be shown: try again.'),
    });
  }

  private openStore(): Promise<AssetStore> {
    this.store ??= AssetStore.open(crypto.randomUUID());
    return this.store;
  }

  private openOutput(): SoundOutput {
    this.output ??= new SoundOutput();
    return this.output;
  }

  private openStage(): Promise<Stage> {
    // The renderer looks for a browser as soon as it is imported, and a server may import this file.
    this.stage ??= import('../stage/stage.js').then(async ({ Stage }) => {
      const stage = await Stage.create(this.canvas, this.shownSize());
      stage.onRestored = () => this.redraw().catch((error: unknown) => this.report(error));
      return stage;
    });
    // The next call tries anew, as after an update of the graphics driver.
    this.stage.catch(() => {
      this.stage = null;
    });
    return this.stage;
  }

  /** The size to draw at: as shown on the screen, at most the clip's. */
  private shownSize(): { width: number; height: number } {
    const { width, height } = this.project;
    const shown = this.canvas.clientWidth * devicePixelRatio;
    const scale = shown > 0 ? Math.min(1, shown / width) : 1;
    const even = (side: number) => Math.max(2, 2 * Math.round((side * scale) / 2));
    return { width: even(width), height: even(height) };
  }

  private fitStage(): void {
    this.stage
      ?.then((stage) => {
        const { width, height } = this.shownSize();
        stage.resize(width, height);
        return this.redraw();
      })
      .catch((error: unknown) => this.report(error));
  }

  /** Draws the clip's picture anew; a camera draws the next one by itself. */
  private async redraw(): Promise<void> {
    if (this.view === null) await this.player?.setProject(this.project);
  }

  private async showCamera(): Promise<void> {
    const [stage, store] = await Promise.all([this.openStage(), this.openStore()]);
    const camera = this.openedCamera;
    if (camera === null) return;
    this.player?.pause();
    this.view?.close();
    const rhythm = new FrameRhythm();
    this.rhythm = rhythm;
    this.view = new LiveView(
      stage,
      camera,
      store,
      () => (this.canvas.isConnected ? { project: this.project, time: this.time, ghost: this.ghost } : null),
      (error) => this.report(error),
      ({ captureTimeMs, mediaTimeMs }) => {
        rhythm.observe(mediaTimeMs);
        if (captureTimeMs !== null) this.session?.observeCapture(captureTimeMs);
      },
    );
    this.setState('ready');
  }

  private async showClip(): Promise<Player> {
    const [stage, store, { Player }] = await Promise.all([
      this.openStage(),
      this.openStore(),
      import('../player/player.js'),
    ]);
    this.view?.close();
    this.view = null;
    this.player ??= this.preparePlayer(new Player(stage, this.openOutput(), store, this.project));
    await this.player.setProject(this.project);
    return this.player;
  }

  private preparePlayer(player: Player): Player {
    player.onTime = () => this.emit('timeupdate', { time: player.time, playing: player.playing });
    player.onError = (error) => this.report(error);
    return player;
  }

  private async editing(what: string): Promise<Player> {
    this.require(what, 'idle', 'ready', 'editing');
    if (this.project.takes.length === 0) {
      throw new BoothError(
        'project-empty',
        `There is nothing to ${what} yet: record or import a take first.`,
      );
    }
    if (this.currentState !== 'editing' || this.player === null) {
      this.setState('editing');
      this.showing = this.showClip();
      this.showing.catch(() => {
        this.showing = null;
      });
    }
    // Calls are served in their order, also those that come while the clip is being opened.
    return this.showing ?? this.player ?? this.showClip();
  }

  /** Shows the clip's last picture over the camera's, until the signal fires. */
  private showGhost(signal: AbortSignal): void {
    const { project } = this;
    const last = clipDuration(project) - 1 / project.frameRate;
    if (last < 0) return;
    const draw = async () => {
      const { drawStill } = await import('../player/still.js');
      const picture = await drawStill(project, await this.openStore(), last, this.shownSize());
      if (signal.aborted) picture.close();
      else this.ghost = picture;
    };
    // A performer without a ghost can still perform.
    draw().catch((error: unknown) => this.report(error));
  }

  private reportRecording(session: TakeSession): void {
    const timer = setInterval(() => {
      if (this.session !== session) {
        clearInterval(timer);
        return;
      }
      const time = session.clipTime;
      this.emit('progress', { task: 'recording', time, value: time / this.project.maxDuration });
    }, PROGRESS_INTERVAL_MS);
  }

  private finishTake(session: TakeSession): Promise<Take | null> {
    if (this.finishing?.session !== session) this.finishing = { session, take: this.keepTake(session) };
    return this.finishing.take;
  }

  private async keepTake(session: TakeSession): Promise<Take | null> {
    let finished: FinishedTake | null = null;
    try {
      finished = await session.stop();
      if (this.closing.signal.aborted) return null;
      if (finished !== null) this.edit(combine(addAsset(finished.asset), addTake(finished.take)));
    } finally {
      this.session = null;
      this.setState(this.openedCamera === null ? this.restingState : 'ready');
    }
    if (finished !== null) this.emit('take', { take: finished.take, report: finished.report });
    return finished?.take ?? null;
  }

  private handleLostCamera(): void {
    const session = this.session;
    this.countdown?.abort();
    const end = async () => {
      // What was recorded so far is kept.
      if (session !== null) await this.finishTake(session);
    };
    end()
      .catch((error: unknown) => this.report(error))
      .finally(() => {
        this.releaseCamera();
        this.setState(this.restingState);
        this.report(
          new BoothError(
            'camera-lost',
            'The camera was unplugged or taken away: connect it and open it again.',
          ),
        );
      });
  }

  private releaseCamera(): void {
    this.view?.close();
    this.view = null;
    this.openedCamera?.close();
    this.openedCamera = null;
  }
}

/** What people know a medium by. */
function nameOf(blob: Blob, otherwise: string): string {
  return blob instanceof File ? blob.name : otherwise;
}
