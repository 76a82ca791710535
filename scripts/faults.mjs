/**
 * What is wrong with a file that should be a clip of that shape, in sentences; nothing where all is right.
 * @param {import('./inspect.mjs').ClipFacts} facts
 * @param {{ width: number, height: number, frameRate: number, duration: number, moves?: boolean }} expected what the
 *   clip is to be; `moves` where its source is neither black nor still anywhere
 */
export function faultsOf(facts, { width, height, frameRate, duration, moves = false }) {
  const { video, audio } = facts;
  const frames = Math.round(duration * frameRate);
  const rules = [
    [
      facts.isFastStart && !facts.isFragmented,
      `its boxes are ${facts.boxes.join(' ')}, not one moov before mdat`,
    ],
    [Math.abs(facts.duration - duration) < 0.0005, `it lasts ${facts.duration} s, not ${duration}`],
    [facts.tags.length === 0, `it carries ${facts.tags.join(', ')}`],
    [
      video.codec === 'h264' && video.profile === 'High',
      `its pictures are ${video.codec} ${video.profile}, not H.264 High`,
    ],
    [
      video.pixelFormat === 'yuv420p' && video.range === 'tv',
      `its pictures are ${video.pixelFormat} ${video.range}`,
    ],
    [
      [video.primaries, video.transfer, video.matrix].every((tag) => tag === 'bt709'),
      `its colours are tagged ${video.primaries}, ${video.transfer}, ${video.matrix}, not BT.709`,
    ],
    [
      video.width === width && video.height === height,
      `it is ${video.width}x${video.height}, not ${width}x${height}`,
    ],
    [video.rotation === 0, `it is to be turned by ${video.rotation} degrees`],
    [video.frameRate === frameRate, `its rate is ${video.frameRate}, not ${frameRate}`],
    [video.frames === frames, `it has ${video.frames} pictures, not ${frames}`],
    [
      video.start === 0 && video.stampError < 0.0005,
      `its stamps begin at ${video.start} and are off by ${video.stampError} s`,
    ],
    [video.longestKeyFrameInterval <= 2.001, `its key frames are ${video.longestKeyFrameInterval} s apart`],
    [
      audio.codec === 'aac' && audio.profile === 'LC',
      `its sound is ${audio.codec} ${audio.profile}, not AAC-LC`,
    ],
    [
      audio.sampleRate === 48000 && audio.channels === 2,
      `its sound is ${audio.sampleRate} Hz, ${audio.channels} channels`,
    ],
    [!moves || video.blackSeconds === 0, `it is black for ${video.blackSeconds} s`],
    [!moves || video.frozenSeconds === 0, `it stands still for ${video.frozenSeconds} s`],
    [audio.start === 0, `its sound starts at ${audio.start} s`],
    [Math.abs(audio.duration - duration) < 0.0005, `its sound lasts ${audio.duration} s, not ${duration}`],
  ];
  return rules.filter(([holds]) => !holds).map(([, fault]) => fault);
}
