/**
 * H.264 profiles to try, the best first, as the first bytes of the codec string (ISO/IEC 14496-15, annex E): High,
 * Main, Constrained Baseline.
 */
const PROFILES = [
  ['High', '6400'],
  ['Main', '4d00'],
  ['Baseline', '42e0'],
] as const;

/**
 * H.264 levels with the most macroblocks per picture and per second (ITU-T H.264, table A-1).
 */
const LEVELS = [
  [30, 1620, 40500],
  [31, 3600, 108000],
  [32, 5120, 216000],
  [40, 8192, 245760],
  [42, 8704, 522240],
  [50, 22080, 589824],
  [51, 36864, 983040],
  [52, 36864, 2073600],
] as const;

/** Codec strings for a picture size and rate: the lowest level that allows it and the two above, High first. */
export function codecLadder(width: number, height: number, frameRate: number): string[] {
  const macroblocks = Math.ceil(width / 16) * Math.ceil(height / 16);
  const fitting = LEVELS.filter(([, perPicture, perSecond]) => {
    return macroblocks <= perPicture && macroblocks * frameRate <= perSecond;
  });
  return PROFILES.flatMap(([, profile]) =>
    fitting.slice(0, 3).map(([level]) => `avc1.${profile}${level.toString(16).padStart(2, '0')}`),
  );
}

/** Codec strings of VP9 in profile 0 at level 4.1, and of VP8: no encoder minds a smaller picture. */
export const WEBM_CODECS = ['vp09.00.41.08', 'vp8'];
