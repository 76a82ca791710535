import { BoothError } from '../error.js';
import { parseProject } from './parse.js';
import type { Project } from './project.js';

/**
 * A change of the document: a pure function. Edits throw BoothError `project-invalid` where the result would break
 * the rules of the document, and leave the document that they were given alone in any case.
 */
export type Edit = (project: Project) => Project;

/** Changes fields and checks the result, so that no edit can leave a broken document behind. */
export const change =
  (fields: (project: Project) => Partial<Project>): Edit =>
  (project) =>
    parseProject({ ...project, ...fields(project) });

/** Several edits as one step of the history. */
export function combine(...edits: Edit[]): Edit {
  return (project) => edits.reduce((result, edit) => edit(result), project);
}

/** The item of that id. */
export function find<Item extends { id: string }>(items: readonly Item[], id: string): Item {
  const item = items.find((candidate) => candidate.id === id);
  if (item === undefined)
    throw new BoothError('project-invalid', `The project has nothing with the id ${id}.`);
  return item;
}

/** The items, the one of that id changed. */
export function update<Item extends { id: string }>(
  items: readonly Item[],
  id: string,
  part: Partial<NoInfer<Item>>,
): Item[] {
  const item = find(items, id);
  return items.map((candidate) => (candidate === item ? { ...item, ...part } : candidate));
}

/** The items without the one of that id. */
export function without<Item extends { id: string }>(items: readonly Item[], id: string): Item[] {
  const item = find(items, id);
  return items.filter((candidate) => candidate !== item);
}

/** The items, the one of that id at another place, 0 being the first. */
export function moved<Item extends { id: string }>(
  items: readonly Item[],
  id: string,
  index: number,
): Item[] {
  return without(items, id).toSpliced(index, 0, find(items, id));
}
