import { wordsOf } from './captions.js';
import { change, type Edit, find, moved, update, without } from './change.js';
import { createId } from './create.js';
import {
  CAPTION_DEFAULTS,
  type CaptionStyle,
  type Cue,
  type Overlay,
  STICKER_DEFAULTS,
  type StickerOverlay,
  TEXT_DEFAULTS,
  type TextOverlay,
} from './overlay.js';

/** Adds a text on top of the other overlays; what is not given is taken from {@link TEXT_DEFAULTS}. */
export function addText(text: string, options: Partial<Omit<TextOverlay, 'kind' | 'text'>> = {}): Edit {
  return addOverlay({ ...TEXT_DEFAULTS, id: createId('text'), ...options, text });
}

/** Adds an image asset on top of the other overlays; what is not given is taken from {@link STICKER_DEFAULTS}. */
export function addSticker(
  asset: string,
  options: Partial<Omit<StickerOverlay, 'kind' | 'asset'>> = {},
): Edit {
  return addOverlay({ ...STICKER_DEFAULTS, id: createId('sticker'), ...options, asset });
}

function addOverlay(overlay: Overlay): Edit {
  return change(({ overlays }) => ({ overlays: [...overlays, overlay] }));
}

/** What can be changed of an overlay: of any, of a text, or of a sticker. */
export type OverlayPart =
  | Partial<Omit<TextOverlay, 'id' | 'kind'>>
  | Partial<Omit<StickerOverlay, 'id' | 'kind'>>;

/** Changes an overlay. */
export function updateOverlay(id: string, part: OverlayPart): Edit {
  return change(({ overlays }) => {
    const overlay: Overlay = { ...find(overlays, id), ...part };
    return { overlays: update(overlays, id, overlay) };
  });
}

/** Moves an overlay to another layer, 0 being the lowest. */
export function moveOverlay(id: string, layer: number): Edit {
  return change(({ overlays }) => ({ overlays: moved(overlays, id, layer) }));
}

/** Removes an overlay. */
export function removeOverlay(id: string): Edit {
  return change(({ overlays }) => ({ overlays: without(overlays, id) }));
}

/**
 * Sets the captions, such as `parseCaptions` gives them; what is not said of their style stays, or is taken from
 * {@link CAPTION_DEFAULTS}. None takes them away.
 */
export function setCaptions(cues: readonly Cue[], style: Partial<CaptionStyle> = {}): Edit {
  return change(({ captions }) => ({
    captions:
      cues.length === 0 ? null : { cues, style: { ...CAPTION_DEFAULTS, ...captions?.style, ...style } },
  }));
}

/** Changes how the captions look. Without captions nothing happens. */
export function setCaptionStyle(style: Partial<CaptionStyle>): Edit {
  return (project) =>
    project.captions === null ? project : setCaptions(project.captions.cues, style)(project);
}

/** Adds a caption in the gap between others into which its start falls; where one is shown then, nothing happens. */
export function addCue(cue: Cue): Edit {
  return (project) => {
    const cues = project.captions?.cues ?? [];
    if (cues.some(({ start, end }) => cue.start >= start && cue.start < end)) return project;
    const index = cues.filter(({ start }) => start < cue.start).length;
    return setCaptions(cues.toSpliced(index, 0, fitCue(cue, cues[index - 1], cues[index])))(project);
  };
}

/**
 * Changes the text or the time of a caption, by its place in the order. It ends where its neighbours are. The times of
 * its words move with it, and are forgotten where they say nothing of it any more.
 */
export function updateCue(index: number, part: Partial<Pick<Cue, 'text' | 'start' | 'end'>>): Edit {
  return (project) => {
    const cues = project.captions?.cues ?? [];
    const cue = cues[index];
    if (cue === undefined) return project;
    const { wordTimes, ...plain } = cue;
    const { text, start, end } = { ...plain, ...part };
    const changed = fitCue({ text, start, end }, cues[index - 1], cues[index + 1]);
    const isWhole = Math.abs(changed.end - changed.start - (cue.end - cue.start)) < 1e-6;
    const isKept = isWhole && wordsOf(changed).length === wordTimes?.length;
    const moved = wordTimes?.map((time) => time + changed.start - cue.start) ?? [];
    return setCaptions(cues.with(index, isKept ? { ...changed, wordTimes: moved } : changed))(project);
  };
}

/** Removes a caption, by its place in the order; with the last one, all of the captions' style. */
export function removeCue(index: number): Edit {
  return (project) => {
    const cues = project.captions?.cues ?? [];
    return index in cues ? setCaptions(cues.toSpliced(index, 1))(project) : project;
  };
}

/** A caption within the gap that others leave it. */
function fitCue(cue: Cue, before: Cue | undefined, after: Cue | undefined): Cue {
  const start = Math.max(cue.start, before?.end ?? 0);
  return { ...cue, start, end: Math.min(cue.end, after?.start ?? Number.POSITIVE_INFINITY) };
}
