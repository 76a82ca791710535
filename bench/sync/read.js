import { BlobSource, CanvasSink, Input, MP4 } from 'mediabunny';
import { numberIn, onsets } from './rig.js';

/** The clicks and the pictures' numbers of a file, as the browser itself decodes them. */
export async function readInBrowser(file) {
  const context = new OfflineAudioContext(1, 1, 48000);
  const sound = await context.decodeAudioData(await file.arrayBuffer());
  const input = new Input({ source: new BlobSource(file), formats: [MP4] });
  const track = await input.getPrimaryVideoTrack();
  const numbers = [];
  for await (const { canvas, timestamp } of new CanvasSink(track).canvases()) {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const greys = Array.from({ length: 64 }, (_, square) => {
      const [column, row] = [square % 8, Math.floor(square / 8)];
      const x = Math.floor(((column + 0.5) * canvas.width) / 8);
      const y = Math.floor(((row + 0.5) * canvas.height) / 8);
      return data[(y * canvas.width + x) * 4];
    });
    numbers[Math.round(timestamp * 30)] = numberIn(greys);
  }
  input.dispose();
  return { clicks: onsets(sound.getChannelData(0), sound.sampleRate), numbers };
}
