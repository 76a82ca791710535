/** Parts of the element that can be switched off, as named in its `features` attribute. */
export const FEATURES = [
  'record',
  'import',
  'music',
  'duet',
  'effects',
  'looks',
  'text',
  'speed',
  'countdown',
  'format',
  'export',
  'caption',
  'download',
  'upload',
  'drafts',
] as const;

/** One of {@link FEATURES}. */
export type Feature = (typeof FEATURES)[number];

/** The features that a list names, separated by spaces; all of them where there is no list. Unknown names are left out. */
export function parseFeatures(list: string | null | undefined): ReadonlySet<Feature> {
  if (list === null || list === undefined) return new Set(FEATURES);
  const named = list.split(/\s+/);
  return new Set(FEATURES.filter((feature) => named.includes(feature)));
}
