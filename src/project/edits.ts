import { BoothError } from '../error.js';
import { createId } from './create.js';
import { parseProject } from './parse.js';
import type {
  Asset,
  EffectUse,
  Levels,
  LookUse,
  Music,
  Overlay,
  ParamSetting,
  Project,
  Range,
  Take,
  TextOverlay,
} from './project.js';
import { clipToTake, takeSpans } from './timeline.js';

/**
 * A change of the document: a pure function. Edits throw BoothError `project-invalid` where the result would break
 * the rules of the document, and leave the document that they were given alone in any case.
 */
export type Edit = (project: Project) => Project;

/** Changes fields and checks the result, so that no edit can leave a broken document behind. */
const change =
  (fields: (project: Project) => Partial<Project>): Edit =>
  (project) =>
    parseProject({ ...project, ...fields(project) });

/** Several edits as one step of the history. */
export function combine(...edits: Edit[]): Edit {
  return (project) => edits.reduce((result, edit) => edit(result), project);
}

/** Sets the shape and limits of the clip, such as `{ width: 1080, height: 1080 }`. Takes are kept as they are. */
export function setFormat(
  format: Partial<Pick<Project, 'width' | 'height' | 'frameRate' | 'maxDuration'>>,
): Edit {
  return change(() => format);
}

/** Adds a medium, or replaces the one with the same id. */
export function addAsset(asset: Asset): Edit {
  return change(({ assets }) => ({ assets: { ...assets, [asset.id]: asset } }));
}

/** A take of nothing but a part of a video, shown as it is. */
export const TAKE_DEFAULTS: Omit<Take, 'id' | 'asset' | 'start' | 'end'> = {
  speed: 1,
  mirrored: false,
  heard: null,
  nudgeMs: 0,
};

/** What a new take cannot do without; the rest is taken from {@link TAKE_DEFAULTS}, the id made up. */
export type NewTake = Pick<Take, 'asset' | 'start' | 'end'> & Partial<Take>;

/** Adds a take at the end of the clip, or before the take at `index`. */
export function addTake(take: NewTake, index?: number): Edit {
  return change(({ takes }) => ({
    takes: takes.toSpliced(index ?? takes.length, 0, { id: createId('take'), ...TAKE_DEFAULTS, ...take }),
  }));
}

/** Removes a take; the ones after it move up. */
export function removeTake(id: string): Edit {
  return change(({ takes }) => ({ takes: without(takes, id) }));
}

/** Removes the last take. A clip without takes stays as it is. */
export function removeLastTake(): Edit {
  return (project) => {
    const last = project.takes.at(-1);
    return last === undefined ? project : removeTake(last.id)(project);
  };
}

/** Moves a take to another place in the order, 0 being the first. */
export function moveTake(id: string, index: number): Edit {
  return change(({ takes }) => ({
    takes: without(takes, id).toSpliced(index, 0, find(takes, id)),
  }));
}

/** Sets where a take starts and ends, in take time, or how fast it is shown. */
export function trimTake(id: string, part: Partial<Pick<Take, 'start' | 'end' | 'speed'>>): Edit {
  return change(({ takes }) => ({ takes: update(takes, id, part) }));
}

/** Cuts a take in two at a clip time; at its very edges nothing happens. The second half gets a new id. */
export function splitTake(id: string, clipTime: number): Edit {
  return (project) => {
    const index = project.takes.indexOf(find(project.takes, id));
    const span = takeSpans(project)[index];
    if (span === undefined || clipTime <= span.start || clipTime >= span.end) return project;
    const cut = clipToTake(span, clipTime);
    const halves = [
      { ...span.take, end: cut },
      { ...span.take, id: createId('take'), start: cut },
    ];
    return change(({ takes }) => ({ takes: takes.toSpliced(index, 1, ...halves) }))(project);
  };
}

/** Lays music under the clip, without a nudge unless it has one, or takes it away with null. */
export function setMusic(music: (Omit<Music, 'nudgeMs'> & Partial<Music>) | null): Edit {
  return change(() => ({ music: music === null ? null : { nudgeMs: 0, ...music } }));
}

