import { BeatCalibration } from '../capture/calibration.js';
import { Camera, type CameraInfo, type CameraOptions, type CameraSettings } from '../capture/camera.js';
import type { TakeOptions } from '../capture/plan.js';
import type { FinishedTake } from '../capture/session.js';
import { BoothError } from '../error.js';
import type { Clip } from '../export/export.js';
import type { ExportOptions } from '../export/options.js';
import { DEFAULT_ASSET_BASE } from '../media/runtime.js';
import type { Player } from '../player/player.js';
import type { SampleSource } from '../player/sampler.js';
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
  updateEffect,
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
import { Equipment } from './equipment.js';
import { type BoothEventMap, BoothEventTarget, type BoothState } from './events.js';
import { type Medium, readFont, readMusic, readPicture, readVideo } from './medium.js';
import { Screen } from './screen.js';
import { SmallPictures } from './small-pictures.js';
import { TakeRecorder } from './take-recorder.js';

export { listCameras } from '../capture/camera.js';
export type { Clip } from '../export/export.js';
export type { ExportQuality } from '../export/options.js';

/** Shape and limits of the clip, and where the runtime is. */
export interface BoothOptions extends ProjectOptions {
  /** Folder of the runtime files, made by `npx clipbooth assets`; default `/clipbooth/`. */
  assetBase?: string;
}

