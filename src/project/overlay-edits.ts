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