/**
 * Moves the music under the whole clip, so that it begins at another music time; the takes' lip-sync moves with it.
 * Without music nothing happens.
 */
export function setMusicStart(start: number): Edit {
  return (project) => {
    const { music } = project;
    if (music === null) return project;
    const moved = start - music.start;
    return change(({ takes }) => ({
      music: { ...music, start },
      takes: takes.map((take) =>
        take.heard?.asset === music.asset
          ? { ...take, heard: { ...take.heard, time: take.heard.time + moved } }
          : take,
      ),
    }))(project);
  };
}

/** Sets by how many milliseconds the music sounds later in the whole clip than measured. Without music nothing happens. */
export function setMusicNudge(nudgeMs: number): Edit {
  return (project) => (project.music === null ? project : setMusic({ ...project.music, nudgeMs })(project));
}

/** Sets by how many milliseconds the music sounds later in one take than measured. */
export function setTakeNudge(id: string, nudgeMs: number): Edit {
  return change(({ takes }) => ({ takes: update(takes, id, { nudgeMs }) }));
}

/** Sets the linear gain of the music, of the takes' sound, or of both. */
export function setLevels(levels: Partial<Levels>): Edit {
  return change((project) => ({ levels: { ...project.levels, ...levels } }));
}

/** Adds an effect over those that are there, on the whole clip or on a range of it. */
export function addEffect(
  effect: string,
  options: { id?: string; params?: Record<string, ParamSetting>; range?: Range | null } = {},
): Edit {
  const { id = createId('effect'), params = {}, range = null } = options;
  return change(({ effects }) => ({ effects: [...effects, { id, effect, params, range }] }));
}

/** Changes an effect's parameters (those given) or range. */
export function updateEffect(id: string, part: Partial<Pick<EffectUse, 'params' | 'range'>>): Edit {
  return change(({ effects }) => ({
    effects: update(effects, id, { ...part, params: { ...find(effects, id).params, ...part.params } }),
  }));
}

/** Removes an effect. */
export function removeEffect(id: string): Edit {
  return change(({ effects }) => ({ effects: without(effects, id) }));
}

/** Sets the look, or takes it away with null. */
export function setLook(look: LookUse | null): Edit {
  return change(() => ({ look }));
}

/** How a text looks unless told otherwise: white, outlined, in the middle of the frame. */
export const TEXT_DEFAULTS: Omit<TextOverlay, 'id' | 'text'> = {
  kind: 'text',
  x: 0.5,
  y: 0.5,
  size: 0.06,
  rotation: 0,
  font: 'system-ui, "Helvetica Neue", Arial, sans-serif',
  color: '#ffffff',
  outline: '#000000',
  range: null,
};

/** Adds a text on top of the other overlays; what is not given is taken from {@link TEXT_DEFAULTS}. */
export function addText(text: string, options: Partial<Omit<TextOverlay, 'kind' | 'text'>> = {}): Edit {
  return change(({ overlays }) => ({
    overlays: [...overlays, { ...TEXT_DEFAULTS, id: createId('text'), ...options, text }],
  }));
}

/** Changes an overlay. */
export function updateOverlay(id: string, part: Partial<Omit<Overlay, 'id' | 'kind'>>): Edit {
  return change(({ overlays }) => ({ overlays: update(overlays, id, part) }));
}

/** Removes an overlay. */
export function removeOverlay(id: string): Edit {
  return change(({ overlays }) => ({ overlays: without(overlays, id) }));
}

function find<Item extends { id: string }>(items: readonly Item[], id: string): Item {
  const item = items.find((candidate) => candidate.id === id);
  if (item === undefined)
    throw new BoothError('project-invalid', `The project has nothing with the id ${id}.`);
  return item;
}

function update<Item extends { id: string }>(
  items: readonly Item[],
  id: string,
  part: Partial<NoInfer<Item>>,
): Item[] {
  const item = find(items, id);
  return items.map((candidate) => (candidate === item ? { ...item, ...part } : candidate));
}

function without<Item extends { id: string }>(items: readonly Item[], id: string): Item[] {
  const item = find(items, id);
  return items.filter((candidate) => candidate !== item);
}
