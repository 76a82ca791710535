import { throwIfCancelled } from '../error.js';
import { type AssetSource, requireAsset } from '../media/assets.js';
import { nextTask } from '../media/breather.js';
import { decodeMusic } from '../media/music.js';
import { SoundReaders } from '../media/sound-readers.js';
import type { Project, Range, TimePiece } from '../project/project.js';
import { cutMap, rateOf, timePieces } from '../project/time-map.js';
import {
  clipDuration,
  type MusicSpan,
  musicSpans,
  type TakeSpan,
  takeSpans,
  transitions,
} from '../project/timeline.js';
import { giveToneContext } from './context.js';
import { Gain, OfflineContext, ToneBufferSource } from './tone.js';

/** Sample rate of every mixdown in Hz. */
export const MIXDOWN_RATE = 48000;
/** Seconds over which sound fades in and out where it is cut, so that it does not click. */
const CUT_FADE = 0.004;

/** Seconds that are decoded around what is heard, so that samples between the first and last ones are true as well. */
const MARGIN = 0.01;
/**
 * Seconds that are mixed at a time where a clip is mixed in parts: few enough that the page does not stand still over
 * one. Each step of a mix has a turn of the page to itself besides.
 */
const PART_DURATION = 4;

/** Which part is mixed, and how the work is ended. */
export interface MixdownOptions {
  /** Clip time to mix; default the whole clip. It may reach before and beyond it, where only the music goes on. */
  range?: Range;
  signal?: AbortSignal | undefined;
}

/**
 * The clip's sound: music and the takes' own sound at their levels, in stereo at {@link MIXDOWN_RATE}, exactly as long
 * as the clip. It is the only code that turns a document into sound: preview plays and export encodes what it gives,
 * and performers hear it. Where the sum would clip, the whole mix is turned down to fit.
 * @throws BoothError `music-unreadable`, `asset-missing`, `cancelled`
 */
export async function mixdown(
  project: Project,
  assets: AssetSource,
  { range, signal }: MixdownOptions = {},
): Promise<AudioBuffer> {
  const readers = new SoundReaders();
  try {
    const sound = await mix({ project, assets, readers, range: range ?? wholeOf(project) }, signal);
    const channels = [sound.getChannelData(0), sound.getChannelData(1)];
    turnDown(channels, peakOf(channels));
    return sound;
  } finally {
    readers.close();
  }
}

/** How a clip is mixed in parts. */
export interface PartsOptions {
  signal?: AbortSignal;
  /** Seconds; whole ones, since a part then begins with a sample. */
  partDuration?: number;
  /** Awaited before each step, with how much of the work is done, from 0 to 1. */
  pace?: (done: number) => Promise<void>;
}

/** A part of a clip's sound. */
export interface StereoPart {
  readonly left: Float32Array<ArrayBuffer>;
  readonly right: Float32Array<ArrayBuffer>;
}

/**
 * The same as {@link mixdown} gives, part by part: so a long clip takes no more memory than a short one. Until it is
 * known how loud the loudest part is, the browser keeps them, outside of the page's memory.
 * @throws BoothError as {@link mixdown}
 */
export async function* mixdownParts(
  project: Project,
  assets: AssetSource,
  { signal, partDuration = PART_DURATION, pace = () => Promise.resolve() }: PartsOptions = {},
): AsyncGenerator<StereoPart> {
  const { end } = wholeOf(project);
  const parts: Blob[] = [];
  const readers = new SoundReaders();
  let peak = 0;
  try {
    for (let start = 0; start < end; start += partDuration) {
      await pace(start / end / 2);
      const range = { start, end: Math.min(end, start + partDuration) };
      const sound = await mix({ project, assets, readers, range }, signal);
      readers.closeUnused();
      const channels = [sound.getChannelData(0), sound.getChannelData(1)];
      peak = Math.max(peak, peakOf(channels));
      parts.push(new Blob(channels));
    }
  } finally {
    readers.close();
  }
  for (const [index, part] of parts.entries()) {
    await pace((1 + index / parts.length) / 2);
    const samples = new Float32Array(await part.arrayBuffer());
    turnDown([samples], peak);
    yield { left: samples.slice(0, samples.length / 2), right: samples.slice(samples.length / 2) };
  }
}

