import { describe, expect, it } from 'vitest';
import { clickTimes, compare, numberIn, onsets, perform } from '../../bench/sync/rig.js';
import { Booth } from '../../src/booth/booth.js';
import { setDuet } from '../../src/project/edits.js';
import { makeVideo, paintNumber, readNumber } from '../support/media.js';
import { nativeFrames, nativeGreys, nativeSound } from '../support/native.js';
import { readPixels } from '../support/pictures.js';

const SIZE = { width: 96, height: 96 };

/** A booth in which music comes with a video, whose every picture shows its number, and is performed to as a duet. */
class DuetBooth extends Booth {
  /** The clip with the video all over the frame but for its upper left. */
  beside: File | null = null;

  override async setMusic(music: Blob): Promise<void> {
    const video = await makeVideo({ ...SIZE, frameRate: 30, frames: 150, draw: paintNumber, sound: music });
    await this.importDuet(video, { layout: 'green-screen' });
  }

  override async export(options: Parameters<Booth['export']>[0]) {
    const clip = await super.export(options);
    const { duet } = this.project;
    this.edit(setDuet(duet && { ...duet, layout: 'picture-in-picture' }));
    this.beside = (await super.export(options)).file;
    return clip;
  }
}

describe('a take recorded to a duet', () => {
  it('lies beside the sound of its video, as the video does', async () => {
    const booths: DuetBooth[] = [];
    class Kept extends DuetBooth {
      constructor(options: ConstructorParameters<typeof Booth>[0]) {
        super(options);
        booths.push(this);
      }
    }
    const { files, truth } = await perform(Kept, { name: 'duet', takes: [{ until: 2.5 }], latency: 0.12 });
    const file = files.webcodecs ?? new File([], 'none');
    const clicks = onsets(await nativeSound(file), 48000);
    // The performer shows what they heard.
    const offsets = compare({ clicks, numbers: (await nativeGreys(file)).map(numberIn) }, truth);
    const sorted = offsets.map(({ offsetMs }) => Math.abs(offsetMs)).toSorted((a, b) => a - b);
    expect(sorted.length).toBeGreaterThan(10);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(27);
    // The video's pictures are those of its sound, wherever the take has put both.
    const [first = 0] = clicks;
    const [played = 0] = clickTimes(10);
    const indexes = [5, 20, 40, 60];
    const pictures = await nativeFrames(booths[0]?.beside ?? new File([], 'none'), indexes, SIZE);
    for (const [place, index] of indexes.entries()) {
      const below = new OffscreenCanvas(SIZE.width, 2);
      const picture = pictures[place] ?? new ImageData(1, 1);
      below.getContext('2d')?.putImageData(picture, 0, -80);
      const shown = readNumber(readPixels(below));
      expect(Math.abs(shown - 30 * (index / 30 - first + played))).toBeLessThan(1.01);
    }
  });
});
