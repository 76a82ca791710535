import {
  type Asset,
  LOUDNESS_RATE,
  type Project,
  type Range,
  type Take,
  type TransitionUse,
} from './project.js';
import { mapDuration, mapTime, rateOf, type TakeTimes, timeOnMap, timePieces } from './time-map.js';

/*
 * The three time lines, all in seconds, and every conversion between them:
 *   clip time   what the viewer sees; 0 is the first picture of the clip
 *   take time   inside a recording; 0 is its first frame
 *   music time  inside the track; 0 is the file's first sample
 */

/** A take and the stretch of clip time that it fills. */
export interface TakeSpan extends Range {
  readonly take: Take;
}

/** Clip time that a take fills. */
export function takeDuration(take: TakeTimes): number {
  return mapDuration(timePieces(take));
}

/** The takes with the stretches of clip time that they fill, back to back from 0. */
export function takeSpans(project: Project): TakeSpan[] {
  let start = 0;
  return project.takes.map((take) => {
    const span = { take, start, end: start + takeDuration(take) };
    start = span.end;
    return span;
  });
}

/** Length of a medium in seconds; a picture lasts for ever. 0 for what cannot be played. */
export function mediumDuration(asset: Asset | undefined): number {
  switch (asset?.kind) {
    case 'video':
    case 'audio':
      return asset.duration;
    case 'image':
      return Number.POSITIVE_INFINITY;
    case 'font':
    case undefined:
      return 0;
  }
}

/** Length of the clip: its takes one after another, rounded to whole frames, at most `maxDuration`. */
export function clipDuration(project: Project): number {
  return frameCount(project) / project.frameRate;
}

/** How many pictures the clip has. */
export function frameCount(project: Project): number {
  const seconds = project.takes.reduce((sum, take) => sum + takeDuration(take), 0);
  return Math.round(Math.min(seconds, project.maxDuration) * project.frameRate);
}

/** How much of `maxDuration` is still empty, never negative. */
export function remainingDuration(project: Project): number {
  return Math.max(0, project.maxDuration - clipDuration(project));
}

/** The take shown at a clip time, or null where there is none. A cut belongs to the take that begins there. */
export function spanAt(project: Project, clipTime: number): TakeSpan | null {
  // A frame's time, n / frameRate, and a sum of take lengths may differ in the last bits.
  const time = clipTime + 1e-9;
  return takeSpans(project).find((span) => time >= span.start && time < span.end) ?? null;
}

/** Take time shown at a clip time inside the span; a nudge can lead a little beyond what the take was trimmed to. */
export function clipToTake(span: TakeSpan, clipTime: number): number {
  return mapTime(timePieces(span.take), clipTime - span.start + span.take.nudgeMs / 1000);
}

/** Clip time at which a take time inside the span is shown first. */
export function takeToClip(span: TakeSpan, takeTime: number): number {
  return span.start + timeOnMap(timePieces(span.take), takeTime) - span.take.nudgeMs / 1000;
}

/** A transition at a clip time. */
export interface TransitionMoment extends Range {
  readonly use: TransitionUse;
  /** The takes that it leads from and to. Their pictures are asked for beyond what they were trimmed to. */
  readonly from: TakeSpan;
  readonly to: TakeSpan;
}

/** The transitions of the clip: each lies half before and half after its cut, within the halves of the takes there. */
export function transitions(project: Project): TransitionMoment[] {
  const spans = takeSpans(project);
  return spans.flatMap((to, index) => {
    const from = spans[index - 1];
    const use = to.take.transition;
    if (from === undefined || use === null) return [];
    const half = Math.min(use.duration, from.end - from.start, to.end - to.start) / 2;
    return [{ use, from, to, start: to.start - half, end: to.start + half }];
  });
}

/** The transition that is under way at a clip time, or null. */
export function transitionAt(project: Project, clipTime: number): TransitionMoment | null {
  return transitions(project).find((moment) => isInRange(moment, clipTime)) ?? null;
}