const wholeOf = (project: Project): Range => ({
  start: 0,
  end: Math.max(clipDuration(project), 1 / project.frameRate),
});

async function mix(what: Omit<Mix, 'context'>, signal: AbortSignal | undefined): Promise<AudioBuffer> {
  throwIfCancelled(signal);
  const { project, range } = what;
  const { start, end } = range;
  // Half a sample more, since Tone leaves off what is not a whole one.
  const samples = Math.round((end - start) * MIXDOWN_RATE) + 0.5;
  const context = new OfflineContext(2, samples / MIXDOWN_RATE, MIXDOWN_RATE);
  giveToneContext(context);
  try {
    const current: Mix = { ...what, context };
    await Promise.all([
      ...takeSpans(project).map((span) => addTakeSound(current, span)),
      ...musicSpans(project).map((span, index, spans) =>
        addMusic(current, {
          ...span,
          // It holds before the clip too.
          ...(index === 0 ? { start, musicTime: span.musicTime + start - span.start } : {}),
          isCutIn: index > 0,
          isCutOut: index < spans.length - 1,
        }),
      ),
    ]);
    await nextTask();
    throwIfCancelled(signal);
    // At one go, which takes milliseconds: else Tone waits for a timer each second of sound, a real one in a hidden tab.
    const rendered = (await context.render(false)).get();
    throwIfCancelled(signal);
    return rendered ?? new AudioBuffer({ length: 1, numberOfChannels: 2, sampleRate: MIXDOWN_RATE });
  } finally {
    context.dispose();
  }
}

/** A mix in the making. */
interface Mix {
  readonly context: OfflineContext;
  readonly project: Project;
  readonly assets: AssetSource;
  /** The media that are read, whose owner closes them. */
  readonly readers: SoundReaders;
  readonly range: Range;
}

async function addMusic(
  mix: Mix,
  span: MusicSpan & { readonly isCutIn: boolean; readonly isCutOut: boolean },
): Promise<void> {
  const { music, levels } = mix.project;
  const start = Math.max(span.start, mix.range.start);
  const end = Math.min(span.end, mix.range.end);
  if (music === null || levels.music === 0 || start >= end) return;
  const medium = mix.project.assets[music.asset];
  // A video's own time begins with its first picture, and its sound perhaps elsewhere.
  const soundOffset = medium?.kind === 'video' ? medium.soundOffset : 0;
  const from = span.musicTime + start - span.start - music.nudgeMs / 1000 - soundOffset;
  const buffer = await decodeMusic(
    await requireAsset(mix.assets, music.asset),
    from,
    from + end - start + MARGIN,
    (...part) => mix.readers.read(music.asset, ...part),
  );
  await nextTask();
  const output = outputOf(mix, levels.music);
  play(mix, buffer, output, {
    at: start,
    until: end,
    fadeIn: span.isCutIn && start === span.start ? CUT_FADE : 0,
    fadeOut: span.isCutOut && end === span.end ? CUT_FADE : 0,
  });
}

/** The sound of a take as its time map shows it; in a transition it goes on beyond the cut and fades into the other. */
async function addTakeSound(mix: Mix, span: TakeSpan): Promise<void> {
  const { take } = span;
  const { levels, assets: facts } = mix.project;
  const asset = facts[take.asset];
  const level = levels.camera * take.level;
  const heard = heardSpan(mix.project, span);
  const start = Math.max(heard.start, mix.range.start);
  const end = Math.min(heard.end, mix.range.end);
  if (level === 0 || asset?.kind !== 'video' || !asset.hasSound || start >= end) return;
  const origin = span.start - take.nudgeMs / 1000;
  const pieces = cutMap(timePieces(take), { start: start - origin, end: end - origin });
  const times = pieces.flatMap(({ from, to }) => [from, to]);
  const first = Math.min(...times) - MARGIN;
  const last = Math.max(...times) + MARGIN;
  const blob = await requireAsset(mix.assets, take.asset);
  const buffer = await mix.readers.read(
    take.asset,
    blob,
    first - asset.soundOffset,
    last - asset.soundOffset,
  );
  if (buffer === null) return;
  await nextTask();
  const backwards = pieces.some((piece) => rateOf(piece) < 0) ? reversed(buffer) : buffer;
  const output = faded(mix, level, heard);
  let at = start;
  for (const [index, piece] of pieces.entries()) {
    const rate = rateOf(piece);
    const until = at + piece.duration;
    const [before, after] = [pieces[index - 1], pieces[index + 1]];
    if (rate !== 0) {
      play(mix, rate > 0 ? buffer : backwards, output, {
        at,
        until,
        rate: Math.abs(rate),
        offset: rate > 0 ? piece.from - first : first + buffer.duration - piece.from,
        fadeIn: before === undefined || goesOn(before, piece) ? 0 : CUT_FADE,
        fadeOut: after === undefined || goesOn(piece, after) ? 0 : CUT_FADE,
      });
    }
    at = until;
  }
}

