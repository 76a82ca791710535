import { html } from 'lit';
import { numberIn } from './inputs.js';

/** What a slider can be set to. */
interface Scale {
  readonly min: number;
  readonly max: number;
  readonly step?: number | 'any';
}

/** A number to be turned, with its name and what it says now. */
export function slider(
  label: string,
  shown: string,
  scale: Scale,
  value: number,
  set: (value: number) => void,
) {
  const { min, max, step = 'any' } = scale;
  return html`<label class="slider">
    ${label}<output>${shown}</output>
    <input
      type="range"
      min=${min}
      max=${max}
      step=${step}
      style=${filled(scale, value)}
      .value=${String(value)}
      @input=${(event: Event) => set(numberIn(event))}
    />
  </label>`;
}

/** How much of a slider's track is coloured, as a style: from zero, or where there is none from its start, to the value. */
export function filled({ min, max }: Scale, value: number): string {
  const part = (number: number) => (max > min ? Math.min(1, Math.max(0, (number - min) / (max - min))) : 0);
  const [from, to] = [part(0), part(value)].sort((a, b) => a - b);
  // What is coloured from its start is coloured up to the track's very end, beyond where the knob's middle comes.
  return `--from: ${from === 0 ? -1 : from}; --to: ${to}`;
}
