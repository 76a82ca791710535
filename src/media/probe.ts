import { BoothError } from '../error.js';
import type { VideoAsset } from '../project/project.js';
import { findAudioTrack, openMedia, requireVideoTrack } from './open.js';

/**
 * What a document keeps of a video file.
 * @throws BoothError `media-unreadable` where the file has no picture that this browser can decode.
 */
export async function probeVideo(
  blob: Blob,
): Promise<Pick<VideoAsset, 'duration' | 'width' | 'height' | 'hasSound' | 'soundOffset'>> {
  using input = openMedia(blob);
  try {
    const track = await requireVideoTrack(input);
    const first = await track.getFirstTimestamp();
    return {
      duration: (await track.computeDuration()) - first,
      width: await track.getDisplayWidth(),
      height: await track.getDisplayHeight(),
      hasSound: (await findAudioTrack(input)) !== null,
      // Take time begins at the first frame, the file's own time perhaps not.
      soundOffset: -first,
    };
  } catch (error) {
    throw BoothError.from(error, 'media-unreadable', 'The video cannot be read: choose another file.');
  }
}
