import { html, nothing } from 'lit';
import { type Edit, setTakeLevel, setTakeNudge } from '../project/edits.js';
import { LIMITS } from '../project/project.js';
import { slider } from './slider.js';
import { NUDGE } from './sound-panel.js';
import { TakePanel } from './take-panel.js';

/** How loud a take's own sound is, and how its music lies to its pictures. */
export class TakeSoundPanel extends TakePanel {
  override render() {
    const { texts, booth, take } = this;
    const { assets, levels } = booth.project;
    if (take === undefined) return nothing;
    const medium = assets[take.asset];
    const set = (what: string, edit: (value: number) => Edit) => (value: number) =>
      this.ui.perform(() => booth.edit(edit(value), { merge: `${take.id} ${what}` }));
    return html`<div class="stack">
      ${
        medium?.kind === 'video' && medium.hasSound
          ? html`${slider(
              texts.takeLevel,
              texts.percent(take.level),
              { ...LIMITS.level, step: 0.05 },
              take.level,
              set('level', (level) => setTakeLevel(take.id, level)),
            )}
            ${levels.camera === 0 ? html`<p class="muted small">${texts.takesMuted}</p>` : nothing}`
          : html`<p class="muted small">${texts.takeIsSilent}</p>`
      }
      ${
        take.heard === null
          ? nothing
          : html`${slider(
              texts.takeNudge,
              texts.milliseconds(take.nudgeMs),
              NUDGE,
              take.nudgeMs,
              set('nudge', (nudgeMs) => setTakeNudge(take.id, nudgeMs)),
            )}
            <p class="muted small">${texts.takeNudgeHint}</p>`
      }
    </div>`;
  }
}
