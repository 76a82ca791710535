import { html, nothing } from 'lit';
import type { NumberParam, Param } from '../effects/params.js';
import type { Texts } from '../languages/english.js';
import type { ParamValue } from '../project/project.js';
import { numberIn, textIn } from './inputs.js';

/** A control for a parameter of an effect. */
export function renderParam(texts: Texts, param: Param, value: ParamValue, set: (value: ParamValue) => void) {
  switch (param.kind) {
    case 'color':
      return html`<label class="slider">
        ${param.label}
        <input type="color" .value=${String(value)} @input=${(event: InputEvent) => set(textIn(event))} />
      </label>`;
    case 'choice':
      return html`<label class="field">
        ${param.label}
        <select @change=${(event: Event) => set(textIn(event))}>
          ${Object.entries(param.choices).map(
            ([name, text]) => html`<option value=${name} ?selected=${name === value}>${text}</option>`,
          )}
        </select>
      </label>`;
    case 'medium':
      return nothing;
    case 'number':
      return renderNumber(texts, param, Number(value), set);
  }
}

/**
 * A slider that stops where more could harm; a check box lets it go on, with a warning. It is checked by the value
 * alone, so that a document that goes beyond says so too.
 */
function renderNumber(texts: Texts, param: NumberParam, value: number, set: (value: number) => void) {
  const { safeMax = param.max } = param;
  const isUnsafe = value > safeMax;
  const max = isUnsafe ? param.max : safeMax;
  return html`<label class="slider">
      ${param.label}<output>${Number(value.toPrecision(3)).toLocaleString(texts.language)} ${param.unit ?? ''}</output>
      <input
        type="range"
        min=${param.min}
        max=${max}
        step=${(param.max - param.min) / 100}
        .value=${String(value)}
        @input=${(event: InputEvent) => set(numberIn(event))}
      />
    </label>
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
