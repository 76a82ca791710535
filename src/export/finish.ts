import type { Ffmpeg } from './ffmpeg.js';

/** Sound as samples that alternate between left and right. */
export interface StereoSound {
  readonly samples: Float32Array<ArrayBuffer>;
  /** Hz. */
  readonly sampleRate: number;
}

const AAC_BITRATE = '192k';

/**
 * Finishes the file: encodes the sound as AAC-LC, lays it beside the pictures, which are copied, tags them as what
 * they are, limited-range BT.709 (the ones of H.273), puts `moov` first, and leaves out everything that could name a
 * device or a place.
 */
export function finishMp4(
  ffmpeg: Ffmpeg,
  video: Uint8Array,
  { samples, sampleRate }: StereoSound,
): Promise<Uint8Array<ArrayBuffer>> {
  const args = [
    ...['-f', 'mov', '-i', 'pictures.mp4'],
    ...['-f', 'f32le', '-ar', `${sampleRate}`, '-ac', '2', '-i', 'sound.pcm'],
    ...['-map', '0:v:0', '-map', '1:a:0', '-c:v', 'copy'],
    '-bsf:v',
    'h264_metadata=colour_primaries=1:transfer_characteristics=1:matrix_coefficients=1:video_full_range_flag=0',
    ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
    ...['-c:a', 'aac', '-b:a', AAC_BITRATE],
    ...['-map_metadata', '-1', '-map_chapters', '-1'],
    ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'],
    // At the usual thousandth of a second the edit lists would cut up to a millisecond off.
    ...['-movie_timescale', `${sampleRate}`, '-movflags', '+faststart', '-f', 'mp4'],
  ];
  return ffmpeg.run(
    args,
    [
      { name: 'pictures.mp4', data: video },
      { name: 'sound.pcm', data: new Uint8Array(samples.buffer) },
    ],
    'clip.mp4',
  );
}
