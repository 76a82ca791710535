import { html } from 'lit';
import { numberIn } from './inputs.js';

/** A number to be turned, with its name and what it says now. */
export function slider(
  label: string,
  shown: string,
  { min, max, step = 'any' }: { min: number; max: number; step?: number | 'any' },
  value: number,
  set: (value: number) => void,
) {
  return html`<label class="slider">
    ${label}<output>${shown}</output>
    <input
      type="range"
      min=${min}
      max=${max}
      step=${step}
      .value=${String(value)}
      @input=${(event: Event) => set(numberIn(event))}
    />
  </label>`;
}
