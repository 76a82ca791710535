import type { Range } from './project.js';

/** Something over the picture. */
export type Overlay = TextOverlay | StickerOverlay;

/** What texts and stickers have in common. */
export interface OverlayBase {
  readonly id: string;
  /** Centre, from 0 at the left to 1 at the right of the frame. */
  readonly x: number;
  /** Centre, from 0 at the top to 1 at the bottom of the frame. */
  readonly y: number;
  /**
   * Size as a part of the frame's height: of a text the height of its letters (the font size), of a sticker its own
   * height.
   */
  readonly size: number;
  /** Turn in degrees, clockwise. */
  readonly rotation: number;
  /** 0 is invisible, 1 hides what lies behind. */
  readonly opacity: number;
  /** When it is shown, or null for the whole clip. */
  readonly range: Range | null;
  /** How it comes, or null for at once. */
  readonly animationIn: AnimationUse | null;
  /** How it goes, or null for at once. */
  readonly animationOut: AnimationUse | null;
}

/** An animation at the beginning or the end of an overlay. */
export interface AnimationUse {
  /** Name of a registered animation. */
  readonly animation: string;
  /** Seconds, shortened to half of the overlay's range where that is shorter. */
  readonly duration: number;
}

/** How letters look. */
export interface TextStyle {
  /** CSS font family list. A font of the document is named by its asset's name. */
  readonly font: string;
  /** Thickness of the letters, 100 to 900. */
  readonly weight: number;
  readonly italic: boolean;
  /** Colour of the letters, `#rrggbb`. */
  readonly color: string;
  /** Colour of the outline, `#rrggbb`, or null for none. */
  readonly outline: string | null;
  /** Colour of the box behind each line, `#rrggbb`, or null for none. */
  readonly background: string | null;
  /** How lines of different length lie to each other; `start` is the right in a script that runs to the left. */
  readonly align: 'start' | 'center' | 'end';
}

/** A text over the picture. */
export interface TextOverlay extends OverlayBase, TextStyle {
  readonly kind: 'text';
  /** The text; line breaks are kept, long lines are wrapped. */
  readonly text: string;
}

/** A picture over the picture. */
export interface StickerOverlay extends OverlayBase {
  readonly kind: 'sticker';
  /** Id of an image asset; an animation begins when the sticker is first shown, and repeats. */
  readonly asset: string;
  /** Whether it is flipped left to right. */
  readonly mirrored: boolean;
}

/** What is said or sung in the clip, as text over the picture. */
export interface Captions {
  /** In order of time; they do not overlap. */
  readonly cues: readonly Cue[];
  /** How they look. */
  readonly style: CaptionStyle;
}

/** A caption that is shown for a while, in clip time. */
export interface Cue extends Range {
  readonly text: string;
  /**
   * Clip times at which its words begin, as many as it has words between spaces; absent where they are not known and the
   * time is shared out by the length of the words.
   */
  readonly wordTimes?: readonly number[];
}

/** How captions look. */
export interface CaptionStyle extends TextStyle {
  /** Centre, as that of an overlay. */
  readonly x: number;
  readonly y: number;
  /** Height of the letters as a part of the frame's height. */
  readonly size: number;
  /** Colour of the word that is being said, `#rrggbb`, or null for no difference. */
  readonly highlight: string | null;
  /** How each caption comes, or null for at once. */
  readonly animationIn: AnimationUse | null;
  /** How each caption goes, or null for at once. */
  readonly animationOut: AnimationUse | null;
}

const TEXT_STYLE: TextStyle = {
  font: 'system-ui, "Helvetica Neue", Arial, sans-serif',
  weight: 700,
  italic: false,
  color: '#ffffff',
  outline: '#000000',
  background: null,
  align: 'center',
};

const OVERLAY: Omit<OverlayBase, 'id'> = {
  x: 0.5,
  y: 0.5,
  size: 0.06,
  rotation: 0,
  opacity: 1,
  range: null,
  animationIn: null,
  animationOut: null,
};

/** How a text looks unless told otherwise: white, outlined, in the middle of the frame. */
export const TEXT_DEFAULTS: Omit<TextOverlay, 'id' | 'text'> = { kind: 'text', ...OVERLAY, ...TEXT_STYLE };

/** How a sticker looks unless told otherwise: a fifth of the frame high, in its middle. */
export const STICKER_DEFAULTS: Omit<StickerOverlay, 'id' | 'asset'> = {
  kind: 'sticker',
  ...OVERLAY,
  size: 0.2,
  mirrored: false,
};

/** How captions look unless told otherwise: in the lower part of the frame, the spoken word in yellow. */
export const CAPTION_DEFAULTS: CaptionStyle = {
  ...TEXT_STYLE,
  x: 0.5,
  y: 0.72,
  size: 0.042,
  highlight: '#ffd84a',
  animationIn: null,
  animationOut: null,
};
