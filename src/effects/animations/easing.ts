/* Curves of movement, from 0 at progress 0 to 1 at progress 1; formulas after Robert Penner's easing equations. */

/** Fast at first, then gently to rest. */
export function easeOut(progress: number): number {
  return 1 - (1 - progress) ** 3;
}

/** Beyond the goal and back. */
export function overshoot(progress: number): number {
  const back = 1.70158;
  return 1 + (back + 1) * (progress - 1) ** 3 + back * (progress - 1) ** 2;
}

/** Swings to rest about the goal. */
export function elastic(progress: number): number {
  if (progress <= 0 || progress >= 1) return progress <= 0 ? 0 : 1;
  return 1 + 2 ** (-9 * progress) * Math.sin((progress * 9 - 0.75) * ((2 * Math.PI) / 3));
}

/** Falls, and bounces on the goal. */
export function bounce(progress: number): number {
  const [step, height] = [2.75, 7.5625];
  if (progress < 1 / step) return height * progress ** 2;
  if (progress < 2 / step) return height * (progress - 1.5 / step) ** 2 + 0.75;
  if (progress < 2.5 / step) return height * (progress - 2.25 / step) ** 2 + 0.9375;
  return height * (progress - 2.625 / step) ** 2 + 0.984375;
}
