/** The screens of the element, in the order in which a person comes through them. */
export const SCREENS = ['record', 'edit', 'share'] as const;

/** One of {@link SCREENS}. */
export type Screen = (typeof SCREENS)[number];
