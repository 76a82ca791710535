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
}

/** How many steps can be undone. */
export const HISTORY_LIMIT = 100;

/** A history that begins with a document. */
export function createHistory(present: Project): History {
  return { past: [], present, future: [] };
}

/** Applies an edit; one that changes nothing leaves no step. */
export function applyEdit(history: History, edit: Edit): History {
  const present = edit(history.present);
  if (present === history.present) return history;
  return { past: [...history.past, history.present].slice(-HISTORY_LIMIT), present, future: [] };
}

/** One step back, or the same history where there is none. */
export function undo(history: History): History {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
  };
}

/** One step forward again, or the same history where there is none. */
export function redo(history: History): History {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future };
}
