import { type AssetStore, requireAsset } from '../media/assets.js';
import { frameTimes } from '../media/frame-times.js';
import { decodeSound } from '../media/sound.js';
import { addTake, removeLastTake } from '../project/edits.js';
import type { Project } from '../project/project.js';
import { clipDuration, clipToMusic, musicToTake, takeDuration } from '../project/timeline.js';
import { performersSound } from './monitor.js';
import type { TakePlan } from './plan.js';
import { alignTake } from './take-alignment.js';
import { placeTake } from './take-placement.js';

/**
 * Does for the last take of a clip, which was broken off as by a crash, what is done at the end of every other: lays it
 * to the music where its microphone heard that. Gives the clip as it was where no microphone can tell.
 * @throws BoothError `asset-missing`, `music-unreadable`, `runtime-missing`
 */
export async function alignBrokenOff(
  project: Project,
  store: AssetStore,
  assetBase: string,
): Promise<Project> {
  const take = project.takes.at(-1);
  const asset = project.assets[take?.asset ?? ''];
  if (take === undefined || asset?.kind !== 'video' || !asset.hasSound || take.heard === null) return project;
  const before = removeLastTake()(project);
  const { speed, start, end, heard } = take;
  const clipStart = clipDuration(before);
  const plan: TakePlan = { speed, clipStart, longest: takeDuration(take), runUp: 0, lead: 0 };
  const musicTime = clipToMusic(before, clipStart);
  const played = await performersSound({ project: before, store, assetBase }, plan);
  if (musicTime === null || played === null) return project;
  // Take time at which the music was reckoned to begin.
  const began = musicToTake(heard.time, take, musicTime);
  const from = began - asset.soundOffset;
  const file = await requireAsset(store, asset.id);
  const recorded = await decodeSound(file, from, from + played.duration);
  const alignment = recorded === null ? null : await alignTake(played, recorded, assetBase);
  if (alignment?.isApplied !== true) return project;
  const capturedAtMs = (await frameTimes(file)).map((time) => time * 1000);
  const placement = placeTake(
    before,
    plan,
    { beganAtMs: began * 1000 + alignment.offsetMs, seconds: end - start, residualMs: heard.residualMs },
    { firstFrameMs: 0, capturedAtMs, duration: asset.duration },
  );
  return placement === null ? project : addTake({ ...take, ...placement })(before);
}
