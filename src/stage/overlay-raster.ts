import type { Area } from './area.js';
import type { I420Layout } from './i420.js';

/** What lies over a picture, ready to be laid over its bytes. */
export class OverlayRaster {
  /** Nothing lies over the picture. */
  static readonly NOTHING = new OverlayRaster(new Uint8Array(), { x: 0, y: 0, width: 0, height: 0 });

  /** Of each two by two pixels with anything on them: where their samples of Cb and Cr are. */
  private readonly columns: Uint16Array;
  private readonly rows: Uint16Array;
  /** Four times Y, then Cb and Cr: what to add to so many 255ths of what is there. */
  private readonly add: Uint8Array;
  private readonly keep: Uint8Array;

  /** @param pixels RGBA of an area with even sides, colours times their alpha. */
  constructor(pixels: Uint8Array, area: Area) {
    const [across, down] = [area.width / 2, area.height / 2];
    const most = across * down;
    const [columns, rows] = [new Uint16Array(most), new Uint16Array(most)];
    const [add, keep] = [new Uint8Array(most * 6), new Uint8Array(most * 5)];
    let count = 0;
    for (let block = 0; block < most; block++) {
      const [x, y] = [block % across, Math.floor(block / across)];
      let [sumBlue, sumRed, sumAlpha] = [0, 0, 0];
      for (let pixel = 0; pixel < 4; pixel++) {
        const at = 4 * ((2 * y + (pixel >> 1)) * area.width + 2 * x + (pixel & 1));
        const alpha = pixels[at + 3] ?? 0;
        keep[count * 5 + pixel] = 255 - alpha;
        // Most of an area is nothing.
        if (alpha === 0) continue;
        const red = pixels[at] ?? 0;
        const green = pixels[at + 1] ?? 0;
        const blue = pixels[at + 2] ?? 0;
        const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        add[count * 6 + pixel] = Math.round((219 * luma + 16 * alpha) / 255);
        sumBlue += blue - luma;
        sumRed += red - luma;
        sumAlpha += alpha;
      }
      if (sumAlpha === 0) continue;
      const alpha = sumAlpha / 4;
      add[count * 6 + 4] = Math.round(((224 / 1.8556) * (sumBlue / 4) + 128 * alpha) / 255);
      add[count * 6 + 5] = Math.round(((224 / 1.5748) * (sumRed / 4) + 128 * alpha) / 255);
      keep[count * 5 + 4] = 255 - Math.round(alpha);
      columns[count] = area.x / 2 + x;
      rows[count] = area.y / 2 + y;
      count++;
    }
    this.columns = columns.slice(0, count);
    this.rows = rows.slice(0, count);
    this.add = add.slice(0, count * 6);
    this.keep = keep.slice(0, count * 5);
  }

  /** Lays it over a picture. */
  blend(bytes: Uint8Array, { planes: [luma, blue, red] }: I420Layout): void {
    const { columns, rows, add, keep } = this;
    const over = (at: number, added: number, kept: number) => {
      bytes[at] = (add[added] ?? 0) + Math.round(((bytes[at] ?? 0) * (keep[kept] ?? 0)) / 255);
    };
    for (let block = 0; block < columns.length; block++) {
      const [x, y] = [columns[block] ?? 0, rows[block] ?? 0];
      const [added, kept] = [block * 6, block * 5];
      const above = luma.offset + 2 * y * luma.stride + 2 * x;
      over(above, added, kept);
      over(above + 1, added + 1, kept + 1);
      over(above + luma.stride, added + 2, kept + 2);
      over(above + luma.stride + 1, added + 3, kept + 3);
      over(blue.offset + y * blue.stride + x, added + 4, kept + 4);
      over(red.offset + y * red.stride + x, added + 5, kept + 4);
    }
  }
}
