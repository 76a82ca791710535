import { throwIfCancelled } from '../error.js';
import { type AssetSource, requireAsset } from '../media/assets.js';
import { decodeMusic, decodeSound } from '../media/sound.js';
import type { Project } from '../project/project.js';
import { clipDuration, type TakeSpan, takeSpans } from '../project/timeline.js';
import { soundContext } from './context.js';
import { Gain, OfflineContext, Player } from './tone.js';

/** Sample rate of every mixdown in Hz. */
export const MIXDOWN_RATE = 48000;
/** Seconds over which a take's sound fades in and out at its cuts, so that they do not click. */
const CUT_FADE = 0.004;

/**
 * The clip's sound: music and the takes' own sound at their levels, in stereo at {@link MIXDOWN_RATE}, exactly as long
 * as the clip. It is the only code that turns a document into sound: preview plays and export encodes what it gives.
 * Where the sum would clip, the whole mix is turned down to fit.
 * @throws BoothError `music-unreadable`, `asset-missing`, `cancelled`
 */
export async function mixdown(
  project: Project,
  assets: AssetSource,
  signal?: AbortSignal,
): Promise<AudioBuffer> {
  const duration = Math.max(clipDuration(project), 1 / project.frameRate);
  // Tone takes its defaults from it.
  soundContext();
  const context = new OfflineContext(2, duration, MIXDOWN_RATE);
  const sounds = [
    ...takeSpans(project).map((span) => addTakeSound(context, project, assets, span)),
    addMusic(context, project, assets, duration),
  ];
  await Promise.all(sounds);
  throwIfCancelled(signal);
  const mix = (await context.render()).get();
  context.dispose();
  throwIfCancelled(signal);
  if (mix === undefined) return new AudioBuffer({ length: 1, numberOfChannels: 2, sampleRate: MIXDOWN_RATE });
  turnDownToFit(mix);
  return mix;
}

async function addMusic(
  context: OfflineContext,
  { music, levels }: Project,
  assets: AssetSource,
  duration: number,
): Promise<void> {
  if (music === null || levels.music === 0) return;
  const blob = await requireAsset(assets, music.asset);
  const buffer = await decodeMusic(blob, music.start, music.start + duration);
  play(context, buffer, { at: 0, gain: levels.music });
}

async function addTakeSound(
  context: OfflineContext,
  { levels, assets: facts }: Project,
  assets: AssetSource,
  { take, start, end }: TakeSpan,
): Promise<void> {
  const asset = facts[take.asset];
  if (levels.camera === 0 || asset?.kind !== 'video' || !asset.hasSound) return;
  const blob = await requireAsset(assets, take.asset);
  const buffer = await decodeSound(blob, take.start - asset.soundOffset, take.end - asset.soundOffset);
  if (buffer !== null) {
    play(context, buffer, { at: start, until: end, rate: take.speed, gain: levels.camera, fade: CUT_FADE });
  }
}

function play(
  context: OfflineContext,
  buffer: AudioBuffer,
  {
    at,
    until,
    rate = 1,
    gain,
    fade = 0,
  }: { at: number; until?: number; rate?: number; gain: number; fade?: number },
): void {
  const level = new Gain({ context, gain }).toDestination();
  const player = new Player({ context, url: buffer, playbackRate: rate, fadeIn: fade, fadeOut: fade });
  player.connect(level).start(at);
  if (until !== undefined) player.stop(until);
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
