import { BoothError } from '../error.js';
import type { Project } from '../project/project.js';

/** How long an undo is offered. */
const UNDO_MS = 7000;

/** What the element says beside its screens: what failed, what can be had back, and what is read out to listeners. */
export class Notices {
  /** What failed, or null. */
  alert: BoothError | null = null;
  /** What was just taken away, and the document without it. */
  undoable: { readonly text: string; readonly project: Project } | null = null;
  /** What is read out. */
  announcement = '';
  private undoTimer: ReturnType<typeof setTimeout> | undefined;

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
    new Promise((resolve) => resolve(work()))
      .catch((error: unknown) => this.showError(error))
      .finally(this.onChange);
  }

  /** Offers for a while to undo what led to a document. */
  offerUndo(text: string, project: Project): void {
    clearTimeout(this.undoTimer);
    this.undoable = { text, project };
    this.undoTimer = setTimeout(() => {
      this.undoable = null;
      this.onChange();
    }, UNDO_MS);
    this.onChange();
  }

  /** Takes back an offer that does not fit the document any more. */
  settle(project: Project): void {
    if (this.undoable?.project !== project) this.undoable = null;
  }

  /** Says nothing any more. */
  clear(): void {
    clearTimeout(this.undoTimer);
    this.alert = null;
    this.undoable = null;
  }
}
