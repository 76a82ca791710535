import { BoothError } from '../error.js';
import { defineLook, type TableLook } from './define.js';

/** Largest table that a `.cube` file may hold, as the format has it. */
const MAX_SIZE = 256;

/**
 * Reads a look from a `.cube` file (Adobe's Cube LUT Specification 1.0): a 3D table of any size, whose domain may be
 * other than 0 to 1. Colours are taken as display-referred.
 * @throws BoothError `look-unreadable` where the text is no such table: one-dimensional, of another size than it says, or
 * no numbers.
 */
export function parseCube(text: string, { name, label }: { name: string; label: string }): TableLook {
  let size = 0;
  let [low, high] = [
    [0, 0, 0],
    [1, 1, 1],
  ];
  const colors: number[][] = [];
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = raw.replace(/#.*/, '').trim();
    if (line === '') continue;
    const [keyword = '', ...rest] = line.split(/\s+/);
    const where = `line ${index + 1}`;
    switch (keyword) {
      case 'TITLE':
        break;
      case 'LUT_1D_SIZE':
        throw unreadable('it holds a one-dimensional table, and only three-dimensional ones are looks');
      case 'LUT_3D_SIZE':
        size = numbers(rest, 1, where)[0] ?? 0;
        if (!Number.isInteger(size) || size < 2 || size > MAX_SIZE) {
          throw unreadable(`${where} says a size that is not a whole number from 2 to ${MAX_SIZE}`);
        }
        break;
      case 'DOMAIN_MIN':
        low = numbers(rest, 3, where);
        break;
      case 'DOMAIN_MAX':
        high = numbers(rest, 3, where);
        break;
      // Not of the specification, but DaVinci Resolve writes it.
      case 'LUT_3D_INPUT_RANGE': {
        const [from = 0, to = 1] = numbers(rest, 2, where);
        [low, high] = [
          [from, from, from],
          [to, to, to],
        ];
        break;
      }
      default:
        colors.push(numbers([keyword, ...rest], 3, where));
    }
  }
  if (size === 0) throw unreadable('it does not say LUT_3D_SIZE');
  if (colors.length !== size ** 3) {
    throw unreadable(`it holds ${colors.length} colours, and a table of ${size} has ${size ** 3}`);
  }
  if (low.some((from, channel) => from >= (high[channel] ?? 0))) throw unreadable('its domain is empty');
  const table = tableOf(colors, size, low, high);
  return defineLook({ kind: 'table', name, label, size, table });
}

/** The bytes of a table over colours from 0 to 1, from one over its own domain, as the specification interpolates it. */
function tableOf(colors: number[][], size: number, low: number[], high: number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size ** 3 * 4);
  const isUnit = low.every((from) => from === 0) && high.every((to) => to === 1);
  for (let index = 0; index < size ** 3; index++) {
    const cell = [index % size, Math.floor(index / size) % size, Math.floor(index / size ** 2)];
    const color = isUnit
      ? colors[index]
      : colorAt(
          colors,
          size,
          cell.map((place, channel) => {
            const [from, to] = [low[channel] ?? 0, high[channel] ?? 1];
            return ((place / (size - 1) - from) / (to - from)) * (size - 1);
          }),
        );
    for (const [channel, value] of (color ?? []).entries()) {
      bytes[index * 4 + channel] = Math.round(Math.min(1, Math.max(0, value)) * 255);
    }
    bytes[index * 4 + 3] = 255;
  }
  return bytes;
}

/** The colour at a place between cells, from the eight around it. */
function colorAt(colors: number[][], size: number, place: number[]): number[] {
  const inside = place.map((value) => Math.min(Math.max(value, 0), size - 1));
  const cell = inside.map((value) => Math.min(Math.floor(value), size - 2));
  const sum = [0, 0, 0];
  for (let corner = 0; corner < 8; corner++) {
    let [index, weight, stride] = [0, 1, 1];
    for (const [axis, start] of cell.entries()) {
      const step = (corner >> axis) & 1;
      const part = (inside[axis] ?? 0) - start;
      index += (start + step) * stride;
      weight *= step === 1 ? part : 1 - part;
      stride *= size;
    }
    for (const [channel, value] of (colors[index] ?? []).entries()) {
      sum[channel] = (sum[channel] ?? 0) + weight * value;
    }
  }
  return sum;
}

function numbers(words: string[], count: number, where: string): number[] {
  const values = words.map(Number);
  if (values.length !== count || !values.every(Number.isFinite)) {
    throw unreadable(`${where} does not hold ${count} number${count === 1 ? '' : 's'}`);
  }
  return values;
}

function unreadable(why: string): BoothError {
  return new BoothError('look-unreadable', `The file is not a .cube look: ${why}.`);
}
