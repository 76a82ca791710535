import { listEffects, listTransitions } from '../effects/registry.js';
import type { Texts } from '../languages/english.js';
import {
  type Edit,
  removeCue,
  removeEffect,
  removeOverlay,
  removeTake,
  setTransition,
} from '../project/edits.js';
import type { Project } from '../project/project.js';
import { nameOf } from './names.js';
import { nameOverlay } from './overlays.js';

/** What is chosen on the timeline; a transition by the id of the take that it leads to, a caption by its place in the order. */
export interface Selection {
  readonly kind: 'take' | 'transition' | 'effect' | 'overlay' | 'caption';
  readonly id: string;
}

/** Id of what is chosen where it is of that kind, else null. */
export function idOf(selection: Selection | null, kind: Selection['kind']): string | null {
  return selection?.kind === kind ? selection.id : null;
}

/** What a person reads for what is chosen; null where the document has it no more. */
export function nameSelection({ kind, id }: Selection, project: Project, texts: Texts): string | null {
  const find = (definitions: readonly { name: string; label: string }[], name: string) =>
    nameOf(texts, definitions.find((definition) => definition.name === name) ?? { name, label: name });
  const place = project.takes.findIndex((take) => take.id === id);
  switch (kind) {
    case 'take':
      return place < 0 ? null : texts.take(place + 1);
    case 'transition': {
      const use = project.takes[place]?.transition;
      if (place < 1 || !use) return null;
      return find(listTransitions(), use.transition);
    }
    case 'effect': {
      const use = project.effects.find((effect) => effect.id === id);
      return use === undefined ? null : find(listEffects(), use.effect);
    }
    case 'overlay': {
      const overlay = project.overlays.find((candidate) => candidate.id === id);
      return overlay === undefined ? null : nameOverlay(project, overlay);
    }
    case 'caption':
      return project.captions?.cues[Number(id)]?.text ?? null;
  }
}

/** The edit that takes away what is chosen. */
export function removeSelection({ kind, id }: Selection): Edit {
  switch (kind) {
    case 'take':
      return removeTake(id);
    case 'transition':
      return setTransition(id, null);
    case 'effect':
      return removeEffect(id);
    case 'overlay':
      return removeOverlay(id);
    case 'caption':
      return removeCue(Number(id));
  }
}
