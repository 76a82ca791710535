/** What is chosen on the timeline. */
export interface Selection {
  readonly kind: 'take' | 'effect' | 'overlay';
  readonly id: string;
}
