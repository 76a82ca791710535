import { css, html, nothing } from 'lit';
import { setLevels, setMusicNudge, setMusicStart } from '../project/edits.js';
import { LIMITS } from '../project/project.js';
import { mediumDuration } from '../project/timeline.js';
import { BoothElement } from './booth-element.js';
import { numberIn } from './inputs.js';

/** The music, where it begins, how it lies to the picture, and how loud everything is. */
export class SoundPanel extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        display: block;
      }
    `,
  ];

  override render() {
    const { booth, texts } = this;
    const { levels, music, assets } = booth.project;
    const slider = (
      label: string,
      shown: string,
      [min, max, step]: readonly [number, number, number],
      value: number,
      edit: (value: number) => Parameters<typeof booth.edit>[0],
    ) =>
      html`<label class="slider">
        ${label}<output>${shown}</output>
        <input
          type="range"
          min=${min}
          max=${max}
          step=${step}
          .value=${String(value)}
          @input=${(event: Event) => this.ui.perform(() => booth.edit(edit(numberIn(event)), { merge: label }))}
        />
      </label>`;
    const { nudgeMs, level } = LIMITS;
    return html`<div class="stack">
      ${
        music === null
          ? nothing
          : html`
              ${slider(texts.musicLevel, texts.percent(levels.music), [level.min, level.max, 0.05], levels.music, (value) => setLevels({ music: value }))}
            `
      }
      ${slider(texts.cameraLevel, texts.percent(levels.camera), [level.min, level.max, 0.05], levels.camera, (value) => setLevels({ camera: value }))}
      ${
        music === null
          ? nothing
          : html`
              ${slider(
                texts.musicStart,
                texts.secondsExact(music.start),
                [0, Math.max(0, mediumDuration(assets[music.asset]) - 0.1), 0.05],
                music.start,
                setMusicStart,
              )}
              ${slider(texts.nudge, texts.milliseconds(music.nudgeMs), [nudgeMs.min / 2, nudgeMs.max / 2, 5], music.nudgeMs, setMusicNudge)}
              <p class="muted small">${texts.nudgeHint}</p>
            `
      }
      ${
        this.ui.features.has('music')
          ? html`<div class="field">
              <h3>${texts.music}</h3>
              <clip-booth-sounds .ui=${this.ui}></clip-booth-sounds>
            </div>`
          : nothing
      }
    </div>`;
  }
}
