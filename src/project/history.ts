import type { Edit } from './edits.js';
import type { Project } from './project.js';

/**
 * Undo as a stack of documents. Immutable like the document: each call returns a new history.
 * Documents share what did not change, so a hundred steps cost little.
 */
export interface History {
  readonly past: readonly Project[];
  readonly present: Project;
  readonly future: readonly Project[];
  /** What the last step belongs to, where further edits may join it; see {@link applyEdit}. */
  readonly merge: string | null;
}

/** How many steps can be undone. */
export const HISTORY_LIMIT = 100;

/** A history that begins with a document. */
export function createHistory(present: Project): History {
  return { past: [], present, future: [], merge: null };
}

/**
 * Applies an edit; one that changes nothing leaves no step. Edits in a row with the same `merge` are one step, such as
 * all those of one drag.
 */
export function applyEdit(history: History, edit: Edit, merge: string | null = null): History {
  const present = edit(history.present);
  if (present === history.present) return history;
  const joins = merge !== null && merge === history.merge;
  const past = joins ? history.past : [...history.past, history.present].slice(-HISTORY_LIMIT);
  return { past, present, future: [], merge };
}

/** One step back, or the same history where there is none. */
export function undo(history: History): History {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    merge: null,
  };
}

/** One step forward again, or the same history where there is none. */
export function redo(history: History): History {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, merge: null };
}
