import { css, html, nothing } from 'lit';
import { type Param, paramValues } from '../effects/params.js';
import { listEffects, listLooks } from '../effects/registry.js';
import { addEffect, removeEffect, setLook, updateEffect } from '../project/edits.js';
import type { EffectUse } from '../project/project.js';
import { BoothElement } from './booth-element.js';
import { numberIn, textIn } from './inputs.js';

/** Chooses effects and a look for the whole clip, and sets what they can be set to. */
export class EffectStrip extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
      }
      .second {
        margin-block-start: 14px;
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    detailed: { type: Boolean },
  };

  /** Whether the parameters of what is chosen are shown too. */
  declare detailed: boolean;

  constructor() {
    super();
    this.detailed = false;
  }

  override render() {
    const { booth, texts } = this;
    const { effects, look } = booth.project;
    return html`
      <h3 id="effects" class=${this.detailed ? '' : 'hidden'}>${texts.effects}</h3>
      <div class="strip" role="group" aria-labelledby="effects">
        ${listEffects().map(({ name, label }) => {
          const use = effects.find((candidate) => candidate.effect === name);
          return html`<button
            aria-pressed=${use !== undefined}
            @click=${() => this.perform(() => booth.edit(use === undefined ? addEffect(name) : removeEffect(use.id)))}
          >
            ${label}
          </button>`;
        })}
      </div>
      ${this.detailed ? effects.map((use) => this.renderParams(use)) : nothing}
      <h3 id="looks" class=${this.detailed ? 'second' : 'hidden'}>${texts.looks}</h3>
      <div class="strip" role="radiogroup" aria-labelledby="looks">
        ${[null, ...listLooks()].map(
          (choice) =>
            html`<button
              role="radio"
              aria-checked=${(look?.look ?? null) === (choice?.name ?? null)}
              @click=${() =>
                this.perform(() =>
                  booth.edit(
                    setLook(choice === null ? null : { look: choice.name, intensity: look?.intensity ?? 1 }),
                  ),
                )}
            >
              ${choice?.label ?? texts.none}
            </button>`,
        )}
      </div>
      ${
        this.detailed && look !== null
          ? html`<label class="slider">
              ${texts.intensity}<output>${texts.percent(look.intensity)}</output>
              <input
                type="range"
                min="0"
                max="1"
                step="0.01"
                .value=${String(look.intensity)}
                @input=${(event: InputEvent) =>
                  this.perform(() => booth.edit(setLook({ ...look, intensity: numberIn(event) })))}
              />
            </label>`
          : nothing
      }
    `;
  }

  private renderParams(use: EffectUse) {
    const definition = listEffects().find(({ name }) => name === use.effect);
    if (definition === undefined) return nothing;
    const values = paramValues(definition, use);
    return Object.entries(definition.params).map(([key, param]) => {
      const set = (value: number | string) =>
        this.perform(() => this.booth.edit(updateEffect(use.id, { params: { [key]: value } })));
      return renderParam(`${definition.label}: ${param.label}`, param, values[key] ?? param.default, set);
    });
  }
}

function renderParam(
  label: string,
  param: Param,
  value: number | string,
  set: (value: number | string) => void,
) {
  switch (param.kind) {
    case 'color':
      return html`<label class="slider">
        ${label}
        <input type="color" .value=${String(value)} @input=${(event: InputEvent) => set(textIn(event))} />
      </label>`;
    case 'choice':
      return html`<label class="slider">
        ${label}
        <select @change=${(event: Event) => set(textIn(event))}>
          ${Object.entries(param.choices).map(([name, text]) => html`<option value=${name} ?selected=${name === value}>${text}</option>`)}
        </select>
      </label>`;
    case 'number':
      return html`<label class="slider">
        ${label}<output>${Number(value).toLocaleString()} ${param.unit ?? ''}</output>
        <input
          type="range"
          min=${param.min}
          max=${param.max}
          step=${(param.max - param.min) / 100}
          .value=${String(value)}
          @input=${(event: InputEvent) => set(numberIn(event))}
        />
      </label>`;
  }
}
