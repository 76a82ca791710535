import { css, html, nothing } from 'lit';
import { EFFECT_FAMILIES, type EffectDefinition } from '../effects/define.js';
import { type Param, paramValues, type ValueParam } from '../effects/params.js';
import { listEffects } from '../effects/registry.js';
import { createId } from '../project/create.js';
import { addEffect, removeEffect, updateEffect } from '../project/edits.js';
import { momentAt } from '../project/keyframes.js';
import type { EffectUse, ParamSetting, ParamValue } from '../project/project.js';
import { BoothElement } from './booth-element.js';
import { EffectBrush } from './effect-brush.js';
import { gallery } from './gallery.js';
import { icons } from './icons.js';
import { nameOf } from './names.js';
import { renderMediumParam, renderParam } from './param-control.js';

/**
 * Chooses effects. A tap puts one onto the whole clip or takes it off; with `paint`, holding plays the clip and paints
 * the effect onto it until let go. What each can be set to is shown below.
 */
export class EffectsPanel extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    gallery,
    css`
      .use {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: start;
        border-radius: 12px;
        background: var(--raised);
      }
      details {
        padding-inline-start: 14px;
      }
      details[open] {
        padding-block-end: 8px;
      }
      summary {
        min-height: 44px;
        padding-block: 11px;
        cursor: pointer;
        font-weight: 600;
      }
      summary span {
        font-weight: 400;
      }
    `,
  ];
  static override properties = { ...BoothElement.properties, paint: { type: Boolean }, selected: {} };

  /** Whether effects can be painted onto ranges, which needs a clip to play. */
  declare paint: boolean;
  /** Id of the use that is being looked at, or null. */
  declare selected: string | null;

  private readonly brush = new EffectBrush(this);
  /** Id of the use that was put on last; its settings are open. */
  private added: string | null = null;

  constructor() {
    super();
    this.paint = false;
    this.selected = null;
  }

  override render() {
    const { texts } = this;
    const { effects } = this.booth.project;
    const all = listEffects();
    return html`<div class="stack">
      ${this.paint ? html`<p class="muted small">${texts.paintHint}</p>` : nothing}
      ${effects.length === 0 ? nothing : html`<div class="field">${effects.map((use) => this.renderUse(use))}</div>`}
      ${EFFECT_FAMILIES.map(
        (family) => html`<div class="field" role="group" aria-label=${texts.families[family]}>
          <h3>${texts.families[family]}</h3>
          <div class="tiles">
            ${all.filter((effect) => effect.family === family).map((effect) => this.renderTile(effect))}
          </div>
        </div>`,
      )}
    </div>`;
  }

  private renderTile(effect: EffectDefinition) {
    const isUsed = this.booth.project.effects.some((use) => use.effect === effect.name);
    return html`<button
      aria-pressed=${isUsed}
      @pointerdown=${(event: PointerEvent) => this.press(event, effect.name)}
      @pointerup=${this.brush.release}
      @pointercancel=${this.brush.release}
      @contextmenu=${(event: Event) => event.preventDefault()}
      @click=${() => this.toggle(effect.name)}
    >
      <span class="thumb">
        <clip-booth-sample .ui=${this.ui} .edit=${addEffect(effect.name, { id: 'sample' })}></clip-booth-sample>
      </span>
      ${nameOf(this.texts, effect)}
    </button>`;
  }

  private renderUse(use: EffectUse) {
    const { texts, booth } = this;
    const definition = listEffects().find(({ name }) => name === use.effect);
    if (definition === undefined) return nothing;
    const values = paramValues(definition, use, momentAt(booth.project, booth.time));
    const params = Object.entries(definition.params);
    const name = nameOf(texts, definition);
    const where = use.range === null ? texts.wholeClip : texts.fromTo(use.range.start, use.range.end);
    return html`<div class="use">
      <details ?open=${use.id === this.selected || use.id === this.added}>
        <summary>${name} <span class="muted small">${where}</span></summary>
        ${params.map(([key, param]) => this.renderParam(use, key, param, values[key] ?? ''))}
      </details>
      <button class="icon plain" aria-label=${texts.removeOf(name)} @click=${() => this.ui.takeAway(removeEffect(use.id), texts.removed(name))}>
        ${icons.remove}
      </button>
    </div>`;
  }

  private renderParam(use: EffectUse, key: string, param: Param, value: ParamValue) {
    const { texts, booth } = this;
    const set = (setting: ParamSetting) =>
      this.ui.perform(() =>
        booth.edit(updateEffect(use.id, { params: { [key]: setting } }), { merge: `${use.id} ${key}` }),
      );
    if (param.kind === 'medium') {
      const name = booth.project.assets[String(value)]?.name ?? null;
      return renderMediumParam(texts, param, name, (file) =>
        this.ui.perform(() => (file === null ? set('') : booth.importMedium(file, use.id, key))),
      );
    }
    return this.renderControl(use, key, param, value, set);
  }

  /** A control for what an effect can be set to; while recording there is no time along which it could move. */
  protected renderControl(
    _use: EffectUse,
    _key: string,
    param: ValueParam,
    value: ParamValue,
    set: (setting: ParamSetting) => void,
  ): unknown {
    return renderParam(this.texts, param, value, set);
  }

  private toggle(name: string): void {
    if (this.brush.hasJustPainted()) return;
    const { booth } = this;
    const use = booth.project.effects.find(({ effect, range }) => effect === name && range === null);
    const id = createId('effect');
    this.ui.perform(() => booth.edit(use === undefined ? addEffect(name, { id }) : removeEffect(use.id)));
    this.added = use === undefined ? id : null;
  }

  private press({ button }: PointerEvent, effect: string): void {
    if (this.paint && button === 0) this.brush.press(effect);
  }
}
