import type { Texts } from '../languages/english.js';

/** What an effect, look, transition or animation is called in a language; a third party's keeps its own label. */
export function nameOf({ names }: Texts, { name, label }: { name: string; label: string }): string {
  return names[name] ?? label;
}

/** What a parameter or a choice is called in a language; a third party's keeps its own label. */
export function labelOf({ labels }: Texts, label: string): string {
  return labels[label] ?? label;
}
