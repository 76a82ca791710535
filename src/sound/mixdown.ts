import { throwIfCancelled } from '../error.js';
import { type AssetSource, requireAsset } from '../media/assets.js';
import { decodeMusic, decodeSound } from '../media/sound.js';
import type { Project, Range } from '../project/project.js';
import {
  clipDuration,
  clipToTake,
  type MusicSpan,
  musicSpans,
  type TakeSpan,
  takeSpans,
} from '../project/timeline.js';
import { soundContext } from './context.js';
import { Gain, OfflineContext, Player } from './tone.js';

/** Sample rate of every mixdown in Hz. */
export const MIXDOWN_RATE = 48000;
/** Seconds over which sound fades in and out where it is cut, so that it does not click. */
const CUT_FADE = 0.004;

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
  const whole = { start: 0, end: Math.max(clipDuration(project), 1 / project.frameRate) };
  const { start, end } = range ?? whole;
  // Tone takes its defaults from it.
  soundContext();
  const context = new OfflineContext(2, end - start, MIXDOWN_RATE);
  const mix: Mix = { context, project, assets, range: { start, end } };
  await Promise.all([
    ...takeSpans(project).map((span) => addTakeSound(mix, span)),
    ...musicSpans(project).map((span, index, spans) =>
      addMusic(mix, {
        ...span,
        // It holds before the clip too.
        ...(index === 0 ? { start, musicTime: span.musicTime + start - span.start } : {}),
        isCutIn: index > 0,
        isCutOut: index < spans.length - 1,
      }),
    ),
  ]);
  throwIfCancelled(signal);
  const rendered = (await context.render()).get();
  context.dispose();
  throwIfCancelled(signal);
  if (rendered === undefined) {
    return new AudioBuffer({ length: 1, numberOfChannels: 2, sampleRate: MIXDOWN_RATE });
  }
  turnDownToFit(rendered);
  return rendered;
}

/** A mix in the making. */
interface Mix {
  readonly context: OfflineContext;
  readonly project: Project;
  readonly assets: AssetSource;
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
  const from = span.musicTime + start - span.start - music.nudgeMs / 1000;
  const buffer = await decodeMusic(await requireAsset(mix.assets, music.asset), from, from + end - start);
  play(mix, buffer, {
    at: start,
    until: end,
    gain: levels.music,
    fadeIn: span.isCutIn ? CUT_FADE : 0,
    fadeOut: span.isCutOut ? CUT_FADE : 0,
  });
}

async function addTakeSound(mix: Mix, span: TakeSpan): Promise<void> {
  const { take } = span;
  const { levels, assets: facts } = mix.project;
  const asset = facts[take.asset];
  const start = Math.max(span.start, mix.range.start);
  const end = Math.min(span.end, mix.range.end);
  if (levels.camera === 0 || asset?.kind !== 'video' || !asset.hasSound || start >= end) return;
  const blob = await requireAsset(mix.assets, take.asset);
  const [from, to] = [start, end].map((time) => clipToTake(span, time) - asset.soundOffset);
  if (from === undefined || to === undefined) return;
  const buffer = await decodeSound(blob, from, to);
  if (buffer === null) return;
  play(mix, buffer, {
    at: start,
    until: end,
    rate: take.speed,
    gain: levels.camera,
    fadeIn: CUT_FADE,
    fadeOut: CUT_FADE,
  });
}

/** Plays a buffer from one clip time until another. */
function play(
  { context, range }: Mix,
  buffer: AudioBuffer,
  options: { at: number; until: number; rate?: number; gain: number; fadeIn: number; fadeOut: number },
): void {
  const { at, until, rate = 1, gain, fadeIn, fadeOut } = options;
  const level = new Gain({ context, gain }).toDestination();
  const player = new Player({ context, url: buffer, playbackRate: rate, fadeIn, fadeOut });
  player.connect(level).start(at - range.start);
  if (until < range.end) player.stop(until - range.start);
}

function turnDownToFit(mix: AudioBuffer): void {
  const channels = Array.from({ length: mix.numberOfChannels }, (_, index) => mix.getChannelData(index));
  const peak = channels.reduce(
    (highest, samples) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), highest),
    0,
  );
  if (peak <= 1) return;
  for (const samples of channels) {
    for (let index = 0; index < samples.length; index++) samples[index] = (samples[index] ?? 0) / peak;
  }
}
