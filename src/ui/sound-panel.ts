import { html, nothing } from 'lit';
import { type Edit, setLevels, setMusicNudge, setMusicStart } from '../project/edits.js';
import { LIMITS } from '../project/project.js';
import { mediumDuration } from '../project/timeline.js';
import { BoothElement } from './booth-element.js';
import { slider } from './slider.js';

/** Milliseconds by which a person nudges; more is no matter of lip-sync. */
export const NUDGE = { min: LIMITS.nudgeMs.min / 2, max: LIMITS.nudgeMs.max / 2, step: 5 } as const;

/** The music, where it begins, how it lies to the picture, and how loud everything is. */
export class SoundPanel extends BoothElement {
  override render() {
    const { booth, texts } = this;
    const { levels, music, assets } = booth.project;
    const set = (label: string, edit: (value: number) => Edit) => (value: number) =>
      this.ui.perform(() => booth.edit(edit(value), { merge: label }));
    return html`<div class="stack">
      ${
        music === null
          ? nothing
          : slider(
              texts.musicLevel,
              texts.percent(levels.music),
              { ...LIMITS.level, step: 0.05 },
              levels.music,
              set('music level', (music) => setLevels({ music })),
            )
      }
      ${slider(
        texts.cameraLevel,
        texts.percent(levels.camera),
        { ...LIMITS.level, step: 0.05 },
        levels.camera,
        set('camera level', (camera) => setLevels({ camera })),
      )}
      ${
        music === null
          ? nothing
          : html`
              ${slider(
                texts.musicStart,
                texts.secondsExact(music.start),
                { min: 0, max: Math.max(0, mediumDuration(assets[music.asset]) - 0.1), step: 0.05 },
                music.start,
                set('music start', setMusicStart),
              )}
              ${slider(
                texts.nudge,
                texts.milliseconds(music.nudgeMs),
                NUDGE,
                music.nudgeMs,
                set('music nudge', setMusicNudge),
              )}
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
      <clip-booth-calibration .ui=${this.ui}></clip-booth-calibration>
    </div>`;
  }
}
