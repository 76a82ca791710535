import { html, nothing } from 'lit';

/** One of a few values, or none of them yet, side by side. Arrow keys go from one to the next, as in any group of radio buttons. */
export function segments<Value extends string | number | boolean>(
  label: string,
  values: readonly Value[],
  chosen: Value | null,
  name: (value: Value) => string,
  choose: (value: Value) => void,
  { hasTitle = true } = {},
) {
  const move = (event: KeyboardEvent) => {
    const forward = event.key === 'ArrowRight' || event.key === 'ArrowDown';
    if (!forward && event.key !== 'ArrowLeft' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    event.stopPropagation();
    const index = (chosen === null ? -1 : values.indexOf(chosen)) + (forward ? 1 : -1);
    const next = (index + values.length) % values.length;
    const value = values[next];
    if (value === undefined) return;
    choose(value);
    const group = event.currentTarget;
    const button = group instanceof Element ? group.children[next] : null;
    if (button instanceof HTMLElement) button.focus();
  };
  return html`<div class="field">
    ${hasTitle ? html`<h3 aria-hidden="true">${label}</h3>` : nothing}
    <div class="segments" role="radiogroup" aria-label=${label} @keydown=${move}>
      ${values.map(
        (value) =>
          html`<button
            role="radio"
            aria-checked=${value === chosen}
            tabindex=${value === chosen ? 0 : -1}
            @click=${() => choose(value)}
          >
            ${name(value)}
          </button>`,
      )}
    </div>
  </div>`;
}
