import { BlobSource, CanvasSink, Input, MP4 } from 'mediabunny';
import { onsets } from './rig.js';

/** The clicks and the pictures' numbers of a file, as the browser itself decodes them. */
export async function readInBrowser(file) {
  const context = new OfflineAudioContext(1, 1, 48000);
  const sound = await context.decodeAudioData(await file.arrayBuffer());
  const input = new Input({ source: new BlobSource(file), formats: [MP4] });
  const track = await input.getPrimaryVideoTrack();
  const numbers = [];
  for await (const { canvas, timestamp } of new CanvasSink(track).canvases()) {
    const { data } = canvas.getContext('2d').getImageData(0, canvas.height / 2, canvas.width, 1);
    let number = 0;
    for (let bit = 0; bit < 8; bit++) {
      if (data[Math.floor(((bit + 0.5) * canvas.width) / 8) * 4] > 127) number |= 1 << bit;
    }
    numbers[Math.round(timestamp * 30)] = number;
  }
  input.dispose();
  return { clicks: onsets(sound.getChannelData(0), sound.sampleRate), numbers };
}
