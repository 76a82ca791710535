/*
 * How often a clip flashes, by WCAG 2.2, success criterion 2.3.1: a flash is a pair of opposing changes in relative
 * luminance of a tenth or more where the darker picture is below 0.8, over a quarter of what is seen. More than three
 * in a second can harm people with photosensitive epilepsy.
 */

/** The most flashes in a second that are safe. */
export const MOST_FLASHES = 3;

const CHANGE = 0.1;
const DARKER = 0.8;
const AREA = 0.25;

/** Cells across and down in which the light is looked at, and points across and down in each. */
const GRID = { columns: 9, rows: 16, points: 4 };

/** A change that is under way, until the light turns. */
interface Change {
  readonly direction: 1 | -1;
  /** How much the light has changed so far, and whether that has been counted. */
  amount: number;
  isCounted: boolean;
}

/** Counts the flashes of pictures that are shown one after another at an even rate. */
export class FlashCounter {
  /** The most flashes in any second so far. */
  most = 0;

  private before: Float32Array | null = null;
  private change: Change | null = null;
  /** Pictures in which a change was counted. */
  private changes: number[] = [];
  private index = 0;

  constructor(private readonly frameRate: number) {}

  /** Looks at the next picture: its relative luminance, from 0 to 1, in the cells of a grid. */
  add(light: Float32Array): void {
    const { before, index } = this;
    this.before = light;
    this.index++;
    if (before === null) return;
    const step = stepOf(before, light);
    if (step === null) return;
    const direction = step.amount > 0 ? 1 : -1;
    if (this.change?.direction !== direction) this.change = { direction, amount: 0, isCounted: false };
    const { change } = this;
    change.amount += Math.abs(step.amount);
    if (change.isCounted || change.amount < CHANGE || step.darker >= DARKER) return;
    change.isCounted = true;
    this.changes = [...this.changes.filter((earlier) => earlier > index - this.frameRate), index];
    this.most = Math.max(this.most, Math.floor(this.changes.length / 2));
  }
}

/** By how much the light of a quarter of the picture or more changes at once, and how light the darker picture is there. */
function stepOf(before: Float32Array, after: Float32Array): { amount: number; darker: number } | null {
  const sums = { rise: 0, fall: 0, rising: 0, falling: 0, darkerRising: 0, darkerFalling: 0 };
  for (const [cell, light] of after.entries()) {
    const change = light - (before[cell] ?? 0);
    if (change > 0) {
      sums.rise += change;
      sums.rising++;
      sums.darkerRising += light - change;
    } else if (change < 0) {
      sums.fall += change;
      sums.falling++;
      sums.darkerFalling += light;
    }
  }
  const isRise = sums.rise > -sums.fall;
  const [amount, cells, darker] = isRise
    ? [sums.rise, sums.rising, sums.darkerRising]
    : [sums.fall, sums.falling, sums.darkerFalling];
  return cells === 0 || cells < AREA * after.length
    ? null
    : { amount: amount / cells, darker: darker / cells };
}

/** The light of a packed picture, whose rows of limited-range Y come first, in the cells of a grid. */
export function lightOfPacked(
  bytes: Uint8Array,
  { width, height, stride }: { readonly width: number; readonly height: number; readonly stride: number },
): Float32Array {
  const { columns, rows, points } = GRID;
  const light = new Float32Array(columns * rows);
  for (let row = 0; row < rows * points; row++) {
    const y = Math.floor(((row + 0.5) * height) / (rows * points));
    for (let column = 0; column < columns * points; column++) {
      const x = Math.floor(((column + 0.5) * width) / (columns * points));
      const cell = Math.floor(row / points) * columns + Math.floor(column / points);
      light[cell] = (light[cell] ?? 0) + (LUMINANCE[bytes[y * stride + x] ?? 0] ?? 0) / points ** 2;
    }
  }
  return light;
}

/** Relative luminance of each value of a limited-range Y, as a screen shows it (a gamma of 2.2, near enough to sRGB's). */
const LUMINANCE = Float32Array.from(
  { length: 256 },
  (_none, value) => Math.min(1, Math.max(0, (value - 16) / 219)) ** 2.2,
);