/** The first music silences the takes' own sound, in which the microphone heard it again from the loudspeaker. */
const silenceUnderFirstMusic: Edit = (project) =>
  project.music === null ? setLevels({ camera: 0 })(project) : project;

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
  private readonly closing = new AbortController();
  private readonly equipment = new Equipment();
  private readonly smallPictures = new SmallPictures(this.equipment);
  private readonly screen: Screen;
  private readonly recorder: TakeRecorder;

  /** @throws BoothError `project-invalid` where an option is out of range. */
  constructor(options: BoothOptions = {}) {
    super();
    this.history = createHistory(createProject(options));
    this.assetBase = options.assetBase ?? DEFAULT_ASSET_BASE;
    const project = () => this.project;
    const onError = (error: unknown) => this.report(error);
    this.screen = new Screen(
      {
        project,
        time: () => this.time,
        onTime: ({ time, playing }) => this.emit('timeupdate', { time, playing }),
        onCapture: (captureTimeMs) => this.recorder.observeCapture(captureTimeMs),
        onError,
      },
      this.equipment,
    );
    this.canvas = this.screen.canvas;
    this.recorder = new TakeRecorder(
      {
        project,
        assetBase: this.assetBase,
        signal: this.closing.signal,
        onProgress: (detail) => this.emit('progress', detail),
        onEnd: (finished) => this.keepTake(finished),
        onError,
      },
      this.equipment,
      this.screen,
    );
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
    const resting = this.currentState === 'editing' ? this.screen.playhead : clipDuration(this.project);
    return this.recorder.clipTime ?? resting;
  }

  /** Whether the clip is being played. */
  get playing(): boolean {
    return this.screen.playing;
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
        this.leaveCamera();
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
    this.leaveCamera();
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
    const medium = await readMusic(source, this.closing.signal);
    const { id, name, duration } = medium.asset;
    if (!(start >= 0 && start < duration)) {
      throw new BoothError(
        'project-invalid',
        `The music is ${duration.toFixed(1)} s long: start it within that.`,
      );
    }
    await this.add(medium, silenceUnderFirstMusic, setMusic({ asset: id, title: title ?? name, start }));
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
    this.setState('counting');
    try {
      await this.recorder.start(camera, options);
      this.setState('recording');
    } catch (error) {
      if (this.currentState === 'counting')
        this.setState(this.openedCamera === null ? this.restingState : 'ready');
      throw error;
    }
  }

  /**
   * Finds how much later than the system says people hear the loudspeaker, where no microphone can tell, as with
   * headphones: a beat is played for some seconds, and people clap to it where the camera was opened with a microphone,
   * or {@link BeatCalibration.answer} is called with each tap. What comes out is kept on this device and used from then on.
   * @throws BoothError `wrong-state`; the result rejects with `calibration-unclear` or `cancelled`.
   */
  calibrate(options: { signal?: AbortSignal; onBeat?: (beat: number) => void } = {}): BeatCalibration {
    this.require('calibrate', 'idle', 'ready', 'editing');
    this.pause();
    const output = this.equipment.openOutput();
    const { signal = this.closing.signal } = options;
    const calibration = new BeatCalibration(
      output,
      AbortSignal.any([signal, this.closing.signal]),
      options.onBeat,
      this.openedCamera?.audioTrack,
    );
    calibration.result
      .then(({ delayMs }) => this.recorder.delays.setOutputMs(delayMs))
      .catch(() => undefined);
    void output.resume();
    return calibration;
  }

  /** Milliseconds by which the open camera's pictures are older than it says, as kept on this device. */
  get cameraDelayMs(): number {
    return this.recorder.delays.cameraMs(this.openedCamera?.info.deviceId ?? null);
  }

  /**
   * Keeps on this device by how many milliseconds the open camera's pictures are older than it says: what a person
   * found by nudging a take until it fitted. It holds for takes to come.
   */
  setCameraDelay(delayMs: number): void {
    this.recorder.delays.setCameraMs(this.openedCamera?.info.deviceId ?? null, delayMs);
  }

  /**
   * Ends the take and adds it to the clip; also gives the last take where it ended by itself. Null where nothing was
   * kept, because it was shorter than a frame or still counted down.
   * @throws BoothError `wrong-state` where none was started, `recording-failed`, `storage-full`
   */
  async stopTake(): Promise<Take | null> {
    return this.recorder.stop();
  }

  /**
   * Adds a video to the clip as a take, as much of it as fits.
   * @throws BoothError `media-unreadable`, `storage-full`, `wrong-state` where the clip is full
   */
  async importVideo(blob: Blob): Promise<Take> {
    this.require('import a video', 'idle', 'ready', 'editing');
    const medium = await readVideo(blob, 'Video');
    return this.importTake(medium, medium.asset.duration);
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
    return this.importTake(await readPicture(blob, 'Photo'), duration, {
      framing: { ...TAKE_DEFAULTS.framing, ...framing },
    });
  }

  private async importTake(
    medium: Medium<VideoAsset | ImageAsset>,
    duration: number,
    part: Partial<Take> = {},
  ): Promise<Take> {
    const room = this.project.maxDuration - clipDuration(this.project);
    if (room * this.project.frameRate < 1) {
      throw new BoothError('wrong-state', 'The clip is full: delete a take before you add another.');
    }
    const take: Take = {
      ...TAKE_DEFAULTS,
      ...part,
      id: createId('take'),
      asset: medium.asset.id,
      start: 0,
      end: Math.min(duration, room),
    };
    await this.add(medium, addTake(take));
    if (this.currentState === 'idle') {
      this.setState('editing');
      await this.screen.showClip();
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
    const medium = await readPicture(blob, 'Sticker');
    const { id } = medium.asset;
    const sticker = { ...STICKER_DEFAULTS, id: createId('sticker'), ...options, asset: id };
    await this.add(medium, addSticker(id, sticker));
    return sticker;
  }

  /**
   * Gives an effect of the clip a picture or video, as the parameter of that name: what a green screen is to show.
   * @param effect id of the effect's use
   * @throws BoothError `media-unreadable`, `storage-full`, `project-invalid` where the clip has no such effect
   */
  async importMedium(blob: Blob, effect: string, param: string): Promise<VideoAsset | ImageAsset> {
    const medium = await (blob.type.startsWith('video/')
      ? readVideo(blob, 'Video')
      : readPicture(blob, 'Picture'));
    await this.add(medium, updateEffect(effect, { params: { [param]: { asset: medium.asset.id } } }));
    return medium.asset;
  }

  /**
   * Makes a web font known to the clip's texts, which name it as `family`; its file travels with the clip.
   * @throws BoothError `media-unreadable` where it is no font, `storage-full`
   */
  async importFont(source: Blob | string | URL, family: string): Promise<void> {
    await this.add(await readFont(source, family, this.closing.signal));
  }

  /**
   * Lays a video beside the takes, or behind them, and its sound under the clip as music; what is recorded now is
   * performed to it. It begins where the clip begins.
   * @throws BoothError `media-unreadable`, `storage-full`, `project-invalid`
   */
  async importDuet(blob: Blob, options: Partial<Omit<Duet, 'asset'>> = {}): Promise<void> {
    const medium = await readVideo(blob, 'Duet');
    const { id, name, hasSound } = medium.asset;
    const { start = 0 } = options;
    await this.add(
      medium,
      ...(hasSound ? [silenceUnderFirstMusic, setMusic({ asset: id, title: name, start })] : []),
      setDuet({ ...options, asset: id }),
    );
  }

  /** Stores a medium and adds it to the document, together with what is made of it. */
  private async add({ asset, blob }: Medium, ...edits: Edit[]): Promise<void> {
    await (await this.equipment.openStore()).put(asset.id, blob);
    this.edit(combine(addAsset(asset), ...edits));
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
   * Plays the clip from the playhead; backwards it is silent, and ends at the front.
   * @throws BoothError `project-empty`, `wrong-state`, `music-unreadable`, `asset-missing`, `media-unreadable`
   */
  async play(options: { backwards?: boolean } = {}): Promise<void> {
    await (await this.editing('play')).play(options);
  }

  /** Stops playing; the playhead stays. */
  pause(): void {
    this.screen.pause();
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
    this.screen.leaveCamera();
    this.setState('exporting');
    try {
      const { exportClip } = await import('../export/export.js');
      return await exportClip(this.project, {
        ...options,
        assets: await this.equipment.openStore(),
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
    return (await this.smallPictures.openThumbnails()).at(medium, takeTime, height, signal);
  }

  /**
   * A small picture of what is shown now, as it would be after an edit: for galleries of effects. The document stays as
   * it is. The caller closes it.
   * @param width of the picture in pixels; its height follows from the clip's shape
   * @param time of the clip, while editing; without it the picture that is shown is drawn
   * @throws BoothError `wrong-state` where nothing is shown, and what drawing throws
   */
  async sample(edit: Edit, width = 96, time?: number): Promise<ImageBitmap> {
    const changed = edit(this.project);
    const sampler = await this.smallPictures.openSampler();
    return sampler.draw(changed, () => this.sampleSource(time), width);
  }

  private sampleSource(time?: number): SampleSource {
    if (time !== undefined) return { kind: 'moment', time };
    const frame = this.screen.takeFrame();
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
    this.openedCamera?.close();
    this.openedCamera = null;
    this.currentState = 'idle';
    const close = async () => {
      await Promise.allSettled([this.recorder.cancel(), this.screen.close(), this.smallPictures.close()]);
      await this.equipment.close();
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
    this.screen.update();
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

  private async showCamera(): Promise<void> {
    if (await this.screen.showCamera(() => this.openedCamera)) this.setState('ready');
  }

  private async editing(what: string): Promise<Player> {
    this.require(what, 'idle', 'ready', 'editing');
    if (this.project.takes.length === 0) {
      throw new BoothError(
        'project-empty',
        `There is nothing to ${what} yet: record or import a take first.`,
      );
    }
    this.setState('editing');
    return this.screen.showClip();
  }

  private keepTake(finished: FinishedTake | null): void {
    try {
      if (finished !== null) this.edit(combine(addAsset(finished.asset), addTake(finished.take)));
    } finally {
      this.setState(this.openedCamera === null ? this.restingState : 'ready');
    }
    if (finished !== null) this.emit('take', { take: finished.take, report: finished.report });
  }

  private handleLostCamera(): void {
    this.recorder
      .stopForLostCamera()
      .catch((error: unknown) => this.report(error))
      .finally(() => {
        this.leaveCamera();
        this.report(
          new BoothError(
            'camera-lost',
            'The camera was unplugged or taken away: connect it and open it again.',
          ),
        );
      });
  }

  /** Releases the camera and shows the clip, if there is one. */
  private leaveCamera(): void {
    this.releaseCamera();
    this.setState(this.restingState);
    if (this.currentState === 'editing') this.screen.showClip().catch((error: unknown) => this.report(error));
  }

  private releaseCamera(): void {
    this.screen.leaveCamera();
    this.openedCamera?.close();
    this.openedCamera = null;
  }
}
