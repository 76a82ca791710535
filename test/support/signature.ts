/** Cells across and down of a signature. */
const GRID = { columns: 9, rows: 16 };

/**
 * What a picture looks like, in little: for each cell of a grid the mean red, green and blue, and how much the light
 * varies within it, which tells lines and grain from a flat colour. One byte each.
 */
function signatureOf({ width, height, data }: ImageData): Uint8Array {
  const signature = new Uint8Array(GRID.columns * GRID.rows * 4);
  const [cellWidth, cellHeight] = [width / GRID.columns, height / GRID.rows];
  for (let cell = 0; cell < GRID.columns * GRID.rows; cell++) {
    const [left, top] = [(cell % GRID.columns) * cellWidth, Math.floor(cell / GRID.columns) * cellHeight];
    const sums = [0, 0, 0];
    let [light, squares, count] = [0, 0, 0];
    for (let y = Math.round(top); y < Math.round(top + cellHeight); y++) {
      for (let x = Math.round(left); x < Math.round(left + cellWidth); x++) {
        const [red = 0, green = 0, blue = 0] = data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3);
        for (const [index, channel] of [red, green, blue].entries())
          sums[index] = (sums[index] ?? 0) + channel;
        const value = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        light += value;
        squares += value * value;
        count++;
      }
    }
    const variance = squares / count - (light / count) ** 2;
    signature.set(
      [...sums.map((sum) => Math.round(sum / count)), Math.round(Math.sqrt(Math.max(0, variance)))],
      cell * 4,
    );
  }
  return signature;
}

/** A picture's signature as text. */
export function encodeSignature(picture: ImageData): string {
  return btoa(String.fromCharCode(...signatureOf(picture)));
}

/** How far a picture is from a signature: the mean difference of a byte, 0 to 255. */
export function signatureDistance(picture: ImageData, signature: string): number {
  const expected = Uint8Array.from(atob(signature), (letter) => letter.charCodeAt(0));
  const found = signatureOf(picture);
  if (expected.length !== found.length) return 255;
  return found.reduce((sum, byte, index) => sum + Math.abs(byte - (expected[index] ?? 0)), 0) / found.length;
}
