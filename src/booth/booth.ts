import { BeatCalibration } from '../capture/calibration.js';
import type { CameraInfo, CameraOptions, CameraSettings } from '../capture/camera.js';
import type { TakeOptions } from '../capture/plan.js';
import type { FinishedTake, PlacedTake } from '../capture/session.js';
import type { Draft } from '../drafts/drafts.js';
import { DraftSaver } from '../drafts/saver.js';
import { BoothError } from '../error.js';
import type { Clip } from '../export/export.js';
import type { ExportOptions } from '../export/options.js';
import { DEFAULT_ASSET_BASE } from '../media/runtime.js';
import type { Player } from '../player/player.js';
import type { SampleSource } from '../player/sampler.js';
import { createProject } from '../project/create.js';
import { addAsset, addTake, combine, type Edit } from '../project/edits.js';
import { slowZoom } from '../project/framing.js';
import { applyEdit, createHistory, type History, redo, undo } from '../project/history.js';
import { takeMusicAway } from '../project/music-edits.js';
import { lastPictureTime } from '../project/pictures.js';
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
import { LiveCamera, type LiveCameraHost } from './live-camera.js';
import { type ImportHost, MediaImport } from './media-import.js';
import { Screen, type ScreenHost } from './screen.js';
import { SmallPictures } from './small-pictures.js';
import { type RecorderHost, TakeRecorder } from './take-recorder.js';

export { listCameras } from '../capture/camera.js';
export type { Clip } from '../export/export.js';
export type { ExportQuality } from '../export/options.js';