/** Whether sound goes on from one piece to the next without a jump, so that there is nothing to fade. */
function goesOn(piece: TimePiece, next: TimePiece): boolean {
  const [rate, nextRate] = [rateOf(piece), rateOf(next)];
  return rate * nextRate !== 0 && Math.abs(piece.to - next.from) < 1e-4;
}

/** The clip time in which a take is heard, and how long it takes to come and go. */
interface HeardSpan extends Range {
  readonly fadeIn: number;
  readonly fadeOut: number;
}

function heardSpan(project: Project, { take, start, end }: TakeSpan): HeardSpan {
  const all = transitions(project);
  const before = all.find(({ to }) => to.take === take);
  const after = all.find(({ from }) => from.take === take);
  return {
    start: before?.start ?? start,
    end: after?.end ?? end,
    fadeIn: before === undefined ? CUT_FADE : before.end - before.start,
    fadeOut: after === undefined ? CUT_FADE : after.end - after.start,
  };
}

/** Where sound goes on its way into the mix. */
function outputOf({ context }: Mix, level: number): Gain {
  return new Gain({ context, gain: level }).connect(context.rawContext.destination);
}

/** Where a take's sound goes: through its level, which rises at its start and falls at its end. */
function faded(mix: Mix, level: number, { start, end, fadeIn, fadeOut }: HeardSpan): Gain {
  const { range } = mix;
  const gain = outputOf(mix, 0);
  const levelAt = (time: number) =>
    level * Math.max(0, Math.min(1, (time - start) / fadeIn, (end - time) / fadeOut));
  const corners = [start, start + fadeIn, end - fadeOut, end].filter((time) => time > range.start);
  const from = Math.max(start, range.start);
  gain.gain.setValueAtTime(levelAt(from), from - range.start);
  for (const time of corners) gain.gain.linearRampToValueAtTime(levelAt(time), time - range.start);
  return gain;
}

function reversed(buffer: AudioBuffer): AudioBuffer {
  const { length, numberOfChannels, sampleRate } = buffer;
  const result = new AudioBuffer({ length, numberOfChannels, sampleRate });
  for (let channel = 0; channel < numberOfChannels; channel++) {
    result.copyToChannel(buffer.getChannelData(channel).toReversed(), channel);
  }
  return result;
}

/** Plays a buffer from one clip time until another. */
function play(
  { context, range }: Mix,
  buffer: AudioBuffer,
  output: Gain,
  options: {
    at: number;
    until: number;
    rate?: number;
    offset?: number;
    fadeIn: number;
    fadeOut: number;
  },
): void {
  const { at, until, rate = 1, offset = 0, fadeIn, fadeOut } = options;
  const source = new ToneBufferSource({ context, url: buffer, playbackRate: rate, fadeIn, fadeOut });
  source.connect(output).start(at - range.start, Math.max(0, offset));
  // Tone fades out after the end that it is told.
  if (until < range.end || fadeOut > 0) source.stop(until - fadeOut - range.start);
}

function peakOf(channels: readonly Float32Array[]): number {
  let peak = 0;
  // Written out, since this runs on the page over millions of samples.
  for (const samples of channels) {
    for (let index = 0; index < samples.length; index++) {
      const size = Math.abs(samples[index] ?? 0);
      if (size > peak) peak = size;
    }
  }
  return peak;
}

/** Turns down what would clip. */
function turnDown(channels: readonly Float32Array[], peak: number): void {
  if (peak <= 1) return;
  for (const samples of channels) {
    for (let index = 0; index < samples.length; index++) samples[index] = (samples[index] ?? 0) / peak;
  }
}
