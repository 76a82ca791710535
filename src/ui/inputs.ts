/** The number that an input holds. */
export function numberIn(event: Event): number {
  return Number(textIn(event));
}

/** The text that an input holds. */
export function textIn(event: Event): string {
  const { target } = event;
  return target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement
    ? target.value
    : '';
}