/** Shape and limits of the clip, and where the runtime is. */
export interface BoothOptions extends ProjectOptions {
  /** Folder of the runtime files, made by `npx clipbooth assets`; default `/clipbooth/`. */
  assetBase?: string;
  /**
   * Whether the clip is kept on the device while it changes, as a draft that another booth can go on with after the page
   * was closed, see `listDrafts`; default not. A booth that keeps none deletes its media when it is destroyed.
   */
  drafts?: boolean;
}

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
  private readonly closing = new AbortController();
  private readonly equipment = new Equipment();
  private readonly smallPictures = new SmallPictures(this.equipment);
  private readonly screen: Screen;
  private readonly liveCamera: LiveCamera;
  private readonly recorder: TakeRecorder;
  private readonly media: MediaImport;
  /** Counts calls of play and pause, so that a pause is heard while the clip is still being opened. */
  private playTurn = 0;
  /** Null where no drafts are kept. */
  private readonly drafts: DraftSaver | null;

  /** @throws BoothError `project-invalid` where an option is out of range, `unsupported-browser` where there is no page. */
  constructor(options: BoothOptions = {}) {
    if (typeof document === 'undefined') {
      throw new BoothError(
        'unsupported-browser',
        'A booth needs a page to be in, and a server has none: make it in the browser, once the page is there.',
      );
    }
    super();
    this.history = createHistory(createProject(options));
    this.assetBase = options.assetBase ?? DEFAULT_ASSET_BASE;
    const host: ScreenHost & LiveCameraHost & RecorderHost & ImportHost = {
      assetBase: this.assetBase,
      signal: this.closing.signal,
      project: () => this.project,
      time: () => this.time,
      edit: (edit) => this.edit(edit),
      onTime: ({ time, playing }) => this.emit('timeupdate', { time, playing }),
      onCapture: (captureTimeMs) => this.recorder.observeCapture(captureTimeMs),
      onNoMicrophone: (error) => this.emit('error', { error }),
      onCameraLost: () => this.handleLostCamera(),
      onProgress: (detail) => this.emit('progress', detail),
      onTakeStored: () => this.saveDraft(),
      onTakeEnd: (finished) => this.keepTake(finished),
      onError: (error) => this.report(error),
    };
    this.drafts = options.drafts
      ? new DraftSaver(
          () => this.equipment.openStore(),
          (error) => this.report(error),
        )
      : null;
    this.screen = new Screen(host, this.equipment);
    this.canvas = this.screen.canvas;
    this.liveCamera = new LiveCamera(host, this.screen);
    this.recorder = new TakeRecorder(host, this.equipment, this.screen);
    this.media = new MediaImport(host, this.equipment);
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
    return this.liveCamera.info;
  }

  /** Clip time: of the playhead, or reached while recording. */
  get time(): number {
    const resting = this.currentState === 'editing' ? this.screen.playhead : clipDuration(this.project);
    return this.recorder.clipTime ?? resting;
  }

  /** Whether the clip is played, or will be as soon as its sound is there. */
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
    const isSame = this.liveCamera.current !== null && Object.keys(options).length === 0;
    if (!isSame) {
      await this.liveCamera.open(options).catch((error: unknown) => {
        this.leaveCamera();
        throw error;
      });
    }
    await this.showCamera();
  }

  /**
   * Zooms the open camera, turns its light on or off, or flips its picture; what the camera does not have is left out.
   * @throws BoothError `wrong-state` where no camera is open, `camera-busy`
   */
  async setCamera(settings: CameraSettings): Promise<void> {
    const camera = this.liveCamera.current;
    if (camera === null) throw new BoothError('wrong-state', 'Open the camera before you set it.');
    await camera.set(settings);
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
    if (source === null) this.edit(takeMusicAway());
    else await this.media.music(source, start, title);
  }

  /**
   * Plays the music to which the next take is performed, from where the clip so far ends and for as long as it may still
   * become; nothing where there is none. Resolves when it has ended, by itself, by `signal`, by another call, or since a
   * take was started.
   * @throws BoothError `wrong-state` while recording or where the clip is full, `storage-full`
   */
  async rehearse({ signal = this.closing.signal }: { signal?: AbortSignal } = {}): Promise<void> {
    this.require('rehearse', 'idle', 'ready', 'editing');
    this.pause();
    await this.recorder.rehearse(signal);
  }

  /**
   * Records a take, which goes on in the music where the clip so far ends; resolves when recording runs. It ends with
   * {@link stopTake}, or by itself when the clip has its full length.
   * @throws BoothError `wrong-state`, `cancelled` where it was stopped during the countdown, `recording-failed`,
   * `storage-full`, `runtime-missing`, `music-unreadable`, `project-invalid`
   */
  async startTake(options: TakeOptions = {}): Promise<void> {
    this.require('record', 'ready');
    const camera = this.liveCamera.current;
    if (camera === null) throw new BoothError('wrong-state', 'Open the camera before you record.');
    this.setState('counting');
    try {
      await this.recorder.start(camera, options);
      this.setState('recording');
    } catch (error) {
      if (this.currentState === 'counting') this.rest();
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
      this.liveCamera.current?.audioTrack,
    );
    calibration.result
      .then(({ delayMs }) => this.equipment.delays.setOutputMs(delayMs))
      .catch(() => undefined);
    void output.resume();
    return calibration;
  }

  /** Milliseconds by which the open camera's pictures are older than it says, as kept on this device. */
  get cameraDelayMs(): number {
    return this.equipment.delays.cameraMs(this.camera?.deviceId ?? null);
  }

  /**
   * Keeps on this device by how many milliseconds the open camera's pictures are older than it says: what a person
   * found by nudging a take until it fitted. It holds for takes to come.
   */
  setCameraDelay(delayMs: number): void {
    this.equipment.delays.setCameraMs(this.camera?.deviceId ?? null, delayMs);
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
    return this.showImported(await this.media.video(blob));
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
    return this.showImported(await this.media.photo(blob, duration, framing));
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
    return this.media.sticker(blob, options);
  }

  /**
   * Gives an effect of the clip a picture or video, as the parameter of that name: what a green screen is to show.
   * @param effect id of the effect's use
   * @throws BoothError `media-unreadable`, `storage-full`, `project-invalid` where the clip has no such effect
   */
  async importMedium(blob: Blob, effect: string, param: string): Promise<VideoAsset | ImageAsset> {
    return this.media.effectMedium(blob, effect, param);
  }

  /**
   * Makes a web font known to the clip's texts, which name it as `family`; its file travels with the clip.
   * @throws BoothError `media-unreadable` where it is no font, `storage-full`
   */
  async importFont(source: Blob | string | URL, family: string): Promise<void> {
    await this.media.font(source, family);
  }

  /**
   * Lays a video beside the takes, or behind them, and its sound under the clip as music; what is recorded now is
   * performed to it. It begins where the clip begins.
   * @throws BoothError `media-unreadable`, `storage-full`, `project-invalid`
   */
  async importDuet(blob: Blob, options: Partial<Omit<Duet, 'asset'>> = {}): Promise<void> {
    await this.media.duet(blob, options);
  }

  /**
   * Changes the document by an edit such as `splitTake(id, t)`; it can be undone. Edits in a row with the same `merge`
   * are undone as one, such as all those of one drag.
   * @throws BoothError `project-invalid`, and the document stays as it was.
   */
  edit(edit: Edit, { merge }: { merge?: string } = {}): void {
    this.setHistory(applyEdit(this.history, edit, merge));
  }

  /**
   * Goes on with a draft: its media are brought into this booth, and it is a draft no more but for what this booth keeps.
   * A take that was broken off is laid to the music by what its microphone heard, as others are at their end.
   * @throws BoothError `wrong-state` where there are takes or a camera is open, `asset-missing`, `storage-full`; the draft
   * stays as it was then.
   */
  async openDraft(draft: Draft): Promise<void> {
    this.require('open a draft', 'idle');
    const { moveDraft } = await import('../drafts/drafts.js');
    const store = await this.equipment.openStore();
    await moveDraft(draft, store);
    let { project } = draft;
    if (draft.isBrokenOff) {
      const { alignBrokenOff } = await import('../capture/broken-off.js');
      // A take stands without it.
      project = await alignBrokenOff(project, store, this.assetBase).catch(() => project);
    }
    this.setHistory(createHistory(project));
    this.setState('editing');
    await this.screen.showClip();
  }

  /** Keeps the clip no more as a draft, until it changes: to be called once it has arrived where it was meant for. */
  forgetDraft(): void {
    this.drafts?.forget();
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
    const turn = ++this.playTurn;
    const player = await this.editing('play');
    if (turn === this.playTurn) await player.play(options);
  }

  /** Stops playing, also what is about to; the playhead stays. */
  pause(): void {
    this.playTurn++;
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
    return this.smallPictures.thumbnail(this.project, asset, takeTime, height, signal);
  }

  /**
   * A small picture of what is shown now, as it would be after an edit: for galleries of effects. The document stays as
   * it is. The caller closes it.
   * @param width of the picture in pixels; its height follows from the clip's shape
   * @param time of the clip, while editing; without it the picture that is shown is drawn
   * @throws BoothError `wrong-state` where nothing is shown, and what drawing throws
   */
  async sample(edit: Edit, width = 96, time?: number): Promise<ImageBitmap> {
    return this.smallPictures.sample(edit(this.project), () => this.sampleSource(time), width);
  }

  private sampleSource(time?: number): SampleSource {
    if (time !== undefined) return { kind: 'moment', time };
    const picture = this.screen.takePicture();
    if (picture !== null) return { kind: 'camera', ...picture };
    this.require('draw a sample', 'editing');
    return { kind: 'clip', time: Math.min(this.time, lastPictureTime(this.project)) };
  }

  /**
   * Releases the camera, the loudspeaker, the GPU and the media, of which only a draft stays on the device. Safe to call
   * twice; nothing else may be called.
   */
  destroy(): void {
    if (this.closing.signal.aborted) return;
    this.closing.abort(new BoothError('cancelled', 'The booth was destroyed.'));
    this.recorder.cancel();
    this.liveCamera.close();
    this.currentState = 'idle';
    const close = async () => {
      await Promise.allSettled([this.screen.close(), this.smallPictures.close()]);
      await this.equipment.close({ keepsMedia: (await this.drafts?.settle()) ?? false });
    };
    // Whoever asked for what failed was told; there is nobody left to tell.
    close().catch(() => undefined);
  }

  /** What the booth is doing where no camera is shown. */
  private get restingState(): BoothState {
    return this.project.takes.length > 0 ? 'editing' : 'idle';
  }

  /** What the booth is doing once a take has ended. */
  private rest(): void {
    this.setState(this.liveCamera.current === null ? this.restingState : 'ready');
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
    this.saveDraft();
    this.screen.update();
    this.emit('change', { project: this.project });
    if (this.currentState === 'editing') this.setState(this.restingState);
  }

  /** Keeps the document; of a take being recorded it has what is on the disk, so that a crash leaves that. */
  private saveDraft(): void {
    if (this.drafts === null) return;
    const { soFar } = this.recorder;
    if (soFar === null) this.drafts.save(this.project, { isBrokenOff: false });
    else this.drafts.save(withTake(soFar)(this.project), { isBrokenOff: true });
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
    if (await this.liveCamera.show()) this.setState('ready');
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

  /** A clip that begins with something imported is shown. */
  private async showImported(take: Take): Promise<Take> {
    if (this.currentState === 'idle') {
      this.setState('editing');
      await this.screen.showClip();
    }
    return take;
  }

  private keepTake(finished: FinishedTake | null): void {
    try {
      if (finished !== null) this.edit(withTake(finished));
      else if (!this.closing.signal.aborted) this.saveDraft();
    } finally {
      this.rest();
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
    this.liveCamera.close();
    this.setState(this.restingState);
    if (this.currentState === 'editing') this.screen.showClip().catch((error: unknown) => this.report(error));
  }
}

/** Adds a take that was recorded to the end of the clip. */
const withTake = ({ asset, take }: PlacedTake): Edit => combine(addAsset(asset), addTake(take));
