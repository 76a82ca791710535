import { EncodedPacketSink } from 'mediabunny';
import { openMedia, requireVideoTrack } from './open.js';

/**
 * The take times of a video's frames, in seconds and in rising order.
 * @throws BoothError `media-unreadable`
 */
export async function frameTimes(file: Blob): Promise<number[]> {
  using input = openMedia(file);
  const track = await requireVideoTrack(input);
  const first = await track.getFirstTimestamp();
  const times: number[] = [];
  for await (const { timestamp } of new EncodedPacketSink(track).packets(undefined, undefined, {
    metadataOnly: true,
  }))
    times.push(timestamp - first);
  return times.sort((a, b) => a - b);
}
