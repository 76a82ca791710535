import { html, nothing } from 'lit';
import type { MediumParam, NumberParam, ValueParam } from '../effects/params.js';
import type { Texts } from '../languages/english.js';
import type { ParamValue } from '../project/project.js';
import { icons } from './icons.js';
import { pickFile, textIn } from './inputs.js';
import { labelOf } from './names.js';
import { slider } from './slider.js';

/** A control for a parameter of an effect. */
export function renderParam(
  texts: Texts,
  param: ValueParam,
  value: ParamValue,
  set: (value: ParamValue) => void,
) {
  switch (param.kind) {
    case 'color':
      return html`<label class="slider">
        ${labelOf(texts, param.label)}
        <input type="color" .value=${String(value)} @input=${(event: InputEvent) => set(textIn(event))} />
      </label>`;
    case 'choice':
      return html`<label class="field">
        ${labelOf(texts, param.label)}
        <select @change=${(event: Event) => set(textIn(event))}>
          ${Object.entries(param.choices).map(
            ([name, text]) =>
              html`<option value=${name} ?selected=${name === value}>${labelOf(texts, text)}</option>`,
          )}
        </select>
      </label>`;
    case 'number':
      return renderNumber(texts, param, Number(value), set);
  }
}

/** A control for a picture or video: what asks for a file, and what takes away the one of that name. */
export function renderMediumParam(
  texts: Texts,
  param: MediumParam,
  name: string | null,
  set: (file: File | null) => void,
) {
  const label = labelOf(texts, param.label);
  return html`<div class="row">
    <button @click=${() => pickFile('image/*,video/*', set)}>${label}…</button>
    ${
      name === null
        ? nothing
        : html`<span class="muted small">${name}</span>
            <button class="icon plain" aria-label=${texts.removeOf(label)} @click=${() => set(null)}>
              ${icons.remove}
            </button>`
    }
  </div>`;
}

/**
 * A slider that stops where more could harm; a check box lets it go on, with a warning. It is checked by the value
 * alone, so that a document that goes beyond says so too.
 */
export function renderNumber(
  texts: Texts,
  param: NumberParam,
  value: number,
  set: (value: number) => void,
  label = labelOf(texts, param.label),
) {
  const { safeMax = param.max } = param;
  const isUnsafe = value > safeMax;
  const max = isUnsafe ? param.max : safeMax;
  const { min } = param;
  const shown = `${Number(value.toPrecision(3)).toLocaleString(texts.language)} ${param.unit ?? ''}`;
  return html`${slider(label, shown, { min, max, step: (param.max - min) / 100 }, value, set)}
    ${
      safeMax === param.max
        ? nothing
        : html`<p class="small warning">${texts.flashWarning}</p>
            <label class="check">
              <input
                type="checkbox"
                .checked=${isUnsafe}
                @change=${() => set(isUnsafe ? safeMax : Math.min(param.max, safeMax * 2))}
              />
              ${texts.allowFlashes}
            </label>`
    }`;
}
