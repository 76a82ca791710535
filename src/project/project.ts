import type { Captions, Overlay } from './overlay.js';

export type * from './overlay.js';

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
  /** A video beside the takes, or null. */
  readonly duet: Duet | null;
  /** What lies over the picture, the last on top. */
  readonly overlays: readonly Overlay[];
  /** What is said or sung, over everything else, or null. */
  readonly captions: Captions | null;
}

/** A medium in the asset store. */
export type Asset = VideoAsset | AudioAsset | ImageAsset | FontAsset;

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

/** A still or animated picture. */
export interface ImageAsset {
  readonly kind: 'image';
  readonly id: string;
  /** A name for people. */
  readonly name: string;
  /** Width in pixels as shown, after rotation. */
  readonly width: number;
  /** Height in pixels as shown, after rotation. */
  readonly height: number;
  /** Length of an animation in seconds, after which it begins anew; 0 for a still. */
  readonly duration: number;
}

/** A web font. */
export interface FontAsset {
  readonly kind: 'font';
  readonly id: string;
  /** The family by which texts name it. */
  readonly name: string;
}

/** Values of {@link AudioAsset.loudness} a second. */
export const LOUDNESS_RATE = 20;

/** A part of a video, or a picture for a while, and how it is shown. */
export interface Take {
  readonly id: string;
  /** Id of a video or image asset. */
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
  /**
   * The order and pace in which the take's time is shown, within `start` and `end`; null where it simply runs at
   * `speed`. Slow motion, freezing, repeating and all other time effects are made of it.
   */
  readonly timeMap: readonly TimePiece[] | null;
  /** How the picture lies in the frame. */
  readonly framing: Framing;
  /** How the picture comes out of the one of the take before, or null for a cut. On the first take it does nothing. */
  readonly transition: TransitionUse | null;
  /** Linear gain of the take's own sound, beside that of all takes: 0 to 2. */
  readonly level: number;
}

/** A stretch of a take that is shown at an even pace: forwards, backwards, or still. */
export interface TimePiece {
  /** Take time at which it begins. */
  readonly from: number;
  /** Take time that it reaches: before `from` it is shown backwards, the same as `from` it stands still. */
  readonly to: number;
  /** Seconds of clip time that it fills. */
  readonly duration: number;
}

/** How a picture lies in the frame. */
export interface Framing {
  /** `cover` fills the frame and cuts off what does not fit; `contain` shows all of the picture. */
  readonly fit: 'cover' | 'contain';
  /** What a contained picture leaves is filled with: a colour as `#rrggbb`, or `blur`, the picture out of focus. */
  readonly background: string;
  /** Turn in degrees, clockwise. */
  readonly rotation: number;
  /** What is shown at the take's start. */
  readonly crop: Crop;
  /** What is shown at its end, or null for the same: from the one to the other the picture slowly pans and zooms. */
  readonly cropEnd: Crop | null;
}

/** A part of a picture. It never reaches over the picture's edges where the picture is large enough. */
export interface Crop {
  /** Centre, from 0 at the left to 1 at the right of the picture. */
  readonly x: number;
  /** Centre, from 0 at the top to 1 at the bottom of the picture. */
  readonly y: number;
  /** How many times larger than fitted the picture is shown, 1 to 10. */
  readonly zoom: number;
}

/** A transition between two takes. It lies around the cut, and moves neither of them. */
export interface TransitionUse {
  /** Name of a registered transition. */
  readonly transition: string;
  /** Seconds from its start to its end, shortened where one of the takes is shorter. */
  readonly duration: number;
  /** Parameters that differ from the transition's defaults. */
  readonly params: Readonly<Record<string, ParamSetting>>;
}

/** Arrangements of the takes and another video in one frame. */
export const DUET_LAYOUTS = ['side-by-side', 'top-bottom', 'picture-in-picture', 'green-screen'] as const;

/** One of {@link DUET_LAYOUTS}. */
export type DuetLayout = (typeof DUET_LAYOUTS)[number];

/** A video that plays beside or behind the takes, in step with the clip. */
export interface Duet {
  /** Id of a video asset. Where it is the music's too, its picture keeps to its sound. */
  readonly asset: string;
  readonly layout: DuetLayout;
  /** Take time of the video at which the clip begins; it counts where the music is another asset. */
  readonly start: number;
  /** Whether the two change places. */
  readonly swapped: boolean;
  /** The colour behind the performer that a green screen takes away, `#rrggbb`. */
  readonly keyColor: string;
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
  /** Id of an audio asset, or of a video with sound. */
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

/** What a document says of a parameter: a value that stays, how it moves, or a medium. */
export type ParamSetting = ParamValue | Keyframes | Following | MediumUse;

/** A picture or video as an effect's parameter. */
export interface MediumUse {
  /** Id of an image or video asset. */
  readonly asset: string;
}

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
  /** How many times faster or slower than recorded a piece of a take is shown. */
  pace: { min: 0.05, max: 20 },
  zoom: { min: 1, max: 10 },
  /** Seconds. */
  transition: { min: 0.05, max: 5 },
  /** Size of a text or sticker as a part of the frame's height. */
  overlaySize: { min: 0.005, max: 2 },
  nudgeMs: { min: -1000, max: 1000 },
} as const;