/** Take time of the duet's video at a clip time: where it is the music's too, it keeps to the music. */
export function clipToDuet(project: Project, clipTime: number): number {
  const { duet, music } = project;
  if (duet === null) return 0;
  const heard = music?.asset === duet.asset ? clipToMusic(project, clipTime) : null;
  return heard ?? duet.start + clipTime;
}

/** A stretch of clip time in which the music goes on without a jump. */
export interface MusicSpan extends Range {
  /** Music time at `start`. */
  readonly musicTime: number;
}

/** A smaller jump than this many seconds is no jump. */
const SEAM = 0.0005;

/**
 * Where the music plays in the clip, without nudges. The music follows the takes: each plays to what was heard while
 * it was recorded, wherever trimming, deleting or moving has put it. Takes recorded in a row follow each other in the
 * music too, and make one span. A take that was not performed to this music, or that begins at another pace than it was
 * performed at, lets the music go on. The last span has no end; what is recorded next is performed to it. Empty without
 * music.
 */
export function musicSpans(project: Project): MusicSpan[] {
  const { music } = project;
  if (music === null) return [];
  const spans: MusicSpan[] = [];
  let span: MusicSpan = { start: 0, end: Number.POSITIVE_INFINITY, musicTime: music.start };
  for (const { take, start } of takeSpans(project)) {
    const [first] = timePieces(take);
    if (take.heard?.asset !== music.asset || first === undefined) continue;
    if (Math.abs(rateOf(first) - take.speed) > 1e-6) continue;
    const musicTime = takeToMusic(take.heard.time, take, first.from);
    if (Math.abs(span.musicTime + start - span.start - musicTime) < SEAM) continue;
    if (start > span.start) spans.push({ ...span, end: start });
    span = { start, end: Number.POSITIVE_INFINITY, musicTime };
  }
  return [...spans, span];
}

/** Music time at a clip time, also after its end, or null without music. Nudges aside. */
export function clipToMusic(project: Project, clipTime: number): number | null {
  const spans = musicSpans(project);
  const span = spans.findLast(({ start }) => clipTime >= start) ?? spans[0];
  return span === undefined ? null : span.musicTime + clipTime - span.start;
}

/**
 * Music time that a performer heard at a take time, where `heardFirst` was heard when the first frame was captured: at
 * speed s the music plays to the performer at 1/s of its rate.
 */
export function takeToMusic(heardFirst: number, { speed }: Pick<Take, 'speed'>, takeTime: number): number {
  return heardFirst + takeTime / speed;
}

/** Take time at which a performer heard a music time; the inverse of {@link takeToMusic}. */
export function musicToTake(heardFirst: number, { speed }: Pick<Take, 'speed'>, musicTime: number): number {
  return (musicTime - heardFirst) * speed;
}

/** How loud the music is at a clip time, from 0 to 1 at its loudest; 0 without music, or where it was not measured. */
export function loudnessAt(project: Project, clipTime: number): number {
  const musicTime = clipToMusic(project, clipTime);
  const asset = project.music === null ? undefined : project.assets[project.music.asset];
  if (musicTime === null || asset?.kind !== 'audio') return 0;
  // Each value stands for the middle of its stretch.
  const position = musicTime * LOUDNESS_RATE - 0.5;
  const value = (index: number) => (asset.loudness?.[index] ?? 0) / 100;
  const before = Math.floor(position);
  return value(before) + (position - before) * (value(before + 1) - value(before));
}

/** The nearest time on the clip's grid of frames. */
export function snapToFrame(project: Pick<Project, 'frameRate'>, time: number): number {
  return Math.round(time * project.frameRate) / project.frameRate;
}

/** Whether a range, or the whole clip where it is null, holds at a clip time. */
export function isInRange(range: Range | null, clipTime: number): boolean {
  return range === null || (clipTime >= range.start - 1e-9 && clipTime < range.end - 1e-9);
}
