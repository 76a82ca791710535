import type { Ffmpeg } from './ffmpeg.js';

/**
 * Makes an animated GIF, which plays for ever, of an MP4 that clipbooth wrote: first the 256 colours that suit all of
 * its pictures, then the pictures in them. In two steps, since in one ffmpeg would hold every picture in memory.
 */
export async function toGif(ffmpeg: Ffmpeg, mp4: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const name = 'clip.mp4';
  const read = ['-f', 'mov', '-i', name];
  const { output: palette, inputs } = await ffmpeg.run(
    [...read, '-vf', 'palettegen=stats_mode=diff', '-frames:v', '1', '-f', 'image2'],
    [{ name, data: mp4 }],
    'palette.png',
  );
  const { output } = await ffmpeg.run(
    [
      ...[...read, '-f', 'png_pipe', '-i', 'palette.png'],
      ...['-filter_complex', '[0:v][1:v]paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle'],
      ...['-loop', '0', '-f', 'gif'],
    ],
    [...inputs.map((data) => ({ name, data })), { name: 'palette.png', data: palette }],
    'clip.gif',
  );
  return output;
}
