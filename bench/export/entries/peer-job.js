import { FFmpeg } from '@ffmpeg/ffmpeg';

/* What several peers need to do the job. */

/** The effect, `saturate(1.3) contrast(1.1)`, and a look, as filters of CSS. */
export const FILTER = 'saturate(1.3) contrast(1.1) sepia(0.3)';

/** Draws the job's text where clipbooth has it. */
export function drawText(context, { text, width, height }) {
  context.filter = 'none';
  context.font = `700 ${Math.round(height * 0.045)}px sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = '#fff';
  context.fillText(text, width / 2, height * 0.82);
}

/** The take's sound and the music, mixed: 48 kHz, stereo. */
export async function mixSound({ take, music, duration }) {
  const offline = new OfflineAudioContext(2, Math.round(duration * 48000), 48000);
  for (const blob of [take, music]) {
    const buffer = await offline.decodeAudioData(await blob.arrayBuffer());
    const player = new AudioBufferSourceNode(offline, { buffer });
    player.connect(offline.destination);
    player.start();
  }
  return offline.startRendering();
}

/** ffmpeg.wasm, single-threaded. */
export async function loadFfmpeg() {
  const ffmpeg = new FFmpeg();
  await ffmpeg.load({
    classWorkerURL: `${location.origin}/entries/ffmpeg-worker.js`,
    coreURL: `${location.origin}/clipbooth/ffmpeg-core.js`,
    wasmURL: `${location.origin}/clipbooth/ffmpeg-core.wasm`,
  });
  return ffmpeg;
}

/** Runs ffmpeg on files by name, and gives `out.mp4`. */
export async function runFfmpeg(ffmpeg, inputs, args) {
  for (const [name, blob] of Object.entries(inputs)) {
    await ffmpeg.writeFile(name, new Uint8Array(await blob.arrayBuffer()));
  }
  const lines = [];
  ffmpeg.on('log', ({ message }) => lines.push(message));
  const code = await ffmpeg.exec([...args, '-movflags', '+faststart', 'out.mp4']);
  if (code !== 0) throw new Error(lines.slice(-4).join('\n'));
  return new Blob([await ffmpeg.readFile('out.mp4')], { type: 'video/mp4' });
}

/**
 * Lays sound beside finished H.264, for peers that need an AAC encoder of the browser's, which none has on Linux: what
 * a site would do there.
 */
export async function addSound(video, job, sound) {
  const ffmpeg = await loadFfmpeg();
  const samples = new Float32Array(sound.length * 2);
  for (let channel = 0; channel < 2; channel++) {
    const data = sound.getChannelData(channel);
    for (let index = 0; index < data.length; index++) samples[index * 2 + channel] = data[index];
  }
  try {
    return await runFfmpeg(ffmpeg, { 'in.mp4': video, 'in.pcm': new Blob([samples]) }, [
      ...['-i', 'in.mp4', '-f', 'f32le', '-ar', '48000', '-ac', '2', '-i', 'in.pcm'],
      ...[
        '-map',
        '0:v',
        '-map',
        '1:a',
        '-c:v',
        'copy',
        '-c:a',
        'aac',
        '-b:a',
        '192k',
        '-t',
        `${job.duration}`,
      ],
    ]);
  } finally {
    ffmpeg.terminate();
  }
}
