import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runFfmpeg } from '../../scripts/ffmpeg.mjs';
import { withBt709 } from '../../src/export/sequence-set.js';

/** The units of a raw stream whose type is that of a sequence parameter set. */
function sequenceSets(stream: Uint8Array): string[] {
  const text = Buffer.from(stream).toString('latin1');
  return text
    .split('\0\0\x01')
    .filter((unit) => (unit.charCodeAt(0) & 31) === 7)
    .map((unit) => Buffer.from(unit.replace(/\0+$/, ''), 'latin1').toString('hex'));
}

/** A stream of native ffmpeg's, and the same as its own filter tags it. */
async function streams(args: string[]): Promise<{ plain: string; tagged: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'clipbooth-'));
  try {
    const [plain, tagged] = [join(folder, 'plain.h264'), join(folder, 'tagged.h264')];
    await runFfmpeg('ffmpeg', [
      ...['-y', '-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=10:duration=0.3'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', ...args, plain],
    ]);
    const filter =
      'h264_metadata=colour_primaries=1:transfer_characteristics=1:matrix_coefficients=1:video_full_range_flag=0';
    await runFfmpeg('ffmpeg', ['-y', '-i', plain, '-c', 'copy', '-bsf:v', filter, tagged]);
    const [before] = sequenceSets(await readFile(plain));
    const [after] = sequenceSets(await readFile(tagged));
    if (before === undefined || after === undefined) throw new Error('There is no set in the stream.');
    return { plain: before, tagged: after };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const tag = (hex: string) => Buffer.from(withBt709(Buffer.from(hex, 'hex'))).toString('hex');

describe('a sequence parameter set', () => {
  it.each([
    ['of the Baseline profile', ['-profile:v', 'baseline', '-pix_fmt', 'yuv420p']],
    ['of the High profile', ['-profile:v', 'high', '-preset', 'medium', '-pix_fmt', 'yuv420p']],
    ['with all samples of chroma', ['-pix_fmt', 'yuv444p']],
    ['with ten bits a sample', ['-pix_fmt', 'yuv420p10le']],
    ['of cropped pictures', ['-vf', 'scale=90:50', '-pix_fmt', 'yuv420p']],
    ['of fields', ['-flags', '+ildct+ilme', '-pix_fmt', 'yuv420p']],
    [
      'that names other colours',
      [
        ...['-pix_fmt', 'yuvj420p', '-color_range', 'pc', '-colorspace', 'smpte170m'],
        ...['-color_primaries', 'smpte170m', '-color_trc', 'smpte170m'],
      ],
    ],
    ['of pixels that are not square', ['-vf', 'setsar=4/3', '-pix_fmt', 'yuv420p']],
    ['of pixels of a ratio of their own', ['-vf', 'setsar=37/17', '-pix_fmt', 'yuv420p']],
    ['with scaling lists', ['-profile:v', 'high', '-x264-params', '8x8dct=1:cqm=jvt', '-pix_fmt', 'yuv420p']],
    [
      'with a format, an overscan and a buffer',
      [
        ...['-x264-params', 'videoformat=pal:overscan=show:nal-hrd=cbr', '-b:v', '300k'],
        ...['-minrate', '300k', '-maxrate', '300k', '-bufsize', '300k', '-pix_fmt', 'yuv420p'],
      ],
    ],
    ['without reordered pictures', ['-bf', '0', '-preset', 'medium', '-pix_fmt', 'yuv420p']],
  ])('%s is tagged as native ffmpeg does it', async (_, args) => {
    const { plain, tagged } = await streams(args);
    expect(tag(plain)).toBe(tagged);
    expect(tag(tagged)).toBe(tagged);
  });

  it('that says nothing of how to show it says so afterwards', () => {
    // 320x240 in the Baseline profile; tagged by native ffmpeg's h264_metadata.
    expect(tag('6742c01eda0507e4')).toBe('6742c01eda0507e9a808080810');
  });

  it('that is none is refused', () => {
    expect(() => tag('')).toThrow('ends too early');
    expect(() => tag('6742c01e')).toThrow('ends too early');
  });
});
