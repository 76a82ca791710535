import { open, stat } from 'node:fs/promises';
import { runFfmpeg } from './ffmpeg.mjs';

/*
 * The independent reader: what native ffmpeg finds in a file, without any code of the library.
 */

/** The types of the file's top-level boxes, in order (ISO/IEC 14496-12, 4.2). */
async function topLevelBoxes(path) {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const boxes = [];
    for (let position = 0; position < size; ) {
      const head = Buffer.alloc(16);
      await file.read(head, 0, 16, position);
      const short = head.readUInt32BE(0);
      boxes.push(head.toString('latin1', 4, 8));
      const length = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? size - position : short;
      if (length < 8) break;
      position += length;
    }
    return boxes;
  } finally {
    await file.close();
  }
}

/** What ffprobe says of the streams, the container and every packet of pictures. */
async function probe(path) {
  const { stdout } = await runFfmpeg('ffprobe', [
    ...[
      '-v',
      'error',
      '-of',
      'json',
      '-show_streams',
      '-show_format',
      '-show_packets',
      '-select_streams',
      'v',
    ],
    path,
  ]);
  const video = JSON.parse(stdout);
  const all = await runFfmpeg('ffprobe', ['-v', 'error', '-of', 'json', '-show_streams', path]);
  return { ...video, streams: JSON.parse(all.stdout).streams };
}

/** Decodes everything, any error being fatal, and gives the number of pictures, loudness, black and still stretches. */
async function decode(path) {
  const { stderr } = await runFfmpeg('ffmpeg', [
    ...['-hide_banner', '-nostdin', '-xerror', '-err_detect', 'explode', '-i', path],
    ...[
      '-vf',
      'blackdetect=d=0.2:pix_th=0.04,freezedetect=n=-60dB:d=0.2',
      '-af',
      'ebur128=framelog=verbose,volumedetect',
      '-f',
      'null',
      '-',
    ],
  ]);
  const last = (pattern) => Number([...stderr.matchAll(pattern)].at(-1)?.[1] ?? Number.NaN);
  return {
    frames: last(/frame=\s*(\d+)/g),
    loudnessLufs: last(/I:\s+(-?[\d.]+) LUFS/g),
    peakDb: last(/max_volume: (-?[\d.]+) dB/g),
    frozenStretches: stretches(stderr, 'freeze'),
    blackSeconds: [...stderr.matchAll(/black_duration:([\d.]+)/g)].reduce(
      (sum, [, length]) => sum + Number(length),
      0,
    ),
  };
}

/** Stretches that a filter tells of, as [start, end]; the end is infinite where the file ends in one. */
function stretches(log, name) {
  const times = (what) =>
    [...log.matchAll(new RegExp(`${name}_${what}: ([\\d.]+)`, 'g'))].map(([, time]) => Number(time));
  const ends = times('end');
  return times('start').map((start, index) => [start, ends[index] ?? Number.POSITIVE_INFINITY]);
}

/** Tags that every MP4 has and that say nothing of its maker. */
const HARMLESS_TAGS = [
  'major_brand',
  'minor_version',
  'compatible_brands',
  'language',
  'handler_name',
  'vendor_id',
];

/** @typedef {Awaited<ReturnType<typeof inspectClip>>} ClipFacts */

/**
 * The facts of an exported file. Times are in seconds.
 * @param {string} path
 */
export async function inspectClip(path) {
  const [{ size }, boxes, probed, decoded] = await Promise.all([
    stat(path),
    topLevelBoxes(path),
    probe(path),
    decode(path),
  ]);
  const video = probed.streams.find((stream) => stream.codec_type === 'video');
  const audio = probed.streams.find((stream) => stream.codec_type === 'audio');
  const [numerator, denominator] = (video?.r_frame_rate ?? '0/1').split('/').map(Number);
  const frameRate = numerator / denominator;
  const stamps = probed.packets.map((packet) => Number(packet.pts_time)).sort((a, b) => a - b);
  const keyFrames = probed.packets
    .filter((packet) => packet.flags.includes('K'))
    .map((packet) => Number(packet.pts_time));
  const tags = [probed.format.tags ?? {}, ...probed.streams.map((stream) => stream.tags ?? {})].flatMap(
    Object.entries,
  );
  return {
    bytes: size,
    boxes,
    isFastStart: boxes.indexOf('moov') < boxes.indexOf('mdat'),
    isFragmented: boxes.includes('moof'),
    duration: Number(probed.format.duration),
    tags: tags.filter(([name]) => !HARMLESS_TAGS.includes(name)).map(([name, value]) => `${name}=${value}`),
    video: {
      codec: video?.codec_name,
      profile: video?.profile,
      pixelFormat: video?.pix_fmt,
      range: video?.color_range,
      primaries: video?.color_primaries,
      transfer: video?.color_transfer,
      matrix: video?.color_space,
      width: video?.width,
      height: video?.height,
      rotation: video?.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0,
      frameRate,
      frames: decoded.frames,
      start: Number(video?.start_time),
      duration: Number(video?.duration),
      /** The most that a picture's stamp is off its place at a constant rate. */
      stampError: Math.max(...stamps.map((stamp, index) => Math.abs(stamp - index / frameRate))),
      longestKeyFrameInterval: Math.max(
        ...[...keyFrames, stamps.length / frameRate].slice(1).map((stamp, index) => stamp - keyFrames[index]),
      ),
      blackSeconds: decoded.blackSeconds,
      frozenSeconds: decoded.frozenStretches.reduce(
        (sum, [start, end]) => sum + Math.min(end, Number(video?.duration)) - start,
        0,
      ),
    },
    audio: {
      codec: audio?.codec_name,
      profile: audio?.profile,
      sampleRate: Number(audio?.sample_rate),
      channels: audio?.channels,
      start: Number(audio?.start_time),
      duration: Number(audio?.duration),
      loudnessLufs: decoded.loudnessLufs,
      peakDb: decoded.peakDb,
    },
  };
}

/** Prints the facts as a table. */
export function printFacts(facts) {
  const { video, audio, ...file } = facts;
  const rows = [
    ...Object.entries(file).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(' ') || '-' : value,
    ]),
    ...Object.entries(video).map(([name, value]) => [`video ${name}`, value]),
    ...Object.entries(audio).map(([name, value]) => [`audio ${name}`, value]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) console.log(`  ${name.padEnd(width)}  ${value}`);
}
