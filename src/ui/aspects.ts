/** Shapes of clips by their names: width and height. */
const ASPECTS = { '9:16': [9, 16], '1:1': [1, 1], '16:9': [16, 9] } as const;

/** A name of a clip's shape. */
export type Aspect = keyof typeof ASPECTS;

/** The names of all shapes. */
export const ASPECT_NAMES = Object.keys(ASPECTS).filter(isAspect);

/** Whether a text is the name of a shape. */
export function isAspect(name: string): name is Aspect {
  return Object.hasOwn(ASPECTS, name);
}

/** Even width and height in pixels of a shape, the shorter side being so long. */
export function sizeOf(aspect: Aspect, shorter: number): { width: number; height: number } {
  const [width, height] = ASPECTS[aspect];
  const even = (side: number) => 2 * Math.round((shorter * side) / Math.min(width, height) / 2);
  return { width: even(width), height: even(height) };
}

/** The shape that a size has, or null where it is another. */
export function aspectOf({ width, height }: { width: number; height: number }): Aspect | null {
  const isAlike = (name: Aspect) => Math.abs(width / height - ASPECTS[name][0] / ASPECTS[name][1]) < 0.01;
  return ASPECT_NAMES.find(isAlike) ?? null;
}
