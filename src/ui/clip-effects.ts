import { css, html, nothing } from 'lit';
import type { NumberParam, ValueParam } from '../effects/params.js';
import type { Texts } from '../languages/english.js';
import {
  keyframeAt,
  keyframesBeside,
  movementAt,
  withEasing,
  withKeyframe,
  withoutKeyframe,
} from '../project/keyframe-edits.js';
import {
  EASINGS,
  type EffectUse,
  type Keyframes,
  type ParamSetting,
  type ParamValue,
} from '../project/project.js';
import { WITH_PLAYHEAD } from './booth-element.js';
import { icons } from './editor-icons.js';
import { EffectsPanel } from './effects-panel.js';
import { labelOf } from './names.js';
import { renderNumber, renderParam } from './param-control.js';
import { segments } from './segments.js';

/** How {@link renderMovingParam} looks. */
const movingParamStyles = css`
  .param {
    display: flex;
    align-items: center;
    gap: 2px;
  }
  .param .control {
    flex: 1;
    min-width: 0;
  }
  .param button {
    width: 40px;
    min-width: 40px;
    color: var(--muted);
  }
  .param button svg {
    width: 18px;
    height: 18px;
  }
  .movement {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 2px;
    padding-block: 2px 10px;
    text-align: center;
  }
  .movement .segments {
    background: var(--surface);
  }
  .movement .segments button {
    font-size: 13px;
  }
  .param button:is(.keyed, [aria-pressed='true']) {
    color: light-dark(#b45309, #fbbf24);
  }
  .param button[aria-pressed='true'] svg {
    fill: currentColor;
  }
`;

/** The effects of a clip that is edited: what they can be set to moves along the time. */
export class ClipEffects extends EffectsPanel {
  static override readonly redrawOn = WITH_PLAYHEAD;
  static override styles = [...EffectsPanel.styles, movingParamStyles];

  protected override renderControl(
    use: EffectUse,
    key: string,
    param: ValueParam,
    value: ParamValue,
    set: (setting: ParamSetting) => void,
  ) {
    const { booth, texts } = this;
    const motion = {
      setting: use.params[key],
      time: booth.time,
      hasMusic: booth.project.music !== null,
      seek: (time: number) => this.ui.perform(() => booth.seek(time)),
    };
    return renderMovingParam(texts, param, value, motion, set);
  }
}

/** How a parameter moves, and where the playhead stands. */
interface ParamMotion {
  readonly setting: ParamSetting | undefined;
  readonly time: number;
  /** Whether there is music to follow. */
  readonly hasMusic: boolean;
  readonly seek: (time: number) => void;
}

/**
 * A control for a parameter that can move: a keyframe is set or taken away at the playhead, or the parameter follows how
 * loud the music is.
 * @param value at the playhead
 */
function renderMovingParam(
  texts: Texts,
  param: ValueParam,
  value: ParamValue,
  motion: ParamMotion,
  set: (setting: ParamSetting) => void,
) {
  const { setting, time, hasMusic } = motion;
  const label = labelOf(texts, param.label);
  const isFollowing = typeof setting === 'object' && 'follow' in setting;
  const isKeyed = typeof setting === 'object' && 'keyframes' in setting;
  const isKeyHere = keyframeAt(setting, time) !== null;
  const toggleKey = () =>
    set(isKeyed && isKeyHere ? withoutKeyframe(setting, time) : withKeyframe(setting, time, value));
  const toggleFollow = (number: NumberParam) =>
    set(isFollowing ? value : { follow: 'loudness', from: Number(value), to: number.safeMax ?? number.max });
  return html`<div class="param">
    <div class="control">
      ${
        isFollowing && param.kind === 'number'
          ? (['from', 'to'] as const).map((end) =>
              renderNumber(
                texts,
                param,
                setting[end],
                (bound) => set({ ...setting, [end]: bound }),
                `${label}, ${texts.loudness[end]}`,
              ),
            )
          : renderParam(texts, param, value, (changed) =>
              set(isKeyed ? withKeyframe(setting, time, changed) : changed),
            )
      }
    </div>
    ${
      isFollowing
        ? nothing
        : html`<button
            class="icon plain ${isKeyed ? 'keyed' : ''}"
            aria-pressed=${isKeyHere}
            aria-label=${texts.keyframeOf(label)}
            title=${texts.keyframeOf(label)}
            @click=${toggleKey}
          >
            ${icons.keyframe}
          </button>`
    }
    ${
      param.kind === 'number' && !isKeyed && (hasMusic || isFollowing)
        ? html`<button
            class="icon plain"
            aria-pressed=${isFollowing}
            aria-label=${texts.followOf(label)}
            title=${texts.followOf(label)}
            @click=${() => toggleFollow(param)}
          >
            ${icons.follow}
          </button>`
        : nothing
    }
  </div>
  ${isKeyed && setting.keyframes.length > 1 ? renderMovement(texts, label, setting, motion, set) : nothing}`;
}

/** Ways to the keyframes beside the playhead, and how the value moves there from one to the next. */
function renderMovement(
  texts: Texts,
  label: string,
  setting: Keyframes,
  { time, seek }: ParamMotion,
  set: (setting: ParamSetting) => void,
) {
  const [before, after] = keyframesBeside(setting, time);
  const from = movementAt(setting, time);
  const way = (name: string, icon: unknown, to: number | null) =>
    html`<button
      class="icon plain"
      aria-label="${label}: ${name}"
      title=${name}
      ?disabled=${to === null}
      @click=${() => (to === null ? undefined : seek(to))}
    >
      ${icon}
    </button>`;
  return html`<div class="movement">
    ${way(texts.keyframeBefore, icons.earlier, before)}
    ${
      from === null
        ? html`<p class="muted small">${texts.noMovement}</p>`
        : segments(
            `${label}: ${texts.movement}`,
            EASINGS,
            from.easing ?? 'linear',
            (easing) => texts.easings[easing],
            (easing) => set(withEasing(setting, time, easing)),
            { hasTitle: false },
          )
    }
    ${way(texts.keyframeAfter, icons.later, after)}
  </div>`;
}
