import { html, nothing } from 'lit';
import { listLooks } from '../effects/registry.js';
import { setLook } from '../project/edits.js';
import { BoothElement } from './booth-element.js';
import { gallery } from './gallery.js';
import { icons } from './icons.js';
import { nameOf } from './names.js';
import { slider } from './slider.js';

/** How much of a look there can be. */
const INTENSITY = { min: 0, max: 1, step: 0.01 } as const;

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
          : slider(texts.intensity, texts.percent(look.intensity), INTENSITY, look.intensity, (intensity) =>
              this.ui.perform(() =>
                booth.edit(setLook({ ...look, intensity }), { merge: `look ${look.look}` }),
              ),
            )
      }
      <div class="tiles" role="group" aria-label=${texts.looks}>
        ${[null, ...listLooks()].map((choice) => this.renderTile(choice))}
      </div>
    </div>`;
  }

  private renderTile(choice: { name: string; label: string } | null) {
    const { booth, texts } = this;
    const { look } = booth.project;
    const use = (intensity: number) => (choice === null ? null : { look: choice.name, intensity });
    const choose = () => booth.edit(setLook(use(look?.intensity ?? 1)));
    return html`<button
      aria-pressed=${(look?.look ?? null) === (choice?.name ?? null)}
      @click=${() => this.ui.perform(choose)}
    >
      <span class="thumb">
        ${
          choice === null
            ? icons.close
            : html`<clip-booth-sample .ui=${this.ui} .edit=${setLook(use(1))}></clip-booth-sample>`
        }
      </span>
      ${choice === null ? texts.none : nameOf(texts, choice)}
    </button>`;
  }
}
