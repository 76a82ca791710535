import { change, type Edit, find, moved, update, without } from './change.js';
import { createId } from './create.js';
import { cropAt } from './framing.js';
import type {
  Asset,
  Duet,
  EffectUse,
  Framing,
  Levels,
  LookUse,
  Music,
  ParamSetting,
  Project,
  Range,
  Take,
  TransitionUse,
} from './project.js';
import { cutMap, mapDuration, mapTime, timePieces, trimTimeMap } from './time-map.js';
import { takeSpans } from './timeline.js';

export * from './caption-edits.js';
export { combine, type Edit } from './change.js';
export { setEffectRange } from './keyframe-edits.js';
export * from './overlay-edits.js';
export * from './time-edits.js';

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
  timeMap: null,
  framing: {
    fit: 'cover',
    background: '#000000',
    rotation: 0,
    crop: { x: 0.5, y: 0.5, zoom: 1 },
    cropEnd: null,
  },
  transition: null,
  level: 1,
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

/** Removes all takes, effects, overlays, captions, the look and the duet: the music and the shape of the clip stay. */
export function startOver(): Edit {
  return change(() => ({ takes: [], effects: [], overlays: [], look: null, captions: null, duet: null }));
}

/** Moves a take to another place in the order, 0 being the first. */
export function moveTake(id: string, index: number): Edit {
  return change(({ takes }) => ({ takes: moved(takes, id, index) }));
}

/** Adds a copy of a take behind it, under a new id. */
export function duplicateTake(id: string): Edit {
  return change(({ takes }) => {
    const take = find(takes, id);
    return {
      takes: takes.toSpliced(takes.indexOf(take) + 1, 0, { ...take, id: createId('take'), transition: null }),
    };
  });
}

/** Sets where a take starts and ends, in take time, or how fast it is shown. Its time effects stay where they are. */
export function trimTake(id: string, part: Partial<Pick<Take, 'start' | 'end' | 'speed'>>): Edit {
  return change(({ takes }) => {
    const take = find(takes, id);
    return { takes: update(takes, id, { ...part, timeMap: trimTimeMap(take, { ...take, ...part }) }) };
  });
}

/**
 * Cuts a take in two at a clip time, both as long together as it was; at its very edges nothing happens. The second
 * half gets a new id.
 */
export function splitTake(id: string, clipTime: number): Edit {
  return (project) => {
    const index = project.takes.indexOf(find(project.takes, id));
    const span = takeSpans(project)[index];
    if (span === undefined || clipTime <= span.start || clipTime >= span.end) return project;
    const { take } = span;
    const pieces = timePieces(take);
    const at = clipTime - span.start;
    const cut = mapTime(pieces, at);
    const [before, after] =
      take.timeMap === null
        ? [{ end: cut }, { start: cut }]
        : [
            { timeMap: cutMap(pieces, { start: 0, end: at }) },
            { timeMap: cutMap(pieces, { start: at, end: mapDuration(pieces) }) },
          ];
    const { framing } = take;
    // A slow pan goes on from the one half to the other.
    const crop = cropAt(framing, at / (span.end - span.start));
    const isMoving = framing.cropEnd !== null;
    const halves = [
      { ...take, ...before, framing: isMoving ? { ...framing, cropEnd: crop } : framing },
      {
        ...take,
        ...after,
        id: createId('take'),
        transition: null,
        framing: isMoving ? { ...framing, crop } : framing,
      },
    ];
    return change(({ takes }) => ({ takes: takes.toSpliced(index, 1, ...halves) }))(project);
  };
}

/** Changes how a take's picture lies in the frame. */
export function setFraming(id: string, part: Partial<Framing>): Edit {
  return change(({ takes }) => ({
    takes: update(takes, id, { framing: { ...find(takes, id).framing, ...part } }),
  }));
}

/** Flips a take's picture left to right, or back. */
export function mirrorTake(id: string, mirrored: boolean): Edit {
  return change(({ takes }) => ({ takes: update(takes, id, { mirrored }) }));
}

/** Sets how a take's picture comes out of the one before: with a transition of that name, or by a cut for null. */
export function setTransition(
  id: string,
  transition: string | null,
  options: Partial<Omit<TransitionUse, 'transition'>> = {},
): Edit {
  const use = transition === null ? null : { duration: 0.5, params: {}, ...options, transition };
  return change(({ takes }) => ({ takes: update(takes, id, { transition: use }) }));
}

/** Sets the linear gain of one take's own sound; 0 mutes it. */
export function setTakeLevel(id: string, level: number): Edit {
  return change(({ takes }) => ({ takes: update(takes, id, { level }) }));
}

/** Sets the video that plays beside the takes, or takes it away with null. */
export function setDuet(duet: (Pick<Duet, 'asset'> & Partial<Duet>) | null): Edit {
  const defaults = { layout: 'side-by-side', start: 0, swapped: false, keyColor: '#00ff00' } as const;
  return change(() => ({ duet: duet === null ? null : { ...defaults, ...duet } }));
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
