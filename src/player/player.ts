import { BoothError } from '../error.js';
import type { AssetSource } from '../media/assets.js';
import { lastPictureTime } from '../project/pictures.js';
import type { Project } from '../project/project.js';
import { clipDuration, snapToFrame } from '../project/timeline.js';
import { mixdown } from '../sound/mixdown.js';
import type { Playback, SoundOutput } from '../sound/output.js';
import { SceneLoader } from '../stage/scene-loader.js';
import type { Stage } from '../stage/stage.js';
import { DrawProblems } from './draw-problems.js';

/** What is being played and from where: a sound that is the clock, or backwards by the page's clock. */
type Run =
  | { readonly sound: Playback; readonly from: number }
  | { readonly sound: null; readonly from: number; readonly startedAtMs: number };

/**
 * Plays a document on a stage. The sound is the master: a picture is drawn for the clip time that is being heard, and
 * skipped where drawing is slower than that.
 */
export class Player {
  /** Called when the playhead moved, or playing began or ended. */
  onTime: () => void = () => undefined;
  /** Told of what cannot be drawn; placeholders stand in for it, and playing goes on. */
  onError: (error: unknown) => void = () => undefined;

  private readonly loader: SceneLoader;
  private readonly problems = new DrawProblems((error) => this.onError(error));
  private project: Project;
  private playhead = 0;
  /** Which way it is meant to play, also while the sound for it is still made; null where it is meant to stand. */
  private direction: 'forwards' | 'backwards' | null = null;
  private playback: Run | null = null;
  private mix: { project: Project; buffer: Promise<AudioBuffer> } | null = null;
  /** Counts starts and stops, so that a start that was overtaken while waiting gives up. */
  private turn = 0;
  private drawing: Promise<void> | null = null;
  private mustRedraw = false;
  private closed = false;

  constructor(
    private readonly stage: Stage,
    private readonly output: SoundOutput,
    private readonly assets: AssetSource,
    project: Project,
  ) {
    this.loader = new SceneLoader(stage, assets, (error) => this.onError(error));
    this.project = project;
  }

  /** Clip time: of what is heard while playing, else where the playhead stands. */
  get time(): number {
    if (this.playback === null) return this.playhead;
    const { sound, from } = this.playback;
    const duration = clipDuration(this.project);
    if (sound === null)
      return Math.min(duration, Math.max(0, from - (performance.now() - this.playback.startedAtMs) / 1000));
    const heard = from + this.output.contextTimeHeardAt(performance.now()) - sound.startedAt;
    return Math.min(Math.max(from, heard), duration);
  }

  /** Whether it plays, or will as soon as its sound is there. */
  get playing(): boolean {
    return this.direction !== null;
  }

  /** Shows another document, at the same time. What is heard changes with it. */
  async setProject(project: Project): Promise<void> {
    const isSameSound = soundKey(this.project) === soundKey(project);
    this.project = project;
    if (clipDuration(project) === 0) this.leave();
    if (!isSameSound && this.direction === 'forwards') await this.run('forwards');
    else await this.redraw();
  }

  /**
   * Plays from the playhead, or from the front where it stands at the end. Backwards it is silent, ends at the front,
   * and begins at the end where the playhead stands at the front.
   * @throws BoothError `project-empty`, `music-unreadable`, `asset-missing`
   */
  async play({ backwards = false }: { backwards?: boolean } = {}): Promise<void> {
    const duration = clipDuration(this.project);
    if (duration === 0)
      throw new BoothError('project-empty', 'There is nothing to play yet: record a take first.');
    if (this.closed) return;
    this.halt();
    const { playhead } = this;
    if (backwards && playhead === 0) this.playhead = duration;
    if (!backwards && playhead > duration - 1 / this.project.frameRate) this.playhead = 0;
    await this.run(backwards ? 'backwards' : 'forwards');
  }

  /** Plays from the playhead, in place of what is played. */
  private async run(direction: 'forwards' | 'backwards'): Promise<void> {
    const turn = this.halt();
    this.direction = direction;
    this.onTime();
    if (direction === 'backwards') {
      this.playback = { sound: null, from: this.playhead, startedAtMs: performance.now() };
      this.follow(turn);
      return;
    }
    try {
      const [buffer] = await Promise.all([this.mixdown(), this.output.resume(), this.redraw()]);
      if (turn !== this.turn) return;
      this.output.resetClock();
      const from = this.playhead;
      this.playback = { sound: this.output.play(buffer, { offset: from, onEnded: () => this.end() }), from };
    } catch (error) {
      if (turn === this.turn) this.pause();
      throw error;
    }
    this.onTime();
    this.follow(turn);
  }

  /** Stops where the sound is, and shows the picture there. */
  pause(): void {
    if (!this.playing) return;
    this.leave();
    void this.redraw();
  }

  /** Stops where the sound is, and leaves the stage to another picture. */
  leave(): void {
    if (!this.playing) return;
    this.halt();
    this.direction = null;
    this.onTime();
  }

  /** Moves the playhead and shows the picture there; playing goes on from there. */
  async seek(time: number): Promise<void> {
    this.halt();
    this.playhead = Math.min(Math.max(0, snapToFrame(this.project, time)), clipDuration(this.project));
    if (this.direction !== null) {
      await this.run(this.direction);
      return;
    }
    this.onTime();
    await this.redraw();
  }

  /** Ends what is heard, with the playhead where it was; gives the turn of what comes next. */
  private halt(): number {
    if (this.playback !== null) {
      this.playhead = snapToFrame(this.project, this.time);
      this.playback.sound?.stop();
      this.playback = null;
    }
    return ++this.turn;
  }

  /** The sound has come to its end by itself. */
  private end(): void {
    this.leave();
    this.playhead = clipDuration(this.project);
    this.onTime();
    void this.redraw();
  }

  private follow(turn: number): void {
    requestAnimationFrame(() => {
      if (turn !== this.turn) return;
      if (this.direction === 'backwards' && this.time === 0) {
        this.pause();
        return;
      }
      this.onTime();
      if (this.drawing === null) void this.redraw();
      this.follow(turn);
    });
  }

  /** Draws the picture at the playhead; calls that come while it draws are answered by one more drawing. */
  private redraw(): Promise<void> {
    this.mustRedraw = true;
    this.drawing ??= this.problems.watch(this.drawUntilCurrent()).finally(() => {
      this.drawing = null;
    });
    return this.drawing;
  }

  private async drawUntilCurrent(): Promise<void> {
    while (this.mustRedraw && !this.closed) {
      this.mustRedraw = false;
      const { project } = this;
      const time = Math.min(this.time, lastPictureTime(project));
      await this.loader.load(project, time);
      if (!this.closed) this.stage.draw(project, time);
    }
  }

  private mixdown(): Promise<AudioBuffer> {
    if (this.mix === null || soundKey(this.mix.project) !== soundKey(this.project)) {
      const buffer = mixdown(this.project, this.assets);
      this.mix = { project: this.project, buffer };
      // A mix that failed is made anew at the next try.
      buffer.catch(() => {
        this.mix = null;
      });
    }
    return this.mix.buffer;
  }

  /** Ends playing and closes the takes. Safe to call twice. */
  close(): void {
    this.closed = true;
    this.leave();
    this.loader.close();
  }
}

/** Equal for documents that sound alike. */
function soundKey({ takes, music, levels, maxDuration, frameRate }: Project): string {
  // How a picture lies in the frame cannot be heard.
  const heard = takes.map(({ framing: _framing, mirrored: _mirrored, ...take }) => take);
  return JSON.stringify([heard, music, levels, maxDuration, frameRate]);
}
