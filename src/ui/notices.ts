import { BoothError } from '../error.js';
import type { Project } from '../project/project.js';

/** How long a note is shown. */
const NOTE_MS = 7000;

/** What is said in passing. */
export interface Note {
  readonly text: string;
  /** The document that an undo would leave again; null where none is offered. */
  readonly undoes: Project | null;
}

/** What the element says beside its screens: what failed, what is said in passing, and what is read out to listeners. */
export class Notices {
  /** What failed, or null. */
  alert: BoothError | null = null;
  /** What is said in passing, or null. */
  note: Note | null = null;
  /** What is read out. */
  announcement = '';
  private noteTimer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param onChange is called when there is something else to say
   * @param onError is told of what failed; false where the page says it itself
   */
  constructor(
    private readonly onChange: () => void,
    private readonly onError: (error: BoothError) => boolean,
  ) {}

  announce(text: string): void {
    // The same words again are only spoken where they changed in between.
    this.announcement = this.announcement === text ? `${text} ` : text;
    this.onChange();
  }

  showError(error: unknown): void {
    const shown = BoothError.from(error, 'media-unreadable', 'Something went wrong: try again.');
    if (shown.code === 'cancelled' || !this.onError(shown)) return;
    this.alert = shown;
    this.onChange();
  }

  dismiss(): void {
    this.alert = null;
    this.onChange();
  }

  /** Runs work that can fail, and shows what went wrong. */
  perform(work: () => unknown): void {
    this.alert = null;
    if (this.note?.undoes === null) this.note = null;
    new Promise((resolve) => resolve(work()))
      .catch((error: unknown) => this.showError(error))
      .finally(this.onChange);
  }

  /** Offers for a while to undo what led to a document. */
  offerUndo(text: string, project: Project): void {
    this.show({ text, undoes: project });
  }

  /** Says something calmly, until something else is done. */
  say(text: string): void {
    this.show({ text, undoes: null });
  }

  private show(note: Note): void {
    clearTimeout(this.noteTimer);
    this.note = note;
    this.noteTimer = setTimeout(() => {
      this.note = null;
      this.onChange();
    }, NOTE_MS);
    this.onChange();
  }

  /** Takes back an offer that does not fit the document any more. */
  settle(project: Project): void {
    const undoes = this.note?.undoes ?? null;
    if (undoes !== null && undoes !== project) this.note = null;
  }

  /** Says nothing any more. */
  clear(): void {
    clearTimeout(this.noteTimer);
    this.alert = null;
    this.note = null;
  }
}
