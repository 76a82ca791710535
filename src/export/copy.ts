import { EncodedPacketSink, type InputVideoTrack } from 'mediabunny';
import { openMedia, requireVideoTrack } from '../media/open.js';
import { createProject } from '../project/create.js';
import { addAsset, addTake } from '../project/edits.js';
import type { Project } from '../project/project.js';
import { frameCount } from '../project/timeline.js';
import { KEY_FRAME_INTERVAL } from './encoders/encoder.js';
import { PacketStore } from './packets.js';

/** The most that a picture may be off its place at a constant rate, in seconds. */
const STAMP_TOLERANCE = 0.0005;

/**
 * The encoded pictures of a clip that is one take which nothing changes, from its first picture on, in a file that is
 * what an export would make: H.264 High of the clip's size at a constant rate in limited-range BT.709, without
 * reordered pictures. Null for any other clip; a recorded take is never so, as a camera's rate is not constant.
 */
export async function copyTake(
  project: Project,
  assets: ReadonlyMap<string, Blob>,
): Promise<PacketStore | null> {
  const [take] = project.takes;
  if (take === undefined || !isUntouched(project)) return null;
  const blob = assets.get(take.asset);
  if (blob === undefined) return null;
  using input = openMedia(blob);
  const track = await requireVideoTrack(input);
  const config = await track.getDecoderConfig();
  if (config === null || !(await isAsExported(track, config, project))) return null;
  const store = new PacketStore();
  const frames = frameCount(project);
  const start = await track.getFirstTimestamp();
  let lastKey = 0;
  for await (const packet of new EncodedPacketSink(track).packets()) {
    const index = store.count;
    const isKey = packet.type === 'key';
    if (isKey) lastKey = index;
    const isInPlace = Math.abs(packet.timestamp - start - index / project.frameRate) < STAMP_TOLERANCE;
    if (!isInPlace || index - lastKey >= KEY_FRAME_INTERVAL * project.frameRate) return null;
    store.add({ data: new Uint8Array(packet.data), isKey, config: index === 0 ? config : undefined }, track);
    if (store.count === frames) return store;
  }
  return null;
}

/** Whether a document shows one take from its start as it is: it is what a new one would be with that take. */
function isUntouched(project: Project): boolean {
  const [take] = project.takes;
  const asset = take === undefined ? undefined : project.assets[take.asset];
  if (take === undefined || asset?.kind !== 'video' || project.takes.length !== 1 || take.start !== 0)
    return false;
  const { id, end, heard, nudgeMs, level } = take;
  const plain = addTake({
    id,
    asset: asset.id,
    start: 0,
    end,
    speed: 1,
    mirrored: false,
    heard,
    nudgeMs,
    level,
  })(addAsset(asset)(createProject(project)));
  // What is only heard, and what is not used, is left aside.
  const { music, levels, assets } = project;
  return JSON.stringify(project) === JSON.stringify({ ...project, ...plain, music, levels, assets });
}

async function isAsExported(
  track: InputVideoTrack,
  { codec }: VideoDecoderConfig,
  project: Project,
): Promise<boolean> {
  const color = await track.getColorSpace();
  return (
    codec.startsWith('avc1.64') &&
    (await track.getRotation()) === 0 &&
    (await track.getCodedWidth()) === project.width &&
    (await track.getCodedHeight()) === project.height &&
    color.matrix === 'bt709' &&
    color.primaries === 'bt709' &&
    color.transfer === 'bt709' &&
    color.fullRange === false
  );
}
