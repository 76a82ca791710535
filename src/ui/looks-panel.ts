import { html, nothing } from 'lit';
import { listLooks } from '../effects/registry.js';
import { setLook } from '../project/edits.js';
import { BoothElement } from './booth-element.js';
import { gallery } from './gallery.js';
import { icons } from './icons.js';
import { numberIn } from './inputs.js';

/** Chooses the look of the whole clip and how much of it. */
export class LooksPanel extends BoothElement {
  static override styles = [...BoothElement.styles, gallery];

  override render() {
    const { booth, texts } = this;
    const { look } = booth.project;
    return html`<div class="stack">
      ${
        look === null
          ? nothing
          : html`<label class="slider">
              ${texts.intensity}<output>${texts.percent(look.intensity)}</output>
              <input
                type="range"
                min="0"
                max="1"
                step="0.01"
                .value=${String(look.intensity)}
                @input=${(event: InputEvent) =>
                  this.ui.perform(() =>
                    booth.edit(setLook({ ...look, intensity: numberIn(event) }), {
                      merge: `look ${look.look}`,
                    }),
                  )}
              />
            </label>`
      }
      <div class="tiles" role="group" aria-label=${texts.looks}>
        ${[null, ...listLooks()].map((choice) => this.renderTile(choice?.name ?? null, choice?.label ?? ''))}
      </div>
    </div>`;
  }

  private renderTile(name: string | null, label: string) {
    const { booth, texts } = this;
    const { look } = booth.project;
    const choose = () =>
      booth.edit(setLook(name === null ? null : { look: name, intensity: look?.intensity ?? 1 }));
    return html`<button aria-pressed=${(look?.look ?? null) === name} @click=${() => this.ui.perform(choose)}>
      <span class="thumb">
        ${
          name === null
            ? icons.close
            : html`<clip-booth-sample
                .ui=${this.ui}
                .edit=${setLook({ look: name, intensity: 1 })}
              ></clip-booth-sample>`
        }
      </span>
      ${name === null ? texts.none : (texts.names[name] ?? label)}
    </button>`;
  }
}
