/**
 * The document: one clip as plain, immutable, versioned JSON. Media are named by id and live elsewhere; all times
 * are seconds. See `timeline.ts` for the three time lines and `edits.ts` for how a document changes.
 */
export interface Project {
  /** Version of this format; a reader refuses what it does not know. */
  readonly version: 1;
  /** Width of the clip in pixels, even. */
  readonly width: number;
  /** Height of the clip in pixels, even. */
  readonly height: number;
  /** Pictures per second of the clip, a whole number: 24, 25, 30, 50 or 60. */
  readonly frameRate: number;
  /** The longest the clip may become, in seconds. */
  readonly maxDuration: number;
  /** The media that the rest of the document refers to, by id. */
  readonly assets: Readonly<Record<string, Asset>>;
  /** The takes in the order in which they are shown, back to back. */
  readonly takes: readonly Take[];
  /** The music under the clip, or null. */
  readonly music: Music | null;
  /** How loud each source is. */
  readonly levels: Levels;
  /** Effects in the order in which they are applied. */
  readonly effects: readonly EffectUse[];
  /** The colour look over everything but the overlays, or null. */
  readonly look: LookUse | null;
  /** What lies over the picture, the last on top. */
  readonly overlays: readonly Overlay[];
}

/** A medium in the asset store. */
export type Asset = VideoAsset | AudioAsset;

/** A recorded or imported video. */
export interface VideoAsset {
  readonly kind: 'video';
  readonly id: string;
  /** A name for people. */
  readonly name: string;
  /** Seconds from the first frame to the end of the last. */
  readonly duration: number;
  /** Width in pixels as shown, after rotation. */
  readonly width: number;
  /** Height in pixels as shown, after rotation. */
  readonly height: number;
  /** Whether the file has a sound track. */
  readonly hasSound: boolean;
  /** Seconds by which the file's sound begins after its first frame; negative where it begins before. */
  readonly soundOffset: number;
}

/** A piece of music or other sound. */
export interface AudioAsset {
  readonly kind: 'audio';
  readonly id: string;
  /** A name for people. */
  readonly name: string;
  /** Length in seconds. */
  readonly duration: number;
  /**
   * How loud the sound is, {@link LOUDNESS_RATE} times a second from its start, in percent of its loudest moment; what
   * follows the music follows this. Absent where it was not measured.
   */
  readonly loudness?: readonly number[];
}

/** Values of {@link AudioAsset.loudness} a second. */
export const LOUDNESS_RATE = 20;

/** A part of a video, shown at a speed. */
export interface Take {
  readonly id: string;
  /** Id of a video asset. */
  readonly asset: string;
  /** First moment shown, in take time. */
  readonly start: number;
  /** End of what is shown, in take time. */
  readonly end: number;
  /** How fast the take is shown: 2 shows two seconds of take in one second of clip. 0.3 to 3. */
  readonly speed: number;
  /** Whether the picture is flipped left to right, as a front camera's is. */
  readonly mirrored: boolean;
  /** What the performer heard, or null where no music played. With `speed` it is all the lip-sync there is to keep. */
  readonly heard: HeardMusic | null;
  /** Milliseconds by which the take's music sounds later against its pictures than was measured; -1000 to 1000. */
  readonly nudgeMs: number;
}

/** The music that a take was performed to. */
export interface HeardMusic {
  /** Id of an audio asset. */
  readonly asset: string;
  /** Music time that was heard when the take's first frame was captured. */
  readonly time: number;
  /** How far, in milliseconds, the measurements that this time comes from were typically off the line through them. */
  readonly residualMs: number;
}

/** Music under the clip. */
export interface Music {
  /** Id of an audio asset. */
  readonly asset: string;
  /** A title for people. */
  readonly title: string;
  /** Music time at which the clip begins, where its first take was not performed to another one. */
  readonly start: number;
  /** Milliseconds by which the music sounds later in the clip than the takes heard it; -1000 to 1000. */
  readonly nudgeMs: number;
}

/** Linear gains: 0 is silence, 1 leaves the level as it is, 2 is the most. */
export interface Levels {
  readonly music: number;
  /** The sound of the takes. */
  readonly camera: number;
}

/** The value of an effect's parameter: a number, a colour as `#rrggbb`, or the name of a choice. */
export type ParamValue = number | string;

/** What a document says of a parameter: a value that stays, or how it moves. */
export type ParamSetting = ParamValue | Keyframes | Following;

/** Values at moments of the clip, with a way from each to the next; before the first and after the last it rests. */
export interface Keyframes {
  /** In order of time, at least one. */
  readonly keyframes: readonly Keyframe[];
}

/** A value at a clip time. */
export interface Keyframe {
  readonly time: number;
  readonly value: ParamValue;
  /** The way to the next keyframe; `linear` unless told otherwise. */
  readonly easing?: Easing;
}

/** `smooth` starts and ends slowly, `hold` stays and jumps. */
export const EASINGS = ['linear', 'smooth', 'hold'] as const;

/** One of {@link EASINGS}. */
export type Easing = (typeof EASINGS)[number];

/** A number that follows the music: `from` in silence, `to` at its loudest. */
export interface Following {
  readonly follow: 'loudness';
  readonly from: number;
  readonly to: number;
}

/** An effect on a range of the clip. */
export interface EffectUse {
  readonly id: string;
  /** Name of a registered effect. */
  readonly effect: string;
  /** Parameters that differ from the effect's defaults. */
  readonly params: Readonly<Record<string, ParamSetting>>;
  /** Where it is applied, or null for the whole clip. */
  readonly range: Range | null;
}

/** A stretch of clip time: `start` is in, `end` is out. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A colour look and how much of it. */
export interface LookUse {
  /** Name of a registered look. */
  readonly look: string;
  /** 0 leaves the colours alone, 1 is the whole look. */
  readonly intensity: number;
}

/** Something over the picture. */
export type Overlay = TextOverlay;

/** A text over the picture. */
export interface TextOverlay {
  readonly kind: 'text';
  readonly id: string;
  /** The text; line breaks are kept, long lines are wrapped. */
  readonly text: string;
  /** Centre of the text, from 0 at the left to 1 at the right of the frame. */
  readonly x: number;
  /** Centre of the text, from 0 at the top to 1 at the bottom of the frame. */
  readonly y: number;
  /** Height of a line's letters (the font size) as a part of the frame's height. */
  readonly size: number;
  /** Turn in degrees, clockwise. */
  readonly rotation: number;
  /** CSS font family list. */
  readonly font: string;
  /** Colour of the letters, `#rrggbb`. */
  readonly color: string;
  /** Colour of the outline, `#rrggbb`, or null for none. */
  readonly outline: string | null;
  /** When it is shown, or null for the whole clip. */
  readonly range: Range | null;
}

/** The shape and limits of a new project. */
export interface ProjectOptions {
  /** Width in pixels; default 720. */
  width?: number;
  /** Height in pixels; default 1280. */
  height?: number;
  /** Pictures per second; default 30. */
  frameRate?: number;
  /** Longest clip in seconds; default 15. */
  maxDuration?: number;
}

/** A line on the limits that a document keeps, shared by edits and {@link parseProject}. */
export const LIMITS = {
  /** Smallest and largest side of a clip in pixels. */
  side: { min: 16, max: 3840 },
  frameRate: { min: 1, max: 120 },
  /** Seconds. */
  maxDuration: { min: 0.1, max: 600 },
  speed: { min: 0.3, max: 3 },
  level: { min: 0, max: 2 },
  nudgeMs: { min: -1000, max: 1000 },
} as const;
