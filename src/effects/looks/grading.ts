import type { Rgb } from '../define.js';

/* What a colourist turns, as functions of one display-referred colour; looks are made of them. */

/** How light a colour is to the eye (the weights of BT.709), from 0 to 1. */
export function lightOf([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From `a` to `b` by a part of the way. */
export function mix(a: number, b: number, part: number): number {
  return a + (b - a) * part;
}

/** From one colour to another by a part of the way. */
export function blend(from: Rgb, to: Rgb, part: number): Rgb {
  return [mix(from[0], to[0], part), mix(from[1], to[1], part), mix(from[2], to[2], part)];
}

/** The same change of each channel. */
export function each([red, green, blue]: Rgb, change: (channel: number) => number): Rgb {
  return [change(red), change(green), change(blue)];
}

/** More or less colour: 0 leaves grey, 1 the colour as it is. */
export function saturate(color: Rgb, amount: number): Rgb {
  const light = lightOf(color);
  return each(color, (channel) => light + (channel - light) * amount);
}

/** An S-shaped curve: darker shadows and lighter lights, by an amount from 0 to 1; less than 0 flattens. */
export function contrast(color: Rgb, amount: number): Rgb {
  return each(color, (channel) => {
    const inside = Math.min(1, Math.max(0, channel));
    return mix(channel, inside * inside * (3 - 2 * inside), amount);
  });
}

/** Lifts black to `black` and lowers white to `white`: a print rather than a screen. */
export function fade(color: Rgb, black: number, white = 1): Rgb {
  return each(color, (channel) => mix(black, white, channel));
}

/** Adds one colour where the picture is dark and another where it is light, each an offset of the channels. */
export function splitTone(color: Rgb, shadows: Rgb, lights: Rgb): Rgb {
  const light = lightOf(color);
  const [dark, bright] = [(1 - light) ** 2, light ** 2];
  return [
    color[0] + dark * shadows[0] + bright * lights[0],
    color[1] + dark * shadows[1] + bright * lights[1],
    color[2] + dark * shadows[2] + bright * lights[2],
  ];
}
