import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { paramValues } from '../effects/params.js';
import { listTransitions } from '../effects/registry.js';
import { combine, type Edit, setTransition } from '../project/edits.js';
import type { TransitionUse } from '../project/project.js';
import { type TakeSpan, takeSpans } from '../project/timeline.js';
import { icons } from './editor-icons.js';
import { gallery } from './gallery.js';
import { nameOf } from './names.js';
import { renderParam } from './param-control.js';
import { slider } from './slider.js';
import { TakePanel } from './take-panel.js';

/** Seconds that a new transition takes, and those that are offered. */
const DURATION = 0.5;
const DURATIONS = { min: 0.1, max: 2, step: 0.1 } as const;
/** How far a transition is in its sample: both pictures are seen, and no flash hides them. */
const SAMPLED_AT = 0.38;

/** Chooses how the picture of a take comes out of the one before; the take is the one that the transition leads to. */
export class TransitionPanel extends TakePanel {
  static override styles = [...TakePanel.styles, gallery];
  override render() {
    const { booth, texts } = this;
    const spans = takeSpans(booth.project);
    const index = spans.findIndex(({ take }) => take.id === this.selected);
    const [from, to] = [spans[index - 1], spans[index]];
    if (from === undefined || to === undefined)
      return html`<p class="muted small">${texts.transitionHint}</p>`;
    const use = to.take.transition;
    return html`<div class="stack">
      ${use === null ? nothing : this.renderUse(to, use)}
      <div class="tiles" role="group" aria-label=${texts.transitions}>
        ${this.renderTile(null, from, to)}
        ${repeat(
          listTransitions(),
          ({ name }) => `${to.take.id} ${name}`,
          ({ name, label }) => this.renderTile({ name, label }, from, to),
        )}
      </div>
      ${
        use === null || spans.length < 3
          ? nothing
          : html`<button @click=${() => this.applyToAll(use)}>${texts.applyToAll}</button>`
      }
    </div>`;
  }

  private renderTile(choice: { name: string; label: string } | null, from: TakeSpan, to: TakeSpan) {
    const { texts } = this;
    const { id, transition } = to.take;
    const length = Math.min(DURATION, from.end - from.start, to.end - to.start);
    const time = to.start + (SAMPLED_AT - 0.5) * length;
    const choose = async () => {
      const options = transition === null ? {} : { duration: transition.duration };
      this.booth.edit(setTransition(id, choice?.name ?? null, options));
      await this.booth.seek(time);
    };
    return html`<button
      aria-pressed=${(transition?.transition ?? null) === (choice?.name ?? null)}
      @click=${() => this.ui.perform(choose)}
    >
      <span class="thumb">
        ${
          choice === null
            ? icons.close
            : html`<clip-booth-sample
                .ui=${this.ui}
                .time=${time}
                .edit=${setTransition(id, choice.name, { duration: DURATION })}
              ></clip-booth-sample>`
        }
      </span>
      ${choice === null ? texts.none : nameOf(texts, choice)}
    </button>`;
  }

  private renderUse({ take }: TakeSpan, use: TransitionUse) {
    const { texts, booth } = this;
    const definition = listTransitions().find(({ name }) => name === use.transition);
    const values = definition === undefined ? {} : paramValues(definition, use);
    const change = (part: Partial<TransitionUse>, key: string) =>
      this.ui.perform(() =>
        booth.edit(setTransition(take.id, use.transition, { ...use, ...part }), {
          merge: `${take.id} transition ${key}`,
        }),
      );
    return html`
      ${slider(texts.duration, texts.seconds(Math.round(use.duration * 10) / 10), DURATIONS, use.duration, (duration) => change({ duration }, 'duration'))}
      ${Object.entries(definition?.params ?? {}).map(([key, param]) =>
        renderParam(texts, param, values[key] ?? param.default, (value) =>
          change({ params: { ...use.params, [key]: value } }, key),
        ),
      )}
    `;
  }

  private applyToAll({ transition, ...options }: TransitionUse): void {
    const edits: Edit[] = this.booth.project.takes
      .slice(1)
      .map(({ id }) => setTransition(id, transition, options));
    this.ui.perform(() => this.booth.edit(combine(...edits)));
  }
}
