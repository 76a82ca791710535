import {
  ADTS,
  BlobSource,
  FLAC,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  QTFF,
  WAVE,
  WEBM,
} from 'mediabunny';
import { BoothError } from '../error.js';

const FORMATS = [MP4, QTFF, MATROSKA, WEBM, MP3, WAVE, OGG, FLAC, ADTS];

/** Opens a media file for reading. The caller disposes of the input. */
export function openMedia(blob: Blob): Input {
  return new Input({ source: new BlobSource(blob), formats: FORMATS });
}

/**
 * The file's picture track.
 * @throws BoothError `media-unreadable` where there is none that this browser can decode.
 */
export async function requireVideoTrack(input: Input): Promise<InputVideoTrack> {
  const track = await input.getPrimaryVideoTrack().catch((error: unknown) => {
    throw unreadable('The file is not a video that clipbooth knows: choose an MP4, MOV, WebM or MKV.', error);
  });
  if (track === null) throw unreadable('The file has no picture: choose a video.');
  if (!(await track.canDecode())) {
    throw unreadable(
      `This browser cannot decode the video (${track.codec ?? 'unknown codec'}): choose an H.264 file.`,
    );
  }
  return track;
}

/** The file's sound track if it has one that this browser can decode, else null. */
export async function findAudioTrack(input: Input): Promise<InputAudioTrack | null> {
  const track = await input.getPrimaryAudioTrack();
  return track !== null && (await track.canDecode()) ? track : null;
}

function unreadable(message: string, cause?: unknown): BoothError {
  return new BoothError('media-unreadable', message, { cause });
}
