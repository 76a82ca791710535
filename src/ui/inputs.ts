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

/** Lets the person choose a file of their device; nothing happens where they choose none. */
export function pickFile(accept: string, take: (file: File) => void): void {
  const input = Object.assign(document.createElement('input'), { type: 'file', accept });
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file !== undefined) take(file);
  });
  input.click();
}
